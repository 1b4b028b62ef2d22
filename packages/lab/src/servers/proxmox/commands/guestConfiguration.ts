import { LabGuest, LabNet } from '../../../world';
import { guestMac } from '../../../world/macs';
import { NetLine, parseIpConfig, parseNetLine } from '../../../world/netLine';
import { Refusal } from './Command';
import { isYes } from './fields';
import { splitTags } from './guestFields';

const REQUIRED = ['memory', 'rootfs', 'ostype'];

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
  // What waited for the next start is overtaken.
  const { [index]: _, ...pending } = guest.pending;
  return { ...guest, nets, pending };
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
        gateway6: now.gateway6,
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

/** The guest after a field of a `PUT …/config`. */
export function withField(
  guest: LabGuest,
  name: string,
  value: string,
): LabGuest {
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

/** The guest without a key of its configuration. @throws Refusal */
export function without(guest: LabGuest, name: string): LabGuest {
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
