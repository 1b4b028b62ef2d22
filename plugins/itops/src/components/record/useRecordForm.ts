import { useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { itopsApiRef } from '../../api/itopsApiRef';
import { Problem } from '../../api/problem';
import { AnyRecord, RecordForm } from './RecordForm';
import { Values, requestOf, valuesOf } from '../form';
import { recordProblem } from './recordProblem';

export interface RecordFormState<T> {
  values: Values;
  errors: Values;
  problem: Problem | undefined;
  busy: boolean;
  /** The version that the form began with; undefined for a new record. */
  seen: T | undefined;
  /** What it says now, where somebody was faster. */
  theirs: T | undefined;
  change: (name: string, value: string) => void;
  save: () => Promise<void>;
  /** Goes on from what it says now, with or without what was changed here. */
  settle: (keepMine: boolean) => void;
}

/**
 * A form over a record. Every save carries the version that was seen; when
 * somebody was faster the newer one is fetched and shown beside, and nothing is
 * overwritten before the viewer has said so.
 *
 * @param record - undefined for a new one
 */
export function useRecordForm<T extends AnyRecord>(
  kind: RecordForm<T>,
  record: T | undefined,
  onSaved: (record: T) => void,
): RecordFormState<T> {
  const records = kind.api(useApi(itopsApiRef));
  const [seen, setSeen] = useState(record);
  const [values, setValues] = useState<Values>(
    record ? valuesOf(kind.fields, record) : kind.initial,
  );
  const [errors, setErrors] = useState<Values>({});
  const [problem, setProblem] = useState<Problem>();
  const [theirs, setTheirs] = useState<T>();
  const [busy, setBusy] = useState(false);

  const fail = async (thrown: unknown) => {
    const found = recordProblem(kind.fields, thrown);
    if (found.problem.kind === 'outdated' && seen) {
      try {
        setTheirs(await records.get(seen.id));
      } catch (error) {
        setProblem(recordProblem(kind.fields, error).problem);
        return;
      }
    }
    setProblem(found.problem);
    setErrors(found.errors);
  };
  const save = async () => {
    const { request, errors: refused } = requestOf(kind.fields, values);
    setProblem(undefined);
    setErrors(refused);
    if (Object.keys(refused).length > 0) {
      return;
    }
    setBusy(true);
    try {
      onSaved(
        seen
          ? await records.update(seen, request)
          : await records.create(request),
      );
    } catch (error) {
      await fail(error);
    } finally {
      setBusy(false);
    }
  };
  const settle = (keepMine: boolean) => {
    if (!theirs || !seen) {
      return;
    }
    const before = valuesOf(kind.fields, seen);
    const now = valuesOf(kind.fields, theirs);
    const mine = Object.entries(values).filter(
      ([name, value]) => value !== before[name],
    );
    setValues(keepMine ? { ...now, ...Object.fromEntries(mine) } : now);
    setSeen(theirs);
    setTheirs(undefined);
    setProblem(undefined);
    setErrors({});
  };
  return {
    values,
    errors,
    problem,
    busy,
    seen,
    theirs,
    change: (name, value) => setValues(now => ({ ...now, [name]: value })),
    save,
    settle,
  };
}
