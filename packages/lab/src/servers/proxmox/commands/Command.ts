import { LabSite } from '../../../state/LabSite';
import { LabGuest } from '../../../world';
import { Answer, failed, ok } from '../Answer';
import { Question } from '../Question';
import { GuestLocks, lockTimeout } from '../tasks/GuestLocks';
import { TaskBoard, TaskWork } from '../tasks/TaskBoard';

/** One authenticated call that is no GET. */
export interface Command extends Question {
  method: string;
  /** The fields of the body. */
  fields: Readonly<Record<string, string>>;
  site: LabSite;
  tasks: TaskBoard;
  locks: GuestLocks;
  /** How long a task runs. */
  taskMs: number;
  /** After how long a node reports a new guest to the cluster. */
  reportMs: number;
}

/** A call about one guest. */
export interface GuestCommand {
  /** One of them opens the door. */
  rights: Record<LabGuest['type'], readonly string[]>;
  run(command: Command, guest: LabGuest): Promise<Answer>;
}

/** Thrown inside of a call or a task: it ends with this answer, or this text. */
export class Refusal extends Error {
  constructor(readonly answer: Answer) {
    super(answer.reason);
  }

  static of(message: string): Refusal {
    return new Refusal(failed(500, message));
  }
}

/** `CT 100`, or `VM 100`. */
export function titleOf({ type, vmid }: Pick<LabGuest, 'type' | 'vmid'>) {
  return `${type === 'lxc' ? 'CT' : 'VM'} ${vmid}`;
}

/** The guest as it is now, which may be another than at the beginning of a call. */
export function freshGuest({ site }: Command, { vmid }: LabGuest): LabGuest {
  const guest = site.index.guests.get(vmid);
  if (!guest) {
    throw Refusal.of(`unable to find configuration file for guest ${vmid}`);
  }
  return guest;
}

/** @throws Refusal where the configuration says that somebody is at it */
export function checkLock({ type, lock }: LabGuest): void {
  if (lock) {
    const title = type === 'lxc' ? 'CT' : 'VM';
    throw Refusal.of(`${title} is locked (${lock})`);
  }
}

async function takeLock(
  { locks, site }: Command,
  { type, vmid }: Pick<LabGuest, 'type' | 'vmid'>,
): Promise<() => void> {
  const release = site.faults.workFault('config-busy', vmid)
    ? undefined
    : await locks.take(vmid);
  if (!release) {
    throw Refusal.of(lockTimeout(type, vmid));
  }
  return release;
}

/** Work under the lock file of a guest, which the call itself gives back. */
export async function withLock<T>(
  command: Command,
  guest: Pick<LabGuest, 'type' | 'vmid'>,
  work: () => Promise<T>,
): Promise<T> {
  const release = await takeLock(command, guest);
  try {
    return await work();
  } finally {
    release();
  }
}

/** How tasks most often end when they do not end well. */
function usualFailure(type: string, vmid: number): string {
  switch (type) {
    case 'vzcreate':
      return `unable to create CT ${vmid} - zfs error: cannot create 'rpool/data/subvol-${vmid}-disk-0': out of space`;
    case 'vzstart':
      return `startup for container '${vmid}' failed`;
    case 'qmstart':
      return 'start failed: QEMU exited with code 1';
    default:
      return `command '${type}' failed: exit code 1`;
  }
}

/** What a task does to a guest. */
export type GuestWork = Pick<TaskWork, 'type' | 'run' | 'begins' | 'after'> & {
  /** Cleans up where it failed. */
  failed?(): Promise<void>;
};

/** The work under the lock file, with what a fault makes of it. */
async function carryOut(
  { site }: Command,
  vmid: number,
  work: GuestWork,
): Promise<string[]> {
  try {
    const fault = site.faults.workFault('task-fails', vmid, work.type);
    if (fault) {
      throw new Error(fault.says ?? usualFailure(work.type, vmid));
    }
    return await work.run();
  } catch (error) {
    await work.failed?.();
    throw error;
  }
}

/**
 * Starts a task about a guest that has its lock file until it ends. Answers its name. A
 * container is locked by the call, which waits for it; a virtual machine by the task.
 */
export async function startGuestTask(
  command: Command,
  guest: Pick<LabGuest, 'type' | 'vmid' | 'node'>,
  work: GuestWork,
): Promise<Answer> {
  const { vmid, node, type } = guest;
  const release = type === 'lxc' ? await takeLock(command, guest) : undefined;
  const slow = command.site.faults.workFault('task-slow', vmid, work.type);
  const task = await command.tasks.start({
    type: work.type,
    begins: work.begins,
    after: work.after,
    node,
    id: `${vmid}`,
    user: command.access.token.id,
    lastsMs: slow?.ms ?? command.taskMs,
    run: () => {
      const run = () => carryOut(command, vmid, work);
      return release ? run() : withLock(command, guest, run);
    },
    release: () => release?.(),
  });
  return ok(task.upid);
}
