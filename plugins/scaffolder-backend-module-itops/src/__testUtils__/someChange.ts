import {
  ChangeRequest,
  changeRequestActions,
} from '@sankofa/plugin-itops-common';

export const HASH = 'a'.repeat(64);
const AT = '2026-05-01T10:00:00.000Z';

const allowed = Object.fromEntries(
  changeRequestActions.map(action => [action, { allowed: true }]),
) as ChangeRequest['may'];

/** A change as the API answers it, with a plan whose guards pass. */
export function someChange(parts: Partial<ChangeRequest> = {}): ChangeRequest {
  const request = {
    executor: 'proxmox',
    method: 'POST' as const,
    path: '/nodes/alpha/lxc/7801/status/start',
    body: {},
  };
  return {
    id: 'c1',
    number: 17,
    version: 3,
    state: 'planned',
    sourceId: 'proxmox/lab',
    verb: 'guest.start',
    title: 'Start guest 7801',
    targets: ['guest:7801'],
    ticket: 'CHG-1',
    requester: 'user:default/kofi',
    lastEditor: 'user:default/kofi',
    approvalsGiven: 0,
    planHash: HASH,
    createdAt: AT,
    updatedAt: AT,
    intent: { verb: 'guest.start', vmid: 7801 },
    plan: {
      hash: HASH,
      canonical: '{}',
      plannedAt: AT,
      policyVersion: '1',
      effects: [],
      requests: [request],
      undo: [],
      preconditions: {},
    },
    guards: [{ guard: 'ticket', passed: true, reason: 'Ticket CHG-1 fits.' }],
    approvals: [],
    events: [],
    steps: [],
    next: `It is ${parts.state ?? 'planned'}, says the server.`,
    may: allowed,
    ...parts,
  };
}

/** One call of it. */
export function someStep(
  parts: Partial<ChangeRequest['steps'][number]> = {},
): ChangeRequest['steps'][number] {
  return {
    step: 0,
    method: 'POST',
    path: '/nodes/alpha/lxc/7801/status/start',
    state: 'waiting',
    log: [],
    ...parts,
  };
}
