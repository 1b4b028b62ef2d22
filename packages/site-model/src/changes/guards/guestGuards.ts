import { canonicalJson } from '../../text/canonicalJson';
import { GuestFingerprint } from '../plan';
import { Guard, GuardContext, ObservedGuest, passed, refused } from './guard';

const creates = ({ intent }: GuardContext) => intent.verb === 'guest.create';

/** Templates, locks and protection stand above every rule. */
export const protectionGuard: Guard = context => {
  const { guest, policy } = context;
  if (creates(context) || !guest) {
    return undefined;
  }
  const tag = guest.tags.find(each => policy.protectedTags.includes(each));
  if (tag !== undefined) {
    return refused('protection', `The guest has the protected tag ${tag}.`);
  }
  if (guest.template) {
    return refused('protection', 'The guest is a template.');
  }
  if (guest.lock !== undefined) {
    return refused(
      'protection',
      `The guest is locked (${guest.lock}); wait until that is over.`,
    );
  }
  if (context.intent.verb === 'guest.destroy' && guest.protection !== false) {
    return refused(
      'protection',
      guest.protection
        ? 'The guest has protection: 1; somebody has to take it away by hand.'
        : 'Whether the guest is protected has not been read.',
    );
  }
  return passed('protection', 'The guest has no lock and no protection.');
};

/** What a plan remembers of the guest it was made for. @public */
export function guestFingerprint(guest: ObservedGuest): GuestFingerprint {
  const { vmid, type, name, node, macs, uuid, digest } = guest;
  return { vmid, type, name, node, macs, uuid, digest };
}

function differences(planned: GuestFingerprint, now: GuestFingerprint) {
  return (Object.keys({ ...planned, ...now }) as (keyof GuestFingerprint)[])
    .filter(
      key =>
        canonicalJson(planned[key] ?? null) !== canonicalJson(now[key] ?? null),
    )
    .sort();
}

/** A recycled VMID is another guest, and a changed configuration is another plan. */
export const identityGuard: Guard = context => {
  const { guest, intent, planned } = context;
  if (creates(context)) {
    return guest || context.takenVmids.has(intent.vmid)
      ? refused(
          'identity',
          `VMID ${intent.vmid} is in use, or was not long ago: backups and rights may still hang on it.`,
        )
      : passed('identity', `VMID ${intent.vmid} is nobody's.`);
  }
  if (!guest) {
    return refused('identity', `No guest ${intent.vmid} is observed.`);
  }
  if (intent.verb === 'guest.destroy' && intent.name !== guest.name) {
    return refused(
      'identity',
      `Guest ${intent.vmid} is called ${guest.name ?? 'nothing'}, not ${
        intent.name
      }.`,
    );
  }
  const changed = planned ? differences(planned, guestFingerprint(guest)) : [];
  return changed.length > 0
    ? refused(
        'identity',
        `Guest ${intent.vmid} is not what was planned on: ${changed.join(
          ', ',
        )} differ. Plan again.`,
      )
    : passed(
        'identity',
        planned
          ? 'The guest is the one that was planned on.'
          : `The guest is ${guest.name ?? intent.vmid} on ${guest.node}.`,
      );
};

/** Only what can be done from where the guest is. */
export const statusGuard: Guard = ({ guest, intent }) => {
  if (!guest) {
    return undefined;
  }
  switch (intent.verb) {
    case 'guest.start':
      return guest.status === 'stopped'
        ? passed('status', 'The guest is stopped.')
        : refused('status', `The guest is ${guest.status}, not stopped.`);
    case 'guest.shutdown':
    case 'guest.stop':
      return guest.status === 'running'
        ? passed('status', 'The guest is running.')
        : refused('status', `The guest is ${guest.status}, not running.`);
    case 'guest.destroy':
      return guest.status === 'stopped'
        ? passed('status', 'The guest is stopped.')
        : refused('status', `The guest is ${guest.status}; stop it first.`);
    case 'guest.resize-disk': {
      const bytes = guest.disks[intent.disk];
      const wanted = intent.sizeGiB * 2 ** 30;
      if (bytes === undefined) {
        return refused('status', `The guest has no disk ${intent.disk}.`);
      }
      return wanted > bytes
        ? passed('status', `The disk has ${bytes / 2 ** 30} GiB.`)
        : refused(
            'status',
            `The disk has ${
              bytes / 2 ** 30
            } GiB already; a disk never shrinks.`,
          );
    }
    case 'guest.set-network':
      return guest.vlans[intent.interface] === undefined
        ? refused('status', `The guest has no interface ${intent.interface}.`)
        : passed('status', `The guest has ${intent.interface}.`);
    default:
      return undefined;
  }
};

/** What another hand made is not ours to remove without a word of its own. */
export const originGuard: Guard = context => {
  const { guest, intent, mayDestroyForeign, policy } = context;
  if (intent.verb !== 'guest.destroy' || !guest) {
    return undefined;
  }
  if (guest.createdBy) {
    return passed('origin', `It was created by change ${guest.createdBy}.`);
  }
  if (!mayDestroyForeign) {
    return refused(
      'origin',
      'It was not created by a change of this portal, and you may not have others removed.',
    );
  }
  const { approvals = 0 } =
    policy.riskClasses[policy.risk['guest.destroy'] ?? ''] ?? {};
  return approvals >= 2
    ? passed('origin', `Others made it; ${approvals} people have to agree.`)
    : refused(
        'origin',
        'Others made it: the risk class of guest.destroy must ask for two approvals.',
      );
};
