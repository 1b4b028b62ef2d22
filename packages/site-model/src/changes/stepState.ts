import type { ObservedGuest } from './guards';
import { ChangePlan, PlannedRequest } from './plan';

/** What a look at the source found of the guest. @public */
export interface FoundGuest {
  guest: ObservedGuest;
  interfaceLines: Readonly<Record<string, string>>;
  /** Settings that get another value at the next start of the guest. */
  pendingKeys?: readonly string[];
}

/**
 * What a look says of one call: `done`: what it asks for is so. `not-done`: it certainly
 * was not carried out. `foreign`: something else is there than what it was meant for.
 * `unclear`: only a person can say.
 *
 * @public
 */
export type StepState = 'done' | 'not-done' | 'foreign' | 'unclear';

const GIB = 2 ** 30;

function sameMembers(left: readonly string[], right: readonly string[]) {
  return [...left].sort().join('\n') === [...right].sort().join('\n');
}

function parts(line: string): string[] {
  return line.split(',').map(part => part.trim());
}

/** Whether a configuration says what the body asked for. */
function isWritten(
  { body }: PlannedRequest,
  { guest, interfaceLines, pendingKeys = [] }: FoundGuest,
): boolean {
  const { digest, ...wanted } = body;
  return Object.entries(wanted).every(([key, value]) => {
    if (key === 'tags' || value === 'tags') {
      const tags = key === 'tags' ? String(value).split(';') : [];
      return sameMembers(tags, guest.tags);
    }
    if (key === 'disk') {
      return guest.disks[value] === parseInt(`${body.size}`, 10) * GIB;
    }
    if (key.startsWith('net')) {
      const line = interfaceLines[key];
      // What waits for the next start of the guest was written, too.
      return line === undefined
        ? pendingKeys.includes(key) && guest.digest !== digest
        : sameMembers(parts(line), parts(`${value}`));
    }
    // `ipconfig0` is in no line that is read: that anything was written has to do.
    return key === 'size' || guest.digest !== digest;
  });
}

function isSameGuest(plan: ChangePlan, guest: ObservedGuest): boolean {
  const planned = plan.preconditions.guest;
  return (
    planned !== undefined &&
    planned.type === guest.type &&
    planned.uuid === guest.uuid &&
    planned.name === guest.name &&
    sameMembers(planned.macs, guest.macs)
  );
}

function configState(
  request: PlannedRequest,
  found: FoundGuest,
): Exclude<StepState, 'foreign'> {
  if (isWritten(request, found)) {
    return 'done';
  }
  const { digest } = request.body;
  // Without a digest it is the container that this change made: asking again is safe.
  return digest === undefined || digest === found.guest.digest
    ? 'not-done'
    : 'unclear';
}

function statusState(status: string, wanted: 'running' | 'stopped'): StepState {
  if (status === wanted) {
    return 'done';
  }
  return status === 'running' || status === 'stopped' ? 'not-done' : 'unclear';
}

/**
 * What became of one call of a plan, told from the guest alone: for a call whose answer
 * never arrived, and to verify what was answered.
 *
 * @param found - undefined only where the source said that there is no such guest
 * @public
 */
export function stepState(
  plan: ChangePlan,
  request: PlannedRequest,
  changeId: string,
  found: FoundGuest | undefined,
): StepState {
  const creates = plan.intent.verb === 'guest.create';
  if (!found) {
    if (request.method === 'DELETE') {
      return 'done';
    }
    return request.path.endsWith('/lxc') ? 'not-done' : 'unclear';
  }
  const { guest } = found;
  const isOurs = creates
    ? guest.createdBy === changeId
    : isSameGuest(plan, guest);
  if (!isOurs) {
    return 'foreign';
  }
  if (request.method === 'DELETE') {
    return guest.lock === undefined ? 'not-done' : 'unclear';
  }
  if (request.path.endsWith('/status/start')) {
    return statusState(guest.status, 'running');
  }
  if (/\/status\/(shutdown|stop)$/.test(request.path)) {
    return statusState(guest.status, 'stopped');
  }
  if (request.method === 'PUT') {
    return configState(request, found);
  }
  // The container is there with our marker; a lock says that it is still being made.
  return guest.lock === undefined ? 'done' : 'unclear';
}

/**
 * What of a plan is not so after all its calls; empty when it came true.
 *
 * @public
 */
export function unfulfilled(
  plan: ChangePlan,
  changeId: string,
  found: FoundGuest | undefined,
): string[] {
  return plan.requests.flatMap(request => {
    const state = stepState(plan, request, changeId, found);
    return state === 'done'
      ? []
      : [`${request.method} ${request.path} is ${state}`];
  });
}
