import { LabGuest, LabNode } from '../../../world';
import { container } from '../../../world/guests';
import { NetLine, parseNetLine } from '../../../world/netLine';
import { Command, Refusal } from './Command';
import { invalidFields, isYes } from './fields';
import { splitTags } from './guestFields';

/** `local-zfs:8`. @throws Refusal */
function rootVolume({ index, fields }: Command, node: LabNode) {
  const [storage, size] = (fields.rootfs ?? `${fields.storage ?? 'local'}:4`)
    .split(',')[0]
    .split(':');
  const found = index.world.storages.find(
    each =>
      each.storage === storage && (each.nodes?.includes(node.name) ?? true),
  );
  if (!found) {
    throw Refusal.of(`storage '${storage}' does not exist`);
  }
  if (!found.content.includes('rootdir')) {
    throw new Refusal(
      invalidFields({
        storage: `storage '${storage}' does not support container directories`,
      }),
    );
  }
  if (!/^\d+(\.\d+)?$/.test(size ?? '')) {
    throw Refusal.of(`unable to parse volume ID '${fields.rootfs}'`);
  }
  return { storage, diskGib: Number(size) };
}

/** The container that a call asks for, before anything of it is there. @throws Refusal */
export function newContainer(
  command: Command,
  node: LabNode,
  vmid: number,
): LabGuest {
  const { fields } = command;
  const lines = Object.keys(fields)
    .filter(name => /^net\d+$/.test(name))
    .sort()
    .map(name => parseNetLine('lxc', name, fields[name]) as NetLine);
  const guest = container(vmid, fields.hostname ?? `CT${vmid}`, node.name, {
    status: 'stopped',
    onBoot: isYes(fields.onboot),
    protection: isYes(fields.protection),
    cores: Number(fields.cores ?? 1),
    memoryMib: Number(fields.memory ?? 512),
    swapMib: Number(fields.swap ?? 512),
    ...rootVolume(command, node),
    privileged:
      (fields.unprivileged !== undefined && !isYes(fields.unprivileged)) ||
      undefined,
    tags: splitTags(fields.tags ?? ''),
    description: fields.description,
    nets: lines,
  });
  return {
    ...guest,
    // A MAC that was asked for takes the place of the one that follows from the number.
    nets: guest.nets.map((net, i) => ({
      ...net,
      mac: lines[i].mac ?? net.mac,
    })),
  };
}

/** The systemd of these releases does not like to be without nesting. */
export function warnings({
  ostemplate,
  features,
}: Command['fields']): string[] {
  const release = /debian-(12|13)-/.exec(ostemplate)?.[1];
  return release && features !== 'nesting=1'
    ? [
        `WARN: Systemd ${
          release === '12' ? 252 : 257
        } detected. You may need to enable nesting.`,
      ]
    : [];
}

/** The numbers are those of an ext4 of this size; the words those of the tools. */
export function logOf({ storage, vmid, diskGib }: LabGuest): string[] {
  return [
    `Creating filesystem with ${diskGib * 262_144} 4k blocks and ${
      diskGib * 65_536
    } inodes`,
    `created volume '${storage}:subvol-${vmid}-disk-0'`,
  ];
}
