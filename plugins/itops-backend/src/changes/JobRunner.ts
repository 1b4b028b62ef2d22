import {
  ChangePlan,
  PlannedRequest,
  changeMarker,
  unfulfilled,
} from '@sankofa/site-model';
import { storableText } from '../observations/storableText';
import { AddressHold } from './AddressHold';
import { driftOf } from './Applier';
import { CallRunner, RunnerOptions } from './CallRunner';
import { over } from './ChangeService';
import { Job, WORKER } from './Job';
import { Planner } from './Planner';
import { SourceReader } from './SourceReader';
import { SentCall, planOf } from './StoredChange';
import { isIntact } from './changeRules';
import { sleep } from './pause';

/** Looks at the result, and the time between them: Proxmox is not done at once. */
const VERIFY_LOOKS = 10;

export interface JobRunnerOptions extends RunnerOptions {
  planner: Planner;
  hold: AddressHold;
  /** Reads the site again; never fails. */
  collect: () => Promise<void>;
}

/**
 * Carries one change out, from wherever somebody left it: calls, then a look whether
 * the result is what was planned. What was made by the change alone is taken back when
 * a later call fails.
 */
export class JobRunner {
  private constructor(
    private readonly job: Job,
    private readonly plan: ChangePlan,
    private readonly options: JobRunnerOptions,
    private readonly calls: CallRunner,
    private readonly source: SourceReader,
  ) {}

  /** @throws TryLaterError, LeaseLostError; then the change waits for the next one */
  static async run(job: Job, options: JobRunnerOptions): Promise<void> {
    const plan = planOf(job.change);
    if (!plan || !isIntact(job.change)) {
      const reason = 'The stored plan is not what was hashed and approved.';
      const isUntouched = (await job.sent()).length === 0;
      await job.step(async () =>
        isUntouched ? stale(reason) : needsHuman(reason),
      );
      return;
    }
    const calls = CallRunner.create(job, plan, options);
    const source = SourceReader.create(options);
    const runner = new JobRunner(job, plan, options, calls, source);
    if (job.change.state === 'applying') {
      await runner.apply(await job.sent());
    }
    // The state may be another one by now.
    if ((job.change.state as string) === 'verifying') {
      await runner.verify();
    }
  }

  private async apply(sent: readonly SentCall[]): Promise<void> {
    const { requests } = this.plan;
    if (sent.length === 0 && !(await this.isStillSo())) {
      return;
    }
    for (const [step, request] of requests.entries()) {
      const outcome = await this.calls.run({ part: 'do', step }, request);
      if (outcome === 'lost') {
        await this.loseTrack(step);
        return;
      }
      if (outcome === 'failed') {
        await this.takeBack(step);
        return;
      }
    }
    await this.job.step(async () => ({ events: ['sent'], kind: 'verifying' }));
    await this.options.at('verifying');
  }

  /** The last look before the first call; nothing has left this process yet. */
  private async isStillSo(): Promise<boolean> {
    const { planner } = this.options;
    const { change } = this.job;
    const outlook = await planner.look(change, {
      mayDestroyForeign: change.mayDestroyForeign,
      planned: true,
    });
    await this.options.at('looked');
    const refusal = outlook.guards.find(({ passed }) => !passed);
    const reason = driftOf(change, outlook) ?? refusal?.reason;
    if (reason === undefined) {
      return true;
    }
    await this.job.step(async () => stale(reason));
    return false;
  }

  private async verify(): Promise<void> {
    const { hold, pollMs, signal } = this.options;
    const { id, intent } = this.job.change;
    let missing: string[] = [];
    for (let look = 0; look < VERIFY_LOOKS; look++) {
      const found = await this.source.inspect(intent.vmid);
      missing = unfulfilled(this.plan, id, found);
      if (missing.length === 0) {
        await this.options.at('verified');
        await this.job.keepDuring(this.options.collect());
        await this.job.step(async locked => {
          await hold.keep(locked, WORKER);
          return over('verified', 'done', undefined);
        });
        return;
      }
      // Also says that somebody is still at it.
      await this.job.renew();
      await sleep(pollMs, signal);
    }
    await this.job.step(async () =>
      needsHuman(
        `Every call succeeded, but the result is not what was planned: ${missing.join(
          '; ',
        )}.`,
      ),
    );
  }

  private async loseTrack(step: number): Promise<void> {
    const call = (await this.job.sent()).find(
      ({ part, state }) => part === 'do' && state === 'unknown',
    );
    await this.job.step(async () =>
      needsHuman(`Call ${step + 1}: ${call?.exit ?? 'nobody knows'}.`),
    );
  }

  /** Takes back what this change made; what is not marked as its own is left alone. */
  private async takeBack(failedStep: number): Promise<void> {
    const failure = (await this.job.sent()).find(
      ({ part, step }) => part === 'do' && step === failedStep,
    );
    const reason = `Call ${failedStep + 1} failed: ${failure?.exit ?? ''}`;
    for (const [step, request] of this.plan.undo.entries()) {
      const problem = await this.undo(step, request);
      if (problem !== undefined) {
        await this.job.step(async () => needsHuman(`${reason}. ${problem}`));
        return;
      }
    }
    const { hold } = this.options;
    await this.job.step(async locked => {
      await hold.release(locked, WORKER);
      return over('fail', 'failed', reason);
    });
  }

  /** @returns why it could not be taken back */
  private async undo(
    step: number,
    request: PlannedRequest,
  ): Promise<string | undefined> {
    const { id, intent } = this.job.change;
    const begun = (await this.job.sent()).some(({ part }) => part === 'undo');
    if (!begun) {
      const found = await this.source.inspect(intent.vmid);
      if (found?.guest.createdBy !== id) {
        // Nothing of ours is there.
        return undefined;
      }
      if (found.guest.status !== 'stopped') {
        return `Guest ${intent.vmid} carries ${changeMarker(id)} and is ${
          found.guest.status
        }; somebody has to decide what becomes of it.`;
      }
    }
    const outcome = await this.calls.run({ part: 'undo', step }, request);
    return outcome === 'succeeded'
      ? undefined
      : `Guest ${intent.vmid} could not be taken back.`;
  }
}

/**
 * Nobody can say now what became of a change: another look a little later, and after a
 * while a person. Nothing was sent of one whose calls have not begun: it is stale.
 */
export async function giveUpOrWait(
  job: Job,
  why: string,
  { laterMs, unclearMs }: { laterMs: number; unclearMs: number },
): Promise<void> {
  const since = Date.parse(job.change.updatedAt);
  if ((await job.now()).getTime() - since <= unclearMs) {
    await job.release(laterMs);
    return;
  }
  const isUntouched = (await job.sent()).length === 0;
  await job.step(async () => (isUntouched ? stale(why) : needsHuman(why)));
}

function stale(reason: string) {
  return {
    events: ['drift' as const],
    kind: 'stale',
    details: { reason },
    set: { reason: storableText(reason) },
  };
}

function needsHuman(reason: string) {
  return {
    events: ['lose-track' as const],
    kind: 'needs-human',
    details: { reason },
    set: { reason: storableText(reason) },
  };
}
