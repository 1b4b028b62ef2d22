import { FormEvent, RefObject, useId, useRef, useState } from 'react';
import { Problem } from '../../api/problem';
import { useFirstInvalid } from '../../hooks/useFirstInvalid';
import { Values } from './fields';

/** What is wrong with a form: with single fields, and as a whole. */
export interface Refusal {
  errors: Readonly<Values>;
  problem?: Problem;
}

export interface Submission extends Refusal {
  busy: boolean;
  id: string;
  element: RefObject<HTMLFormElement>;
  submit: (event?: FormEvent) => Promise<void>;
}

const NOTHING_WRONG: Refusal = { errors: {} };

function isWrong({ errors, problem }: Refusal): boolean {
  return problem !== undefined || Object.keys(errors).length > 0;
}

/** Sends what a form says, once at a time; where it is refused, the form stays and says why. */
export function useSubmission(options: {
  /** Looked at before anything is sent. */
  check: () => Refusal;
  /** Rejects where the server refuses. */
  send: () => Promise<void>;
  explain: (error: unknown) => Refusal;
}): Submission {
  const [refusal, setRefusal] = useState(NOTHING_WRONG);
  const [busy, setBusy] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  const id = useId();
  useFirstInvalid(element, refusal);

  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (busy) {
      return;
    }
    const wrong = options.check();
    setRefusal(wrong);
    if (isWrong(wrong)) {
      return;
    }
    setBusy(true);
    try {
      await options.send();
    } catch (error) {
      setRefusal(options.explain(error));
    } finally {
      setBusy(false);
    }
  };
  return { ...refusal, busy, id, element, submit };
}
