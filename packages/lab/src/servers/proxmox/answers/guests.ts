import { LabGuest, LabNode } from '../../../world';
import {
  activeConfiguration,
  answeredConfiguration,
  pendingConfiguration,
} from '../../../world/configuration';
import { Answer, failed, forbidden, invalidParameter, ok } from '../Answer';
import { Question, olderThan } from '../Question';
import { guestFigures } from '../figures';
import { agentInterfaces, containerInterfaces } from './guestAddresses';
import { guestName, tagsOf } from './guestNames';

/** A guest that was asked for on the right node, under the right type. */
export type GuestAnswer = (
  question: Question,
  node: LabNode,
  guest: LabGuest,
) => Answer;

/**
 * Finds the guest of a path, or says why not: rights come first, then the file
 * (which is also missing when the guest has just moved to another node).
 */
export function findGuest(
  question: Question,
  node: LabNode,
  wanted: { type: LabGuest['type']; id: string; rights: readonly string[] },
): { guest: LabGuest } | { refusal: Answer } {
  const { type, id, rights } = wanted;
  const vmid = Number(id);
  if (!/^\d+$/.test(id) || vmid < 100) {
    const why = 'invalid format - value does not look like a valid VM ID';
    return { refusal: invalidParameter('vmid', why) };
  }
  const guest = question.index.guests.get(vmid);
  if (!question.access.mayGuest(guest ?? vmid, ...rights)) {
    return { refusal: forbidden(`/vms/${vmid}, ${rights.join('|')}`) };
  }
  if (!guest || guest.node !== node.name || guest.type !== type) {
    const folder = type === 'lxc' ? 'lxc' : 'qemu-server';
    const file = `nodes/${node.name}/${folder}/${vmid}.conf`;
    const why = `Configuration file '${file}' does not exist`;
    return { refusal: failed(500, why) };
  }
  return { guest };
}

/** `GET …/config`: the *pending* view, unless `current=1` asks for what is active. */
export const configuration: GuestAnswer = ({ query }, node, guest) => {
  const current = ['1', 'true', 'yes', 'on'].includes(
    query.get('current') ?? '',
  );
  return ok(
    answeredConfiguration(
      guest,
      {
        ...activeConfiguration(guest),
        ...(current ? {} : pendingConfiguration(guest)),
      },
      guest.type === 'lxc' || olderThan(node, '8.1'),
    ),
  );
};

/** `GET …/pending`: both views, key by key. */
export const pending: GuestAnswer = (_question, node, guest) => {
  const active = answeredConfiguration(
    guest,
    activeConfiguration(guest),
    guest.type === 'lxc' || olderThan(node, '8.1'),
  );
  const waiting = pendingConfiguration(guest);
  return ok(
    Object.entries(active).map(([key, value]) => ({
      key,
      value,
      ...(key in waiting ? { pending: waiting[key] } : {}),
    })),
  );
};

/** `GET …/status/current`. */
export const currentStatus: GuestAnswer = (
  { elapsedSeconds },
  _node,
  guest,
) => {
  const running = guest.status === 'running';
  return ok({
    vmid: guest.vmid,
    name: guestName(guest),
    status: guest.status,
    ...(guest.type === 'lxc'
      ? { type: 'lxc', swap: 0, maxswap: 2 ** 29 }
      : {
          qmpstatus: guest.status,
          ...(guest.agent ? { agent: 1 } : {}),
          ...(running ? { 'proxmox-support': {} } : {}),
        }),
    ...(guest.template ? { template: 1 } : {}),
    ...(running ? { pid: 10_000 + guest.vmid } : {}),
    ha: guest.hastate ? { managed: 1, state: guest.hastate } : { managed: 0 },
    cpus: guest.cores,
    ...guestFigures(guest, elapsedSeconds),
    ...tagsOf(guest),
    ...(guest.lock ? { lock: guest.lock } : {}),
  });
};

/** `GET …/lxc/{vmid}/interfaces`: null where the container does not run. */
export const interfaces: GuestAnswer = (_question, node, guest) =>
  ok(
    guest.status === 'running'
      ? containerInterfaces(guest, !olderThan(node, '8.4'))
      : null,
  );

/** `GET …/qemu/{vmid}/agent/network-get-interfaces`, with its four ways to say no. */
export const agent: GuestAnswer = ({ access, deadAgentMs }, node, guest) => {
  // The privilege was renamed with 9.0; a role cannot name both.
  const privileges = olderThan(node, '9.0')
    ? ['VM.Monitor']
    : ['VM.GuestAgent.Audit', 'VM.GuestAgent.Unrestricted'];
  if (!access.mayGuest(guest, ...privileges)) {
    return forbidden(`/vms/${guest.vmid}, ${privileges.join('|')}`);
  }
  if (guest.status !== 'running') {
    return failed(500, `VM ${guest.vmid} is not running`);
  }
  switch (guest.agent) {
    case undefined:
      return failed(500, 'No QEMU guest agent configured');
    case 'silent':
      return {
        ...failed(500, 'QEMU guest agent is not running'),
        takesMs: deadAgentMs,
      };
    case 'blocked':
      return ok({
        result: {
          error: {
            class: 'CommandNotFound',
            desc: 'The command guest-network-get-interfaces has been disabled for this instance',
          },
        },
      });
    default:
      return ok({ result: agentInterfaces(guest) });
  }
};
