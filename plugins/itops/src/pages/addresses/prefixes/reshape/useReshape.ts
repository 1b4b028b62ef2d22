import { useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  IpamPrefixRecord,
  IpamReshape,
  IpamReshapeAnswer,
} from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../../../api/itopsApiRef';
import { Problem, problemOf } from '../../../../api/problem';

interface State {
  preview: IpamReshapeAnswer | undefined;
  problem: Problem | undefined;
  busy: 'looking' | 'writing' | undefined;
  look: () => Promise<void>;
  apply: () => Promise<void>;
}

function sayProblem(thrown: unknown): Problem {
  const problem = problemOf(thrown);
  switch (problem.kind) {
    case 'outdated':
      return {
        ...problem,
        title: 'Somebody changed this prefix; nothing was done.',
        remedy: 'It is read again. Look at a new preview.',
      };
    case 'conflict':
      return {
        ...problem,
        title: 'This cannot be done as the preview said; nothing was done.',
        remedy: 'Look at a new preview.',
      };
    case 'forbidden':
      return {
        ...problem,
        title: 'You may not change prefixes.',
        remedy:
          'Ask the IT platform team for the permission itops.ipam.update.',
      };
    case 'invalid':
      return {
        ...problem,
        title: 'This cannot be done.',
        remedy: 'Choose something else.',
      };
    default:
      return problem;
  }
}

/**
 * Splits, merges or resizes a prefix: first a preview, then what it said.
 *
 * @param reshape - what is chosen; undefined while the choice is not complete
 * @param onOutdated - somebody changed the prefix; resolves when it was read again
 */
export function useReshape(
  prefix: IpamPrefixRecord,
  reshape: IpamReshape | undefined,
  onOutdated: () => Promise<void>,
  onDone: (answer: IpamReshapeAnswer) => void,
): State {
  const { ipam } = useApi(itopsApiRef);
  const [looked, setLooked] = useState<{
    question: string;
    answer: IpamReshapeAnswer;
  }>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState<State['busy']>();
  // A preview holds for this choice and this version only.
  const question = JSON.stringify([prefix.version, reshape]);
  const preview = looked?.question === question ? looked.answer : undefined;

  const run = async (what: State['busy'], act: () => Promise<void>) => {
    setBusy(what);
    setProblem(undefined);
    try {
      await act();
    } catch (error) {
      const found = sayProblem(error);
      setProblem(found);
      setLooked(undefined);
      if (found.kind === 'outdated') {
        await onOutdated();
      }
    } finally {
      setBusy(undefined);
    }
  };
  return {
    preview,
    problem,
    busy,
    look: () =>
      run('looking', async () => {
        const answer = await ipam.previewReshape(prefix, reshape!);
        setLooked({ question, answer });
      }),
    apply: () =>
      run('writing', async () => {
        onDone(await ipam.reshape(prefix, reshape!, preview!.previewHash));
      }),
  };
}
