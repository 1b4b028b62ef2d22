import { useRef, useState } from 'react';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  ChangeRequest,
  CreateChangeRequest,
} from '@sankofa/plugin-itops-common';
import { fieldErrors } from '../../../api/fieldErrors';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { Problem, problemOf } from '../../../api/problem';
import { Field, Values } from '../../../components/form';

type Wish = Omit<CreateChangeRequest, 'idempotencyKey'>;

/** Why a change could not be asked for, and which fields that is about. */
export interface Refusal {
  problem: Problem;
  errors: Values;
}

/** Not `randomUUID`: browsers have that over HTTPS only. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/** What it means that the server takes no such change. */
export function refusalOf(fields: Field[], thrown: unknown): Refusal {
  const problem = problemOf(thrown);
  const { detail = '', kind } = problem;
  if (kind !== 'invalid') {
    return { problem, errors: {} };
  }
  const errors = fieldErrors(
    fields.map(({ name }) => name),
    // The form is flat where the API is not.
    detail.replace(/\bintent\.(network\.)?(addressing\.)?/g, ''),
  );
  const isMarked = Object.keys(errors).length > 0;
  return {
    errors,
    problem: {
      kind,
      title: 'This cannot be asked for as it is.',
      remedy: isMarked
        ? 'Mend the marked fields, then try again.'
        : 'Mend what the server names, then try again.',
      detail: isMarked ? undefined : detail,
    },
  };
}

/**
 * Asks for a change and has it planned. The same wish asked again, because no answer
 * came, is the same change: its key stays.
 *
 * @param onCreated - called with its id, also where it could not be planned yet
 */
export function useCreateChange(onCreated: (id: string) => void) {
  const { changeRequests } = useApi(itopsApiRef);
  const toastApi = useApi(toastApiRef);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refusal>();
  const asked = useRef<{ wish: string; key: string }>(undefined);

  const plan = async ({ id, version }: ChangeRequest) => {
    try {
      await changeRequests.plan(id, version);
    } catch (error) {
      const { title, remedy, detail } = problemOf(error);
      toastApi.post({
        title: 'It is drafted, but not planned yet.',
        description: detail ?? `${title} ${remedy}`,
        status: 'warning',
      });
    }
  };
  const create = async (wish: Wish, fields: Field[]) => {
    const text = JSON.stringify(wish);
    if (asked.current?.wish !== text) {
      asked.current = { wish: text, key: newKey() };
    }
    setBusy(true);
    setRefused(undefined);
    try {
      const change = await changeRequests.create({
        ...wish,
        idempotencyKey: asked.current.key,
      });
      await plan(change);
      onCreated(change.id);
    } catch (error) {
      setRefused(refusalOf(fields, error));
      setBusy(false);
    }
  };
  return { busy, refused, create };
}
