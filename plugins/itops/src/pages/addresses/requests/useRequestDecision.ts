import { useState } from 'react';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { IpamRequestRecord } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { Problem, problemOf } from '../../../api/problem';

type Verb = 'accept' | 'reject';

function sayProblem(verb: Verb, thrown: unknown): Problem {
  const problem = problemOf(thrown);
  switch (problem.kind) {
    case 'conflict':
      return {
        ...problem,
        title: `This cannot be ${verb}ed now.`,
        remedy: 'Look at what is said here, then decide again.',
      };
    case 'outdated':
      return {
        ...problem,
        title: 'Somebody else decided first.',
        remedy: 'What you see now is what they decided.',
      };
    case 'forbidden':
      return {
        ...problem,
        title: 'You may not decide on this.',
        remedy:
          'It needs the permission itops.ipam.approve, and is never given for a request of one’s own.',
      };
    default:
      return problem;
  }
}

/**
 * Accepts or rejects a request in the version that was seen.
 *
 * @param onOutdated - it was decided by somebody else, and has to be read again
 */
export function useRequestDecision(
  request: IpamRequestRecord,
  onDecided: () => void,
  onOutdated: () => void,
) {
  const { ipam } = useApi(itopsApiRef);
  const toastApi = useApi(toastApiRef);
  const [busy, setBusy] = useState<Verb>();
  const [problem, setProblem] = useState<Problem>();
  const [error, setError] = useState<string>();
  return {
    busy,
    problem,
    /** What is wrong with the reason. */
    error,
    decide: async (verb: Verb, text: string) => {
      const reason = text.trim() || undefined;
      setProblem(undefined);
      setError(undefined);
      if (verb === 'reject' && !reason) {
        setError('Say why; it is kept with the request.');
        return;
      }
      setBusy(verb);
      try {
        const decided = await ipam.decide(request, verb, { reason });
        toastApi.post({
          title: decided.address
            ? `Accepted: ${decided.address} is reserved.`
            : 'Rejected.',
          status: 'success',
        });
        onDecided();
      } catch (thrown) {
        const found = sayProblem(verb, thrown);
        setProblem(found);
        setBusy(undefined);
        if (found.kind === 'outdated' || found.kind === 'conflict') {
          onOutdated();
        }
      }
    },
  };
}
