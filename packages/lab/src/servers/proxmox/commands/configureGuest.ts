import { configurationDigest } from '../../../world/configuration';
import { LabGuest, LabNet } from '../../../world';
import { guestMac } from '../../../world/macs';
import { NetLine, parseIpConfig, parseNetLine } from '../../../world/netLine';
import { Answer, ok } from '../Answer';
import {
  Command,
  GuestCommand,
  Refusal,
  checkLock,
  freshGuest,
  withLock,
} from './Command';
import { anything, checkFields, invalidFields, isYes } from './fields';
import { CONFIGURATION, splitTags } from './guestFields';
import { mustBeAllowedToChange } from './modifyRights';

/** Any of them opens the door; each key then asks for its own. */
const ANY_OF = {
  lxc: [
    'VM.Config.Disk',
    'VM.Config.CPU',
    'VM.Config.Memory',
    'VM.Config.Network',
    'VM.Config.Options',
  ],
  qemu: [
    'VM.Config.Disk',
    'VM.Config.CDROM',
    'VM.Config.CPU',
    'VM.Config.Memory',
    'VM.Config.Network',
    'VM.Config.HWType',
    'VM.Config.Options',
    'VM.Config.Cloudinit',
  ],
};
const REQUIRED = ['memory', 'rootfs', 'ostype'];

/** @throws Refusal where the configuration is another than the caller has seen */
export function checkDigest(guest: LabGuest, digest: string | undefined): void {
  if (digest !== undefined && digest !== configurationDigest(guest)) {
    throw Refusal.of(
      'detected modified configuration - file changed by other user? Try again.',
    );
  }
}

/** The list with `netX` in its place; a gap before it cannot be. */
function withNet(
  guest: LabGuest,
  index: number,
  next: (now: LabNet | undefined) => LabNet,
): LabGuest {
  if (index > guest.nets.length) {
    throw Refusal.of(`net${index}: the lab takes interfaces without gaps only`);
  }
  const nets = [...guest.nets];
  nets[index] = next(nets[index]);
  return { ...guest, nets };
}

function setNet(guest: LabGuest, name: string, value: string): LabGuest {
  const line = parseNetLine(guest.type, name, value) as NetLine;
  const index = Number(name.slice('net'.length));
  return withNet(guest, index, now => {
    // The addresses of a virtual machine stand in another line.
    const addresses = guest.type === 'qemu' &&
      now && {
        address: now.address,
        address6: now.address6,
        gateway: now.gateway,
      };
    const next = { ...line, ...addresses };
    const stays =
      now?.bridge === next.bridge &&
      now?.tag === next.tag &&
      now?.address === next.address;
    return {
      ...next,
      mac: line.mac ?? now?.mac ?? guestMac(guest.vmid, index),
      // Leases and VIPs belong to the network that is left.
      live: (stays && now?.live) || [],
    };
  });
}

/** Cloud-init hands addresses over at the next start only. */
function setIpConfig(guest: LabGuest, name: string, value: string): LabGuest {
  const index = Number(name.slice('ipconfig'.length));
  const line = parseIpConfig(name, value) as Partial<LabNet>;
  if (guest.status !== 'running' || line.address === undefined) {
    return withNet(guest, index, now => ({ ...now!, ...line }));
  }
  const { address, gateway } = line;
  return {
    ...guest,
    pending: { ...guest.pending, [index]: address },
    pendingGateways: {
      ...guest.pendingGateways,
      ...(gateway !== undefined && { [index]: gateway }),
    },
  };
}

function withField(guest: LabGuest, name: string, value: string): LabGuest {
  switch (name.replace(/\d+$/, '#')) {
    case 'net#':
      return setNet(guest, name, value);
    case 'ipconfig#':
      return setIpConfig(guest, name, value);
    case 'tags':
      return { ...guest, tags: splitTags(value) };
    case 'description':
      return { ...guest, description: value };
    case 'hostname':
    case 'name':
      return { ...guest, name: value };
    case 'cores':
      return { ...guest, cores: Number(value) };
    case 'memory':
      return { ...guest, memoryMib: Number(value) };
    case 'swap':
      return { ...guest, swapMib: Number(value) };
    case 'onboot':
      return { ...guest, onBoot: isYes(value) };
    case 'protection':
      return { ...guest, protection: isYes(value) };
    default:
      throw new Error(`unhandled field ${name}`);
  }
}

function without(guest: LabGuest, name: string): LabGuest {
  switch (name) {
    case 'tags':
      return { ...guest, tags: [] };
    case 'description':
      return { ...guest, description: undefined };
    case 'onboot':
      return { ...guest, onBoot: false };
    case 'protection':
      return { ...guest, protection: false };
    default:
      if (REQUIRED.includes(name)) {
        throw Refusal.of(`unable to delete required option '${name}'`);
      }
      throw Refusal.of(`the lab does not delete '${name}'`);
  }
}

async function change(
  command: Command,
  seen: LabGuest,
  fields: Record<string, string>,
  deleted: string[],
  digest: string | undefined,
): Promise<Answer> {
  await command.site.editMeanwhile(seen.vmid);
  return withLock(command, seen, async () => {
    const guest = freshGuest(command, seen);
    checkLock(guest);
    checkDigest(guest, digest);
    const cut = deleted.reduce(without, guest);
    const next = Object.entries(fields).reduce(
      (now, [name, value]) => withField(now, name, value),
      cut,
    );
    await command.site.writeGuest(guest.vmid, next);
    return ok(null);
  });
}

async function configureGuest(
  command: Command,
  guest: LabGuest,
): Promise<Answer> {
  const checks = CONFIGURATION[guest.type];
  const invalid = checkFields(command.fields, {
    ...checks,
    delete: anything,
    digest: anything,
  });
  if (invalid) {
    return invalid;
  }
  const { digest, delete: list = '', ...fields } = command.fields;
  const deleted = list.split(/[;,\s]+/).filter(Boolean);
  if (deleted.length === 0 && Object.keys(fields).length === 0) {
    throw Refusal.of('no options specified');
  }
  for (const name of deleted) {
    if (!checks[name] && !checks[name.replace(/\d+$/, '#')]) {
      return invalidFields({ delete: `unknown option '${name}'` });
    }
    if (name in fields) {
      return invalidFields({
        delete: `you can't use '-${name}' and -delete ${name}' at the same time`,
      });
    }
  }
  mustBeAllowedToChange(
    command,
    guest,
    Object.fromEntries(deleted.map(name => [name, undefined])),
  );
  mustBeAllowedToChange(command, guest, fields);
  return change(command, guest, fields, deleted, digest);
}

/** `PUT …/config`: done when it answers. */
export const configure: GuestCommand = { rights: ANY_OF, run: configureGuest };
