import { CustomErrorBase } from '@backstage/errors';
import { StartedRun } from './ObservationStore';

/**
 * A worker woke up after a later run of its pass had begun: its result is old,
 * and nothing of it was written.
 */
export class SupersededRunError extends CustomErrorBase {
  name = 'SupersededRunError' as const;

  static of({ runId, sourceId, pass }: StartedRun): SupersededRunError {
    return new SupersededRunError(
      `Run ${runId} of ${sourceId} (${pass}) came too late: a later run has begun. Nothing of it was stored.`,
    );
  }
}
