import { VlanSimulation } from '@sankofa/plugin-itops-common';
import { MoveSimulation } from '@sankofa/site-model';
import { Picture } from '../views';
import { answerOf } from '../views/answer';

const WORST_FIRST = { broken: 0, unknown: 1, kept: 2 } as const;

/** A simulation as it goes out: counted, and the worst first. */
export function simulationAnswer(
  picture: Picture,
  simulation: MoveSimulation,
): VlanSimulation {
  const { hostnames } = simulation;
  const count = (wanted: string) =>
    hostnames.filter(({ verdict }) => verdict === wanted).length;
  return {
    ...answerOf(picture),
    ...simulation,
    counts: {
      kept: count('kept'),
      broken: count('broken'),
      unknown: count('unknown'),
    },
    hostnames: [...hostnames].sort(
      (left, right) =>
        WORST_FIRST[left.verdict] - WORST_FIRST[right.verdict] ||
        Number(left.reason === 'not-affected') -
          Number(right.reason === 'not-affected'),
    ),
  };
}
