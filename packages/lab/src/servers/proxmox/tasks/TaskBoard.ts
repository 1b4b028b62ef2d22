import { setTimeout as sleep } from 'node:timers/promises';
import { Upid, formatUpid } from './upid';

/** One worker of a node, running or done. */
export interface LabTask extends Upid {
  upid: string;
  log: string[];
  /** Seconds since the epoch. */
  endtime?: number;
  /** `OK`, `WARNINGS: n`, or what went wrong. */
  exit?: string;
}

/** What a worker does. What it throws is how it ends. */
export interface TaskWork {
  node: string;
  type: string;
  id: string;
  /** Id of the token. */
  user: string;
  /** Before anything happens. */
  lastsMs: number;
  begins?: string[];
  /** @returns lines of the log */
  run(): Promise<string[]>;
  /** Gives back what the work needed for itself, however it ends. */
  release(): void;
  /** The last thing after work that went well. */
  after?(): Promise<void>;
}

/** Of each node the last so many, as `/var/log/pve/tasks/index` is cut, too. */
const KEPT = 1_000;
const FIRST_PID = 0x4579;

/** Work that went well, but not without a word. */
function goodEnd(log: string[]): string {
  const warnings = log.filter(line => line.startsWith('WARN: ')).length;
  return warnings > 0 ? `WARNINGS: ${warnings}` : 'OK';
}

/** The tasks of all nodes. */
export class TaskBoard {
  private readonly tasks = new Map<string, LabTask>();
  private readonly working = new Set<Promise<void>>();
  private stop = new AbortController();
  private lastPid = FIRST_PID;

  private constructor(
    private readonly now: (node: string) => number,
    kept: LabTask[],
    private readonly save: (tasks: LabTask[]) => Promise<void>,
  ) {
    for (const task of kept) {
      this.lastPid = Math.max(this.lastPid, task.pid);
      // Its process went with the lab, and nobody wrote down how it ended.
      this.tasks.set(task.upid, { exit: 'unexpected status', ...task });
    }
  }

  /**
   * @param now - what the clock of a node says, milliseconds since the epoch
   * @param save - called with all tasks after each beginning and end
   */
  static create(
    now: (node: string) => number,
    kept: LabTask[],
    save: (tasks: LabTask[]) => Promise<void>,
  ): TaskBoard {
    return new TaskBoard(now, kept, save);
  }

  find(upid: string): LabTask | undefined {
    return this.tasks.get(upid);
  }

  /** The newest first. */
  ofNode(node: string): LabTask[] {
    return [...this.tasks.values()]
      .filter(task => task.node === node)
      .reverse();
  }

  /** Starts a worker; answers before it has done anything. */
  async start(work: TaskWork): Promise<LabTask> {
    const task = this.begin(work);
    await this.save(this.all());
    const done = this.work(task, work).finally(() => this.working.delete(done));
    this.working.add(done);
    return task;
  }

  /** Workers stop where they are, and their tasks without an end. */
  async close(): Promise<void> {
    this.stop.abort();
    await Promise.allSettled(this.working);
  }

  /** As if there had never been any. */
  async clear(): Promise<void> {
    await this.close();
    this.stop = new AbortController();
    this.tasks.clear();
    await this.save([]);
  }

  private all(): LabTask[] {
    return [...this.tasks.values()].slice(-KEPT);
  }

  private begin({ node, type, id, user, begins = [] }: TaskWork): LabTask {
    this.lastPid += 0x23;
    const now = this.now(node);
    const starttime = Math.floor(now / 1000);
    const pstart = (Math.floor(now / 10) % 0x7fffffff) + this.lastPid;
    const name = { node, pid: this.lastPid, pstart, starttime, type, id, user };
    const task = { ...name, upid: formatUpid(name), log: [...begins] };
    this.tasks.set(task.upid, task);
    return task;
  }

  private async work(task: LabTask, work: TaskWork): Promise<void> {
    if (!(await this.pause(work.lastsMs))) {
      work.release();
      return;
    }
    const end = (line: string, exit: string) => {
      task.log.push(line);
      task.endtime = Math.floor(this.now(task.node) / 1000);
      task.exit = exit;
    };
    try {
      task.log.push(...(await work.run().finally(() => work.release())));
      await work.after?.();
      const exit = goodEnd(task.log);
      end(`TASK ${exit}`, exit);
    } catch (error) {
      const why = error instanceof Error ? error.message : `${error}`;
      end(`TASK ERROR: ${why}`, why);
    }
    await this.save(this.all());
  }

  /** Something that happens by itself after a while, if the lab is still there. */
  later(ms: number, happens: () => Promise<void>): void {
    const done = this.pause(ms)
      .then(over => (over ? happens() : undefined))
      .finally(() => this.working.delete(done));
    this.working.add(done);
  }

  /** @returns false where the lab has ended meanwhile */
  private async pause(ms: number): Promise<boolean> {
    const { signal } = this.stop;
    try {
      await sleep(ms, undefined, { signal });
    } catch (error) {
      if (!signal.aborted) {
        throw error;
      }
    }
    return !signal.aborted;
  }
}
