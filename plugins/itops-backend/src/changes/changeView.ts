import {
  ChangeRequest,
  ChangeRequestAction,
  ChangeRequestStep,
  ChangeRequestSummary,
} from '@sankofa/plugin-itops-common';
import {
  ChangePlan,
  changeTitle,
  nextChangeState,
  wantedAddress,
} from '@sankofa/site-model';
import { ListedChange } from './ChangeStore';
import {
  ChangeApproval,
  ChangeHistoryRow,
  SentCall,
  StoredChange,
  planOf,
} from './StoredChange';
import { mayNotApprove, samePerson } from './changeRules';

/** Who looks, and what of the process they have a part in. */
export interface ChangeViewer {
  actor: string;
  mayPlan: boolean;
  maySubmit: boolean;
  mayApprove: boolean;
  mayApply: boolean;
}

/** Everything that is kept of one change. */
export interface ChangeParts {
  change: StoredChange;
  approvals: readonly ChangeApproval[];
  history: readonly ChangeHistoryRow[];
  sent: readonly SentCall[];
}

export function summaryOf(change: ListedChange): ChangeRequestSummary {
  const { intent } = change;
  const address = wantedAddress(intent);
  return {
    id: change.id,
    number: change.number,
    version: change.version,
    state: change.state,
    sourceId: change.sourceId,
    verb: intent.verb,
    title: changeTitle(intent),
    targets: [
      ...(address === undefined ? [] : [`address:${address}`]),
      `guest:${intent.vmid}`,
    ],
    ticket: change.ticket,
    requester: change.requester,
    lastEditor: change.lastEditor,
    riskClass: change.riskClass,
    approvalsNeeded: change.approvalsNeeded,
    approvalsGiven: change.approvalsGiven,
    planHash: change.planHash,
    expiresAt: change.expiresAt,
    createdAt: change.createdAt,
    updatedAt: change.updatedAt,
  };
}

export function changeView(
  parts: ChangeParts,
  viewer: ChangeViewer,
): ChangeRequest {
  const { approvals, change, history, sent } = parts;
  const plan = planOf(change);
  return {
    ...summaryOf({ ...change, approvalsGiven: approvals.length }),
    intent: change.intent,
    ...(plan && {
      plan: {
        hash: change.planHash!,
        canonical: change.plan!,
        plannedAt: change.plannedAt!,
        policyVersion: plan.policyVersion,
        effects: plan.effects,
        requests: plan.requests,
        undo: plan.undo,
        preconditions: plan.preconditions,
      },
    }),
    guards: change.guards,
    approvals: [...approvals],
    events: [...history],
    steps: plan ? stepsOf(plan, sent) : [],
    ...(change.reason !== undefined && { reason: change.reason }),
    next: nextOf(change, approvals.length),
    may: mayOf(parts, viewer),
  };
}

function stepsOf(
  plan: ChangePlan,
  sent: readonly SentCall[],
): ChangeRequestStep[] {
  const planned = plan.requests.map(({ method, path }, step) => ({
    step,
    method,
    path,
    call: sent.find(each => each.part === 'do' && each.step === step),
  }));
  // What takes it back is shown once it was begun.
  const undone = sent
    .filter(({ part }) => part === 'undo')
    .map(call => ({
      step: plan.requests.length + call.step,
      method: call.method,
      path: call.path,
      call,
    }));
  return [...planned, ...undone].map(({ call, ...rest }) => ({
    ...rest,
    state: call?.state ?? 'waiting',
    task: call?.task,
    sentAt: call?.intendedAt,
    endedAt: call?.endedAt,
    exit: call?.exit,
    log: call?.log ?? [],
  }));
}

function nextOf(change: StoredChange, given: number): string {
  const { approvalsNeeded = 0, expiresAt, reason, state } = change;
  const why = reason === undefined ? '' : `: ${reason}`;
  const refusals = change.guards.filter(({ passed }) => !passed).length;
  switch (state) {
    case 'draft':
      return refusals > 0
        ? 'It cannot be planned as it is: see what its guards say.'
        : 'It waits for its plan.';
    case 'planned':
      return refusals > 0
        ? `It cannot be submitted: ${refusals} of its guards refuse.`
        : 'It waits to be submitted for approval.';
    case 'awaiting-approval':
      return `It waits for ${
        approvalsNeeded - given
      } more of ${approvalsNeeded} approvals, until ${expiresAt}.`;
    case 'approved':
      return `It waits to be applied, until ${expiresAt}.`;
    case 'applying':
      return 'Its calls are being sent.';
    case 'verifying':
      return 'Its calls were sent; the result is being looked at.';
    case 'needs-human':
      return `Somebody has to look what became of it, and settle it${why}`;
    case 'stale':
    case 'expired':
      return `It is ${state}; plan it again, or cancel it${why}`;
    default:
      return `It is over${why}.`;
  }
}

type May = ChangeRequest['may'][ChangeRequestAction];

function mayOf(
  { approvals, change }: ChangeParts,
  viewer: ChangeViewer,
): ChangeRequest['may'] {
  const { state } = change;
  const refusal = change.guards.find(({ passed }) => !passed);
  const inState = (isIt: boolean) =>
    isIt ? undefined : `It is ${state}; that is not possible now.`;
  const role = (has: boolean, what: string) =>
    has ? undefined : `You may not ${what} changes.`;
  const first = (...problems: (string | undefined)[]): May => {
    const reason = problems.find(problem => problem !== undefined);
    return reason === undefined
      ? { allowed: true }
      : { allowed: false, reason };
  };
  const can = (event: Parameters<typeof nextChangeState>[1]) =>
    inState(nextChangeState(state, event) !== undefined);
  return {
    plan: first(
      inState(
        nextChangeState(state, 'plan') !== undefined ||
          state === 'awaiting-approval' ||
          state === 'approved',
      ),
      role(viewer.mayPlan, 'plan'),
    ),
    submit: first(
      can('submit'),
      role(viewer.maySubmit, 'submit'),
      refusal?.reason,
    ),
    approve: first(
      can('approve'),
      role(viewer.mayApprove, 'approve'),
      mayNotApprove(change, viewer.actor),
      approvals.some(({ approver }) => samePerson(approver, viewer.actor))
        ? 'You have approved it already.'
        : undefined,
    ),
    deny: first(can('deny'), role(viewer.mayApprove, 'deny')),
    cancel: first(can('cancel'), role(viewer.maySubmit, 'cancel')),
    apply: first(can('apply'), role(viewer.mayApply, 'apply')),
    settle: first(can('settle-done'), role(viewer.mayApply, 'settle')),
  };
}
