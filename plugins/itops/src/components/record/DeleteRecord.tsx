import { useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { itopsApiRef } from '../../api/itopsApiRef';
import { Problem } from '../../api/problem';
import { NameTypedDialog } from './NameTypedDialog';
import { AnyRecord, RecordForm } from './RecordForm';
import { recordProblem } from './recordProblem';

/** Asks for the name, then deletes the version that the viewer saw. */
export function DeleteRecord<T extends AnyRecord>(props: {
  kind: RecordForm<T>;
  record: T;
  onDeleted: () => void;
  onClose: () => void;
}) {
  const { kind, record, onDeleted, onClose } = props;
  const records = kind.api(useApi(itopsApiRef));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  const remove = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await records.delete(record);
      onDeleted();
    } catch (error) {
      const found = recordProblem(kind.fields, error).problem;
      setProblem(
        found.kind === 'outdated'
          ? {
              ...found,
              remedy:
                'Close this, look at what it says now, then delete it again.',
            }
          : found,
      );
      setBusy(false);
    }
  };
  return (
    <NameTypedDialog
      title={`Delete ${kind.nouns[0]} ${kind.titleOf(record)}`}
      name={kind.nameOf(record)}
      action={`Delete ${kind.nouns[0]}`}
      problem={problem}
      busy={busy}
      onConfirm={remove}
      onClose={onClose}
    >
      {`The record goes; what it says is kept in the audit trail. ${kind.deletes(
        record,
      )}`}
    </NameTypedDialog>
  );
}
