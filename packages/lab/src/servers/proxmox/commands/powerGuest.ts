import { LabGuest, changeWorld } from '../../../world';
import { AccessControl } from '../AccessControl';
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
import { missingBridge } from './missingBridge';

/** The guest after it has started: pending values are in force. */
function started(command: Command, guest: LabGuest): LabGuest {
  const { world } = command.site;
  const next = changeWorld(
    { ...world, guests: [guest] },
    { change: 'start-guest', vmid: guest.vmid },
  );
  return next.guests[0];
}

type Verb = 'start' | 'stop' | 'shutdown';

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
  const missing = missingBridge(command, guest.nets);
  if (missing) {
    throw Refusal.of(`bridge '${missing}' does not exist`);
  }
}

/** The task that switches a guest. */
function switchTask(
  command: Command,
  guest: LabGuest,
  verb: Verb,
  switchIt: () => Promise<void>,
): Promise<Answer> {
  return startGuestTask(command, guest, {
    type: `${guest.type === 'lxc' ? 'vz' : 'qm'}${verb}`,
    run: async () => {
      await switchIt();
      return [];
    },
  });
}

/**
 * The task that tells a high-availability manager to switch a guest. It is over before
 * anything has happened; the manager has a task of its own.
 */
function managedTask(
  command: Command,
  guest: LabGuest,
  verb: Verb,
  switchIt: () => Promise<void>,
): Promise<Answer> {
  const wanted = verb === 'start' ? 'start' : 'stop';
  const manager = {
    ...command,
    access: AccessControl.of({ id: 'root@pam', access: [] }),
  };
  return startGuestTask(command, guest, {
    type: `ha${wanted}`,
    begins: [`Requesting HA ${wanted} for ${titleOf(guest)}`],
    run: async () => {
      command.tasks.later(command.taskMs, () =>
        switchTask(manager, guest, verb, switchIt).then(
          () => undefined,
          error => {
            // Somebody else is at the guest: the manager leaves it alone.
            if (!(error instanceof Refusal)) {
              throw error;
            }
          },
        ),
      );
      return [];
    },
  });
}

function switchGuest(
  command: Command,
  guest: LabGuest,
  verb: Verb,
  switchIt: () => Promise<void>,
): Promise<Answer> {
  const task = guest.hastate ? managedTask : switchTask;
  return task(command, guest, verb, switchIt);
}

/** The task that starts a guest. Most of what can be wrong shows in it. */
export function startGuest(command: Command, guest: LabGuest): Promise<Answer> {
  return switchGuest(command, guest, 'start', async () => {
    const now = freshGuest(command, guest);
    mustStart(command, now);
    await command.site.writeGuest(now.vmid, started(command, now));
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
  return switchGuest(command, guest, verb, async () => {
    const now = freshGuest(command, guest);
    checkLock(now);
    await command.site.writeGuest(now.vmid, { ...now, status: 'stopped' });
  });
}

/** `POST …/status/start`. */
export const start: GuestCommand = { rights: POWER, run: startUnlessRunning };

/** `POST …/status/stop` and `/shutdown`. */
export const stop = (verb: 'stop' | 'shutdown'): GuestCommand => ({
  rights: POWER,
  run: (command, guest) => stopGuest(command, guest, verb),
});
