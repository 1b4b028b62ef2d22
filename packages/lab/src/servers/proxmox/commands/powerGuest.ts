import { LabGuest, changeWorld } from '../../../world';
import { Answer } from '../Answer';
import {
  Command,
  GuestCommand,
  Refusal,
  checkLock,
  freshGuest,
  startGuestTask,
  titleOf,
} from './Command';
import { checkFields, wholeNumber, yesOrNo } from './fields';

/** A bridge, or a vnet, that a node has. */
function hasBridge({ index }: Command, bridge: string): boolean {
  return (
    ['vmbr0', 'vmbr1'].includes(bridge) ||
    index.world.vnets.some(({ vnet }) => vnet === bridge)
  );
}

/** The guest after it has started: pending values are in force. */
function started(command: Command, guest: LabGuest): LabGuest {
  const { world } = command.site;
  const next = changeWorld(
    { ...world, guests: [guest] },
    { change: 'start-guest', vmid: guest.vmid },
  );
  return next.guests[0];
}

function mustStart(command: Command, guest: LabGuest): void {
  checkLock(guest);
  if (guest.template) {
    throw Refusal.of(
      guest.type === 'lxc'
        ? "you can't start a CT if it's a template"
        : "you can't start a vm if it's a template",
    );
  }
  if (guest.status === 'running') {
    throw Refusal.of(`${titleOf(guest)} already running`);
  }
  const missing = guest.nets.find(
    ({ bridge }) => bridge && !hasBridge(command, bridge),
  );
  if (missing) {
    throw Refusal.of(`bridge '${missing.bridge}' does not exist`);
  }
}

/** A high-availability manager takes the order and sees to it itself. */
const taskType = (
  { type, hastate }: LabGuest,
  verb: 'start' | 'stop' | 'shutdown',
) => {
  if (hastate) {
    return verb === 'start' ? 'hastart' : 'hastop';
  }
  return `${type === 'lxc' ? 'vz' : 'qm'}${verb}`;
};

/** The task that starts a guest. Most of what can be wrong shows in it. */
export function startGuest(command: Command, guest: LabGuest): Promise<Answer> {
  const { site } = command;
  return startGuestTask(command, guest, {
    type: taskType(guest, 'start'),
    run: async () => {
      const now = freshGuest(command, guest);
      mustStart(command, now);
      await site.writeGuest(now.vmid, started(command, now));
      return [];
    },
  });
}

const POWER = { lxc: ['VM.PowerMgmt'], qemu: ['VM.PowerMgmt'] };

async function startUnlessRunning(
  command: Command,
  guest: LabGuest,
): Promise<Answer> {
  const invalid = checkFields(command.fields, { timeout: wholeNumber(0) });
  if (invalid) {
    return invalid;
  }
  // A container says so at once, a virtual machine in the task.
  if (guest.type === 'lxc' && guest.status === 'running') {
    throw Refusal.of(`${titleOf(guest)} already running`);
  }
  return startGuest(command, guest);
}

async function stopGuest(
  command: Command,
  guest: LabGuest,
  verb: 'stop' | 'shutdown',
): Promise<Answer> {
  const invalid = checkFields(command.fields, {
    timeout: wholeNumber(0),
    forceStop: yesOrNo,
  });
  if (invalid) {
    return invalid;
  }
  if (guest.type === 'lxc' && guest.status !== 'running') {
    throw Refusal.of(`${titleOf(guest)} not running`);
  }
  return startGuestTask(command, guest, {
    type: taskType(guest, verb),
    run: async () => {
      const now = freshGuest(command, guest);
      checkLock(now);
      await command.site.writeGuest(now.vmid, { ...now, status: 'stopped' });
      return [];
    },
  });
}

/** `POST …/status/start`. */
export const start: GuestCommand = { rights: POWER, run: startUnlessRunning };

/** `POST …/status/stop` and `/shutdown`. */
export const stop = (verb: 'stop' | 'shutdown'): GuestCommand => ({
  rights: POWER,
  run: (command, guest) => stopGuest(command, guest, verb),
});
