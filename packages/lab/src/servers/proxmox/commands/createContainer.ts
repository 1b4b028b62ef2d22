import { LabNode } from '../../../world';
import { Answer, failed, forbidden } from '../Answer';
import { Command, Refusal, startGuestTask } from './Command';
import { checkFields, isYes } from './fields';
import { CREATION } from './guestFields';
import { mustBeAllowedToChange, mustHave } from './modifyRights';
import { logOf, newContainer, warnings } from './newContainer';
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

function hasTemplate({ index, fields }: Command): boolean {
  return index.world.storages.some(({ templates }) =>
    templates?.includes(fields.ostemplate),
  );
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
  const guest = newContainer(command, node, vmid);
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
