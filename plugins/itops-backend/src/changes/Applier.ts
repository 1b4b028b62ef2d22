import { ConflictError } from '@backstage/errors';
import { ChangePolicy } from '@sankofa/site-model';
import { storableText } from '../observations/storableText';
import type { ChangePerson } from './ChangeService';
import { ChangeStore } from './ChangeStore';
import { ExecutorBook } from './ExecutorBook';
import { Outlook, Planner } from './Planner';
import { StepUp } from './StepUp';
import { ChangeApproval, StoredChange } from './StoredChange';
import {
  checkGuards,
  checkHash,
  checkState,
  isIntact,
  riskOf,
  validApprovals,
} from './changeRules';

interface Options {
  store: ChangeStore;
  planner: Planner;
  executors: ExecutorBook;
  policy: ChangePolicy;
  stepUp: StepUp;
  /** Somebody let a change run. */
  onApplied: () => void;
}

/**
 * What is different from what was planned on, if anything is: the plan is made again
 * from what is so now, and has to come out the same to the letter.
 */
export function driftOf(
  change: StoredChange,
  { guards, text }: Outlook,
): string | undefined {
  if (!isIntact(change)) {
    return 'The stored plan is not what was hashed.';
  }
  const identity = guards.find(
    ({ guard, passed }) => guard === 'identity' && !passed,
  );
  if (identity) {
    return identity.reason;
  }
  return text === change.plan
    ? undefined
    : 'What is observed now, or the policy, makes another plan than the one that was approved.';
}

/** Looks at everything again, and lets an approved change run. */
export class Applier {
  private constructor(private readonly options: Options) {}

  static create(options: Options): Applier {
    return new Applier(options);
  }

  /**
   * @throws ConflictError when it is not approved, when a guard refuses, and when
   * something is different: then the change is stale. NotAllowedError without step-up
   */
  async apply(
    id: string,
    confirm: string,
    person: ChangePerson,
  ): Promise<StoredChange> {
    const { store, stepUp } = this.options;
    const { actor, mayDestroyForeign } = person;
    const change = await store.get(id);
    checkState(change, 'approved');
    await this.check(change, confirm, person);
    const { version: seen } = change;
    const applied = await store.step(id, { actor, seen }, async locked => {
      checkState(locked.change, 'approved');
      checkHash(locked.change, confirm);
      this.checkApprovals(locked.change, locked.approvals, locked.now);
      await stepUp.require(locked.tx, person, {
        changeId: id,
        hash: confirm,
        action: 'apply',
      });
      return {
        events: ['apply'],
        kind: 'applied',
        details: { hash: confirm },
        set: {
          may_destroy_foreign: mayDestroyForeign,
          expires_at: null,
          reason: null,
        },
      };
    });
    this.options.onApplied();
    return applied;
  }

  private async check(
    change: StoredChange,
    confirm: string,
    { actor, mayDestroyForeign }: ChangePerson,
  ): Promise<void> {
    const { executors, planner, store } = this.options;
    if (change.planHash !== confirm) {
      checkHash(change, confirm);
    }
    await executors.assertFit(change.sourceId);
    const outlook = await planner.look(change, {
      mayDestroyForeign,
      planned: true,
    });
    const reason = driftOf(change, outlook);
    if (reason !== undefined) {
      const { id, number, version: seen } = change;
      await store.step(id, { actor, seen }, async () => ({
        events: ['drift'],
        kind: 'stale',
        details: { reason },
        set: { reason: storableText(reason), expires_at: null },
      }));
      throw new ConflictError(`Change ${number} is stale: ${reason}`);
    }
    checkGuards({ ...change, guards: outlook.guards });
    this.checkApprovals(
      change,
      await store.approvals(change.id),
      await store.now(),
    );
  }

  private checkApprovals(
    change: StoredChange,
    approvals: readonly ChangeApproval[],
    now: Date,
  ): void {
    const needed = riskOf(change, this.options.policy)?.approvals ?? Infinity;
    const valid = validApprovals(change, approvals, now).length;
    if (valid < needed) {
      throw new ConflictError(
        `Change ${change.number} has ${valid} of ${needed} approvals of this plan`,
      );
    }
  }
}
