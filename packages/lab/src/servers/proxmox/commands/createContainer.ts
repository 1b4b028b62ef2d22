import { LabGuest, LabNode } from '../../../world';
import { container } from '../../../world/guests';
import { NetLine, parseNetLine } from '../../../world/netLine';
import { Answer, failed, forbidden } from '../Answer';
import { Command, Refusal, startGuestTask } from './Command';
import { checkFields, invalidFields, isYes } from './fields';
import { CREATION, splitTags } from './guestFields';
import { mustBeAllowedToChange, mustHave } from './modifyRights';
import { startGuest } from './powerGuest';

/** Not part of a configuration; each is checked by itself. */
const APART = [
  'vmid',
  'pool',
  'ostemplate',
  'storage',
  'unprivileged',
  'start',
  'ha-managed',
  'password',
  'ssh-public-keys',
];

function mayCreate(command: Command, vmid: number): void {
  const { access, fields, index } = command;
  const { pool } = fields;
  if (pool !== undefined && !index.world.pools.some(p => p.poolid === pool)) {
    throw new Refusal(forbidden(`pool '${pool}' does not exist`));
  }
  if (
    !access.may(`/vms/${vmid}`, 'VM.Allocate') &&
    !(pool && access.may(`/pool/${pool}`, 'VM.Allocate'))
  ) {
    throw new Refusal(failed(403, 'Permission check failed'));
  }
  if (fields.unprivileged !== undefined && !isYes(fields.unprivileged)) {
    mustHave(access, '/', 'Sys.Modify');
  }
  if (isYes(fields['ha-managed'])) {
    mustHave(access, '/', 'Sys.Console');
  }
  mustBeAllowedToChange(
    command,
    { vmid, type: 'lxc', pool, nets: [] },
    Object.fromEntries(
      Object.entries(fields).filter(([name]) => !APART.includes(name)),
    ),
  );
  const template = fields.ostemplate.split(':')[0];
  mustHave(
    access,
    `/storage/${template}`,
    'Datastore.Audit',
    'Datastore.AllocateSpace',
  );
}

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

function newGuest(command: Command, node: LabNode, vmid: number): LabGuest {
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

function hasTemplate({ index, fields }: Command): boolean {
  return index.world.storages.some(({ templates }) =>
    templates?.includes(fields.ostemplate),
  );
}

/** The systemd of these releases does not like to be without nesting. */
function warnings({ ostemplate, features }: Command['fields']): string[] {
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
function logOf({ storage, vmid, diskGib }: LabGuest): string[] {
  return [
    `Creating filesystem with ${diskGib * 262_144} 4k blocks and ${
      diskGib * 65_536
    } inodes`,
    `created volume '${storage}:subvol-${vmid}-disk-0'`,
  ];
}

/**
 * `POST /nodes/{node}/lxc`. What is wrong with the request is said at once; what is wrong
 * with disks and templates shows in the task, and the container is gone again.
 */
export async function createContainer(
  command: Command,
  node: LabNode,
): Promise<Answer> {
  const { site, fields } = command;
  const invalid = checkFields(fields, CREATION, ['vmid', 'ostemplate']);
  if (invalid) {
    return invalid;
  }
  const vmid = Number(fields.vmid);
  await site.takeVmid(vmid, node.name);
  const taken = site.index.guests.get(vmid);
  if (taken) {
    const title = taken.type === 'lxc' ? 'CT' : 'VM';
    throw Refusal.of(`${title} ${vmid} already exists on node '${taken.node}'`);
  }
  mayCreate(command, vmid);
  const guest = newGuest(command, node, vmid);
  // Until it is there, it belongs to no pool: a token of the pool may not even see it.
  await site.writeGuest(vmid, { ...guest, lock: 'create', unreported: true });
  return startGuestTask(command, guest, {
    type: 'vzcreate',
    begins: logOf(guest),
    run: async () => {
      if (!hasTemplate(command)) {
        throw new Error(
          `unable to create CT ${vmid} - volume '${fields.ostemplate}' does not exist`,
        );
      }
      await site.writeGuest(vmid, {
        ...guest,
        pool: fields.pool,
        unreported: true,
      });
      command.tasks.later(command.reportMs, () => site.report(vmid));
      return [`extracting archive '${fields.ostemplate}'`, ...warnings(fields)];
    },
    failed: () => site.writeGuest(vmid, undefined),
    after: async () => {
      // A task of its own, whose failure leaves no mark on this one.
      const created = site.index.guests.get(vmid);
      if (created && isYes(fields.start)) {
        await startGuest(command, created);
      }
    },
  });
}
