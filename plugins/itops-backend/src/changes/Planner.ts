import { ConflictError } from '@backstage/errors';
import {
  ChangeEvent,
  ChangePlan,
  GuardResult,
  buildPlan,
  canonicalPlan,
  runGuards,
} from '@sankofa/site-model';
import { Knex } from 'knex';
import { storableJson } from '../observations/storableText';
import { AddressHold, isAddressRefusal } from './AddressHold';
import { ChangeStep, ChangeStore, LockedChange } from './ChangeStore';
import { ContextReader } from './ContextReader';
import { StoredChange } from './StoredChange';
import { riskOf } from './changeRules';
import { sha256 } from './planHash';

interface Options {
  knex: Knex;
  store: ChangeStore;
  hold: AddressHold;
  contexts: ContextReader;
}

/** What can be said of a change now. */
export interface Outlook {
  /** Absent where nobody can say which calls would be sent. */
  plan?: ChangePlan;
  /** Canonical. */
  text?: string;
  guards: GuardResult[];
  risk: ReturnType<typeof riskOf>;
  policyVersion: string;
}

const PLANNABLE: readonly StoredChange['state'][] = [
  'draft',
  'planned',
  'awaiting-approval',
  'approved',
  'stale',
  'expired',
];

/** Works out what a change would do, and whether it may. Sends nothing. */
export class Planner {
  private constructor(private readonly options: Options) {}

  static create(options: Options): Planner {
    return new Planner(options);
  }

  /** @throws ServiceUnavailableError when the source cannot be asked */
  async look(
    change: StoredChange,
    as: {
      mayDestroyForeign: boolean;
      planned: boolean;
      addressProblem?: string;
    },
  ): Promise<Outlook> {
    const { context, inspected, reservation } =
      await this.options.contexts.read(change, as);
    const { policy } = context;
    const built = buildPlan({
      changeId: change.id,
      sourceId: change.sourceId,
      intent: change.intent,
      ticket: change.ticket,
      requester: change.requester,
      policyVersion: policy.version,
      guest: inspected?.guest,
      interfaceLines: inspected?.interfaceLines,
      reservation,
    });
    const guards = runGuards(context);
    const rest = {
      risk: riskOf(change, policy),
      policyVersion: policy.version,
    };
    if ('problem' in built) {
      const requests = {
        guard: 'requests',
        passed: false,
        reason: built.problem,
      };
      return { ...rest, guards: [...guards, requests] };
    }
    const { plan } = built;
    return { ...rest, plan, text: canonicalPlan(plan), guards };
  }

  /**
   * Makes the plan of a change, again where it has one: an identical one keeps the
   * approvals, any other voids them.
   *
   * @throws NotFoundError, PreconditionFailedError, ConflictError, ServiceUnavailableError
   */
  async plan(
    id: string,
    seen: number,
    caller: { actor: string; mayDestroyForeign: boolean },
  ): Promise<StoredChange> {
    const { store } = this.options;
    const { actor, mayDestroyForeign } = caller;
    const { change, problem } = await this.holdAddress(id, seen, actor);
    const outlook = await this.look(change, {
      mayDestroyForeign,
      planned: false,
      addressProblem: problem,
    });
    return store.step(id, { actor, seen: change.version }, locked =>
      planStep(locked, outlook, actor),
    );
  }

  /** A transaction of its own: what comes next looks at the address as it is then. */
  private async holdAddress(
    id: string,
    seen: number,
    actor: string,
  ): Promise<{ change: StoredChange; problem?: string }> {
    const { hold, knex, store } = this.options;
    const change = await store.step(id, { actor, seen }, async locked => {
      if (!PLANNABLE.includes(locked.change.state)) {
        throw new ConflictError(
          `Change ${locked.change.number} is ${locked.change.state}; it cannot be planned any more`,
        );
      }
      return undefined;
    });
    const prepared = await hold.prepare(knex, change);
    if (prepared === undefined || 'problem' in prepared) {
      return { change, ...prepared };
    }
    try {
      const held = await store.step(id, { actor, seen }, async locked => {
        const taken = await prepared.take(locked, actor);
        return {
          kind: 'address-held',
          details: { ...taken },
          set: {
            held_address: taken?.address ?? null,
            hold_is_ours: taken?.isOurs ?? null,
          },
        };
      });
      return { change: held };
    } catch (error) {
      if (isAddressRefusal(error)) {
        return { change, problem: error.message };
      }
      throw error;
    }
  }
}

function eventsOf({ state }: StoredChange, hasPlan: boolean): ChangeEvent[] {
  const holdsApprovals = state === 'awaiting-approval' || state === 'approved';
  return [
    ...(holdsApprovals || (state === 'planned' && !hasPlan)
      ? (['revise'] as const)
      : []),
    ...(hasPlan ? (['plan'] as const) : []),
  ];
}

async function planStep(
  { change, now, tx }: LockedChange,
  outlook: Outlook,
  actor: string,
): Promise<ChangeStep> {
  const { guards, plan, policyVersion, risk, text } = outlook;
  const hash = text === undefined ? undefined : sha256(text);
  const keeps =
    hash === change.planHash &&
    (change.state === 'awaiting-approval' || change.state === 'approved');
  const said = { guards: storableJson(guards), planned_at: now };
  const refusals = guards.filter(({ passed }) => !passed);
  const details = {
    refusals: refusals.map(({ guard }) => guard),
    requests: plan?.requests.length ?? 0,
  };
  if (keeps) {
    return { kind: 'planned-again', details, set: said };
  }
  if (!plan && (change.state === 'stale' || change.state === 'expired')) {
    throw new ConflictError(
      `Change ${change.number} cannot be planned again: ${refusals
        .map(({ reason }) => reason)
        .join(' ')}`,
    );
  }
  await tx('change_approvals').where({ change_id: change.id }).delete();
  return {
    events: eventsOf(change, plan !== undefined),
    kind: plan ? 'planned' : 'plan-refused',
    details,
    set: {
      ...said,
      plan: text ?? null,
      plan_hash: hash ?? null,
      risk_class: risk?.name ?? null,
      approvals_needed: risk?.approvals ?? null,
      policy_version: policyVersion,
      expires_at: null,
      reason: null,
      ...(hash !== change.planHash && { last_editor: actor }),
    },
  };
}
