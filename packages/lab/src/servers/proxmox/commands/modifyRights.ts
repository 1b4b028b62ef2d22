import { LabGuest, LabNet } from '../../../world';
import { NetLine, parseNetLine } from '../../../world/netLine';
import { AccessControl } from '../AccessControl';
import { forbidden } from '../Answer';
import { Question } from '../Question';
import { Refusal } from './Command';

/** Whose configuration is written. While it is created, only its pool has rights to give. */
export interface Target {
  vmid: number;
  type: LabGuest['type'];
  pool?: string;
  /** As they are now. */
  nets: readonly LabNet[];
}

/** @throws Refusal where a token has none of these rights on a path */
export function mustHave(
  access: AccessControl,
  path: string,
  ...anyOf: string[]
): void {
  if (!access.may(path, ...anyOf)) {
    throw new Refusal(forbidden(`${path}, ${anyOf.join('|')}`));
  }
}

/** @throws Refusal where neither the guest nor its pool gives one of these rights */
export function mustHaveOnGuest(
  access: AccessControl,
  target: { vmid: number; pool?: string },
  ...anyOf: string[]
): void {
  if (!access.mayGuest(target, ...anyOf)) {
    throw new Refusal(forbidden(`/vms/${target.vmid}, ${anyOf.join('|')}`));
  }
}

function only(who: string): never {
  throw new Refusal(forbidden(`${who} is only allowed for root@pam`));
}

/** Where a bridge stands in the tree of rights: in the zone of its vnet, else in the local one. */
function bridgePath({ index }: Question, bridge: string): string {
  const vnet = index.world.vnets.find(({ vnet: id }) => id === bridge);
  return `/sdn/zones/${vnet?.zone ?? 'localnetwork'}/${bridge}`;
}

function sameNetwork(now: LabNet | undefined, next: NetLine): boolean {
  return (
    now?.bridge === next.bridge &&
    now?.tag === next.tag &&
    now?.trunks === next.trunks
  );
}

function mayUseNetwork(question: Question, line: NetLine): void {
  if (!line.bridge) {
    return;
  }
  const path = bridgePath(question, line.bridge);
  const vlans = [line.tag, ...(line.trunks?.split(';') ?? [])].filter(Boolean);
  const paths =
    vlans.length > 0 ? vlans.map(vlan => `${path}/${vlan}`) : [path];
  paths.forEach(each => mustHave(question.access, each, 'SDN.Use'));
}

function mayChange(
  question: Question,
  target: Target,
  name: string,
  value: string | undefined,
): void {
  const { access } = question;
  const on = (...anyOf: string[]) => mustHaveOnGuest(access, target, ...anyOf);
  const family = name.replace(/\d+$/, '#');
  switch (family) {
    case 'cores':
      return on('VM.Config.CPU');
    case 'memory':
    case 'swap':
      return on('VM.Config.Memory');
    case 'rootfs':
    case 'mp#': {
      on('VM.Config.Disk');
      if (value?.startsWith('/')) {
        only('mount point type bind');
      }
      const storage = value?.split(':')[0];
      return storage
        ? mustHave(access, `/storage/${storage}`, 'Datastore.AllocateSpace')
        : undefined;
    }
    case 'ipconfig#':
      return on('VM.Config.Network', 'VM.Config.Cloudinit');
    case 'hostname':
      return on('VM.Config.Network');
    case 'net#': {
      on('VM.Config.Network');
      const line =
        value === undefined
          ? undefined
          : parseNetLine(target.type, name, value);
      const now = target.nets[Number(name.slice('net'.length))];
      if (line && !('problem' in line) && !sameNetwork(now, line)) {
        mayUseNetwork(question, line);
      }
      return undefined;
    }
    case 'features':
      return value === undefined || /^nesting=[01]$/.test(value)
        ? on('VM.Allocate')
        : only('changing feature flags (except nesting)');
    case 'hookscript':
      return only('changing the hookscript');
    case 'tags':
      // Not through the pool that a guest is to be created in: it is not there yet.
      return mustHaveOnGuest(
        access,
        question.index.guests.get(target.vmid) ?? { vmid: target.vmid },
        'VM.Config.Options',
      );
    default:
      return on('VM.Config.Options');
  }
}

/**
 * Whether a token may set these fields of a configuration.
 *
 * @throws Refusal with the path and the privilege that is missing
 */
export function mustBeAllowedToChange(
  question: Question,
  target: Target,
  fields: Readonly<Record<string, string | undefined>>,
): void {
  for (const name of Object.keys(fields).sort()) {
    mayChange(question, target, name, fields[name]);
  }
}
