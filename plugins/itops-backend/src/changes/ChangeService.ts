import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { ChangePolicy } from '@sankofa/site-model';
import { AuditLog } from '../audit';
import { storableText } from '../observations/storableText';
import { audited } from '../ports/audited';
import { AddressHold } from './AddressHold';
import { Applier } from './Applier';
import {
  ChangeStep,
  ChangeStore,
  LockedChange,
  NewChange,
} from './ChangeStore';
import { ExecutorBook } from './ExecutorBook';
import { Planner } from './Planner';
import { StepUp } from './StepUp';
import { StoredChange } from './StoredChange';
import {
  FORGOTTEN_DAYS,
  checkFourEyes,
  checkGuards,
  checkHash,
  checkState,
  isForgotten,
  isOverdue,
  riskOf,
  samePerson,
  validApprovals,
} from './changeRules';

const HOUR_MS = 3_600_000;
/** Whoever ends what nobody ended. */
export const SYSTEM = 'service:itops';

interface Options {
  store: ChangeStore;
  audit: AuditLog;
  planner: Planner;
  applier: Applier;
  hold: AddressHold;
  executors: ExecutorBook;
  policy: ChangePolicy;
  stepUp: StepUp;
}

/** A person who takes a change a step further. */
export interface ChangePerson {
  actor: string;
  credentials: BackstageCredentials;
  /** What they proved who they are with, a moment ago. */
  proof?: string;
  mayDestroyForeign: boolean;
}

/** What people do with changes. Every refusal is written down. */
export class ChangeService {
  private constructor(private readonly options: Options) {}

  static create(options: Options): ChangeService {
    return new ChangeService(options);
  }

  get store(): ChangeStore {
    return this.options.store;
  }

  /** @throws InputError when nothing may write to the source, ConflictError for a used key */
  async create(change: NewChange, actor: string): Promise<StoredChange> {
    const { audit, executors, store } = this.options;
    const subject = `source:${change.sourceId}`;
    return audited(
      audit,
      { actor, action: 'change.create', subject },
      async () => {
        executors.get(change.sourceId);
        return store.create(change, actor);
      },
    );
  }

  plan(id: string, seen: number, person: ChangePerson): Promise<StoredChange> {
    return this.tried(id, 'plan', person.actor, async () => {
      await this.expireIfDue(id);
      return this.options.planner.plan(id, seen, person);
    });
  }

  /**
   * Asks for approval; where the policy wants none, it is approved at once.
   *
   * @throws ConflictError with every guard that refuses
   */
  submit(id: string, hash: string, actor: string): Promise<StoredChange> {
    return this.step(id, 'submit', actor, async ({ change, now }) => {
      checkState(change, 'planned');
      checkHash(change, hash);
      checkGuards(change);
      const { approvals, approvalHours } = this.riskNow(change);
      return {
        events: approvals === 0 ? ['submit', 'approve'] : ['submit'],
        kind: 'submitted',
        details: { approvalsNeeded: approvals },
        set: { expires_at: new Date(now.getTime() + approvalHours * HOUR_MS) },
      };
    });
  }

  /**
   * A person agrees to exactly this plan.
   *
   * @throws NotAllowedError for whoever asked or edited last, and without step-up
   */
  approve(
    id: string,
    hash: string,
    person: ChangePerson,
  ): Promise<StoredChange> {
    const { actor } = person;
    return this.tried(id, 'approve', actor, async () => {
      await this.expireIfDue(id);
      return this.store.step(id, { actor }, async locked => {
        this.checkApproval(locked.change, hash, actor);
        await this.options.stepUp.require(locked.tx, person, {
          changeId: id,
          hash,
          action: 'approve',
        });
        return this.approval(locked, hash, actor);
      });
    });
  }

  /** One no ends it. */
  deny(
    id: string,
    { hash, reason }: { hash: string; reason: string },
    actor: string,
  ): Promise<StoredChange> {
    return this.step(id, 'deny', actor, async locked => {
      const { change } = locked;
      checkState(change, 'awaiting-approval', 'approved');
      checkHash(change, hash);
      await this.options.hold.release(locked, actor);
      return over('deny', 'denied', reason);
    });
  }

  cancel(
    id: string,
    seen: number,
    reason: string | undefined,
    actor: string,
  ): Promise<StoredChange> {
    return this.step(
      id,
      'cancel',
      actor,
      async locked => {
        await this.options.hold.release(locked, actor);
        return over('cancel', 'cancelled', reason);
      },
      seen,
    );
  }

  /** Lets it run, once everything was looked at again. */
  apply(
    id: string,
    confirm: string,
    person: ChangePerson,
  ): Promise<StoredChange> {
    return this.tried(id, 'apply', person.actor, async () => {
      await this.expireIfDue(id);
      return this.options.applier.apply(id, confirm, person);
    });
  }

  /** A person looked, and says what became of it. */
  settle(
    id: string,
    seen: number,
    { outcome, reason }: { outcome: 'done' | 'failed'; reason: string },
    actor: string,
  ): Promise<StoredChange> {
    return this.step(
      id,
      'settle',
      actor,
      async locked => {
        checkState(locked.change, 'needs-human');
        const { hold } = this.options;
        if (outcome === 'done') {
          await hold.keep(locked, actor);
          return over('settle-done', 'settled-done', reason);
        }
        await hold.release(locked, actor);
        return over('settle-failed', 'settled-failed', reason);
      },
      seen,
    );
  }

  /** Ends what nobody approved or applied in time, and what was forgotten. */
  async expireDue(): Promise<void> {
    for (const id of await this.store.due()) {
      await this.expireIfDue(id);
    }
  }

  private async expireIfDue(id: string): Promise<void> {
    await this.store.step(id, { actor: SYSTEM }, async locked => {
      const { change, now } = locked;
      if (isForgotten(change, now)) {
        await this.options.hold.release(locked, SYSTEM);
        return over(
          'cancel',
          'expired',
          `Nobody went on with it for ${FORGOTTEN_DAYS} days`,
        );
      }
      if (!isOverdue(change, now)) {
        return undefined;
      }
      await this.options.hold.release(locked, SYSTEM);
      return over(
        'expire',
        'expired',
        `It was to be done by ${change.expiresAt}`,
      );
    });
  }

  private checkApproval(change: StoredChange, hash: string, actor: string) {
    checkState(change, 'awaiting-approval');
    checkFourEyes(change, actor);
    checkHash(change, hash);
    this.riskNow(change);
  }

  private async approval(
    { approvals, change, now, tx }: LockedChange,
    hash: string,
    actor: string,
  ): Promise<ChangeStep> {
    if (approvals.some(({ approver }) => samePerson(approver, actor))) {
      throw new ConflictError('You have approved it already');
    }
    const risk = this.riskNow(change);
    const expiresAt = new Date(now.getTime() + risk.approvalHours * HOUR_MS);
    await tx('change_approvals').insert({
      change_id: change.id,
      approver: actor,
      requester: change.requester,
      last_editor: change.lastEditor,
      hash,
      approved_at: now,
      expires_at: expiresAt,
    });
    const valid = validApprovals(change, approvals, now);
    const isLast = valid.length + 1 >= risk.approvals;
    const ends = [...valid.map(each => Date.parse(each.expiresAt)), +expiresAt];
    return {
      events: isLast ? ['approve'] : [],
      kind: 'approved',
      details: { hash, given: valid.length + 1, needed: risk.approvals },
      set: isLast ? { expires_at: new Date(Math.min(...ends)) } : {},
    };
  }

  /** @throws ConflictError when the policy is another than when it was planned */
  private riskNow(change: StoredChange) {
    const { policy } = this.options;
    const risk = riskOf(change, policy);
    if (!risk || change.policyVersion !== policy.version) {
      throw new ConflictError(
        `The policy has changed since change ${change.number} was planned; plan it again`,
      );
    }
    return risk;
  }

  private step(
    id: string,
    verb: string,
    actor: string,
    decide: (locked: LockedChange) => Promise<ChangeStep>,
    seen?: number,
  ): Promise<StoredChange> {
    return this.tried(id, verb, actor, async () => {
      await this.expireIfDue(id);
      return this.store.step(id, { actor, seen }, decide);
    });
  }

  private tried<T>(
    id: string,
    verb: string,
    actor: string,
    act: () => Promise<T>,
  ): Promise<T> {
    const entry = { actor, action: `change.${verb}`, subject: `change:${id}` };
    return audited(this.options.audit, entry, act);
  }
}

/** The end of a change, or of what it waited for. It holds no address any more. */
export function over(
  event: NonNullable<ChangeStep['events']>[number],
  kind: string,
  reason: string | undefined,
): ChangeStep {
  return {
    events: [event],
    kind,
    details: reason === undefined ? {} : { reason },
    set: {
      reason: reason === undefined ? null : storableText(reason),
      held_address: null,
      hold_is_ours: null,
      expires_at: null,
    },
  };
}
