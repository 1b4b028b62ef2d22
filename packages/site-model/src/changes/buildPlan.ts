import { guestFingerprint } from './guards/guestGuards';
import type { ObservedGuest } from './guards';
import { ChangeIntent } from './intents';
import { ChangeEffect, ChangePlan, ChangePreconditions } from './plan';
import { planRequests } from './planRequests';

const GIB = 2 ** 30;
/** What is done only from one state of the guest. */
const NEEDS_STATUS = ['start', 'shutdown', 'stop', 'destroy'];

/** Everything a plan is made of. @public */
export interface PlanInput {
  changeId: string;
  sourceId: string;
  intent: ChangeIntent;
  ticket: string;
  requester: string;
  policyVersion: string;
  /** Absent where none is there. */
  guest?: ObservedGuest;
  /** `net0` … as the configuration says it, whole. */
  interfaceLines?: Readonly<Record<string, string>>;
  /** The address that is held for the change. */
  reservation?: { id: string; address: string };
}

/** The address that an intent gives to a guest; undefined where it gives none. @public */
export function wantedAddress(intent: ChangeIntent): string | undefined {
  const addressing =
    (intent.verb === 'guest.create' && intent.network.addressing) ||
    (intent.verb === 'guest.set-network' && intent.addressing);
  return addressing && addressing.mode === 'static'
    ? addressing.address.split('/')[0]
    : undefined;
}

function effectsOf({ intent, guest }: PlanInput): ChangeEffect[] {
  const subject = `guest:${intent.vmid}`;
  const set = (
    field: string,
    before: ChangeEffect['before'] | undefined,
    after: ChangeEffect['after'],
  ): ChangeEffect => ({ subject, field, before: before ?? null, after });
  switch (intent.verb) {
    case 'guest.create': {
      const { addressing, bridge, vlan } = intent.network;
      return [
        set('name', null, intent.hostname),
        set('node', null, intent.node),
        set('pool', null, intent.pool),
        set('template', null, intent.template),
        set('disk', null, `${intent.diskGiB} GiB on ${intent.storage}`),
        set('cores', null, intent.cores),
        set('memory', null, `${intent.memoryMiB} MiB`),
        set('swap', null, `${intent.swapMiB} MiB`),
        set('bridge', null, bridge),
        set('vlan', null, vlan ?? 'untagged'),
        set('address', null, addressText(addressing)),
        ...(intent.tags.length > 0
          ? [set('tags', null, intent.tags.join(', '))]
          : []),
        set('status', null, intent.start ? 'running' : 'stopped'),
      ];
    }
    case 'guest.start':
      return [set('status', guest?.status, 'running')];
    case 'guest.shutdown':
    case 'guest.stop':
      return [set('status', guest?.status, 'stopped')];
    case 'guest.resize-disk': {
      const bytes = guest?.disks[intent.disk];
      const before = bytes === undefined ? null : `${bytes / GIB} GiB`;
      return [set(intent.disk, before, `${intent.sizeGiB} GiB`)];
    }
    case 'guest.set-network': {
      const vlan = guest?.vlans[intent.interface];
      return [
        set(
          `${intent.interface} vlan`,
          vlan === 0 ? 'untagged' : vlan,
          intent.vlan ?? 'untagged',
        ),
        set(
          `${intent.interface} address`,
          null,
          addressText(intent.addressing),
        ),
      ];
    }
    case 'guest.set-tags':
      return [set('tags', guest?.tags.join(', '), intent.tags.join(', '))];
    default:
      return [set('guest', guest?.name ?? intent.name, null)];
  }
}

function addressText(
  addressing: Extract<
    ChangeIntent,
    { verb: 'guest.set-network' }
  >['addressing'],
): string {
  return addressing.mode === 'dhcp' ? 'DHCP' : addressing.address;
}

function preconditionsOf(input: PlanInput): ChangePreconditions {
  const { intent, guest, reservation } = input;
  const held = reservation && { reservation };
  if (intent.verb === 'guest.create') {
    return { freeVmid: intent.vmid, ...held };
  }
  const verb = intent.verb.slice('guest.'.length);
  return {
    ...(guest && { guest: guestFingerprint(guest) }),
    ...(guest && NEEDS_STATUS.includes(verb) && { status: guest.status }),
    ...held,
  };
}

/**
 * The plan of a change from what is observed now. The same observation gives the same
 * plan, so that it can be made again to see whether anything is different.
 *
 * @returns a `problem` where nobody can say which calls would be sent
 * @public
 */
export function buildPlan(
  input: PlanInput,
): { plan: ChangePlan } | { problem: string } {
  const { changeId, guest, interfaceLines, intent, ticket } = input;
  const planned = planRequests(intent, {
    changeId,
    ticket,
    ...(guest && { guest: { ...guest, interfaceLines } }),
  });
  if ('problem' in planned) {
    return planned;
  }
  const address = wantedAddress(intent);
  const targets = [`guest:${intent.vmid}`];
  const effects = effectsOf(input);
  if (address !== undefined) {
    targets.unshift(`address:${address}`);
    effects.push({
      subject: `address:${address}`,
      field: 'owner',
      before: null,
      after: `guest:${intent.vmid}`,
    });
  }
  return {
    plan: {
      version: 1,
      sourceId: input.sourceId,
      intent,
      targets,
      effects,
      preconditions: preconditionsOf(input),
      requests: planned.requests,
      undo: planned.undo,
      policyVersion: input.policyVersion,
      ticket,
      requester: input.requester,
    },
  };
}
