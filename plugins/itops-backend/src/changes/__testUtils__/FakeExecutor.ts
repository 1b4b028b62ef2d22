import {
  ConnectorError,
  DoctorCheck,
  Executor,
  ExecutorError,
  ExecutorTask,
  InspectedGuest,
  SentRequest,
} from '@sankofa/plugin-itops-node';
import { ObservedGuest, PlannedRequest } from '@sankofa/site-model';

const GIB = 2 ** 30;
const CREATE = /^\/nodes\/([^/]+)\/lxc$/;

interface World {
  guest: ObservedGuest;
  lines: Record<string, string>;
}

interface Task {
  finish: () => string;
  request: PlannedRequest;
  startedAt: number;
  reads: number;
  exit?: string;
}

/**
 * A source in memory that records every call that reaches it. Creations and starts are
 * tasks that end when they are read; configurations are written at once.
 */
export class FakeExecutor implements Executor {
  readonly name = 'proxmox';
  readonly title = 'Proxmox lab';
  /** Every call that was sent: `POST /nodes/alpha/lxc`. */
  readonly calls: string[] = [];
  readonly guests = new Map<number, World>();
  /** Once: what becomes of the next call whose line matches. */
  readonly faults: {
    match: RegExp;
    fault: 'refused' | 'lost-before' | 'lost-after' | 'task-fails' | 'hostile';
  }[] = [];
  /** What is wrong with its credential. */
  checks: DoctorCheck[] = [];
  /** Set, nothing can be read. */
  unreadable = false;
  /** Containers that calls made, also those that are gone. */
  made = 0;
  private readonly tasks = new Map<string, Task>();
  private digests = 0;

  private constructor(readonly sourceId: string) {}

  static create(sourceId = 'proxmox/lab'): FakeExecutor {
    return new FakeExecutor(sourceId);
  }

  /** A guest that somebody else made. */
  has(vmid: number, more: Partial<ObservedGuest> = {}): World {
    const world: World = {
      guest: {
        vmid,
        type: 'lxc',
        name: `guest-${vmid}`,
        node: 'alpha',
        macs: [`02:00:00:00:${String(vmid % 100).padStart(2, '0')}:01`],
        digest: this.digest(),
        status: 'stopped',
        template: false,
        tags: [],
        protection: false,
        disks: { rootfs: 8 * GIB },
        vlans: { net0: 0 },
        bridges: { net0: 'vmbr0' },
        ...more,
      },
      lines: { net0: 'name=eth0,bridge=vmbr0,ip=dhcp' },
    };
    this.guests.set(vmid, world);
    return world;
  }

  get creates(): number {
    return this.calls.filter(call => /^POST \S+\/lxc$/.test(call)).length;
  }

  async inspectGuest(vmid: number): Promise<InspectedGuest | undefined> {
    this.checkReadable();
    const found = this.guests.get(vmid);
    return (
      found && {
        guest: structuredClone(found.guest),
        interfaceLines: { ...found.lines },
        inspectedAt: new Date().toISOString(),
      }
    );
  }

  async send(request: PlannedRequest): Promise<SentRequest> {
    const call = `${request.method} ${request.path}`;
    const at = this.faults.findIndex(({ match }) => match.test(call));
    const fault = at < 0 ? undefined : this.faults.splice(at, 1)[0].fault;
    if (fault === 'lost-before') {
      throw new ExecutorError('The connection broke', 'unknown');
    }
    this.calls.push(call);
    if (fault === 'refused') {
      throw new ExecutorError('403 Permission check failed', 'not-applied');
    }
    if (fault === 'hostile') {
      const message = `\0\ud800<script>${'x'.repeat(100_000)}`;
      throw new ExecutorError(message, 'not-applied');
    }
    const sent = this.carryOut(request, fault === 'task-fails');
    if (fault === 'lost-after') {
      throw new ExecutorError('The connection broke', 'unknown');
    }
    return sent;
  }

  async readTask(id: string, fromLine: number): Promise<ExecutorTask> {
    this.checkReadable();
    const task = this.tasks.get(id)!;
    task.reads++;
    if (task.reads < 2 && task.exit === undefined) {
      return {
        state: 'running',
        log: [`line ${fromLine}`],
        nextLine: fromLine + 1,
      };
    }
    task.exit ??= task.finish();
    return {
      state: task.exit === 'OK' ? 'succeeded' : 'failed',
      exit: task.exit,
      log: [],
      nextLine: fromLine,
    };
  }

  async findTask(
    request: PlannedRequest,
    since: string,
  ): Promise<string | undefined> {
    this.checkReadable();
    for (const [id, task] of this.tasks) {
      const isIt =
        task.request.method === request.method &&
        task.request.path === request.path &&
        task.startedAt >= Date.parse(since) - 1_000;
      if (isIt) {
        return id;
      }
    }
    return undefined;
  }

  async check(): Promise<DoctorCheck[]> {
    this.checkReadable();
    return this.checks;
  }

  private carryOut(request: PlannedRequest, fails: boolean): SentRequest {
    const { body, method, path } = request;
    const [, node] = CREATE.exec(path) ?? [];
    if (node !== undefined) {
      const vmid = Number(body.vmid);
      if (this.guests.has(vmid)) {
        throw new ExecutorError(`CT ${vmid} already exists`, 'not-applied');
      }
      this.make(node, request);
      this.made++;
      return this.task(request, () => (fails ? 'no space left' : 'OK'));
    }
    const world = this.guests.get(Number(path.split('/')[4]));
    if (!world) {
      throw new ExecutorError('no such guest', 'not-applied');
    }
    if (method === 'DELETE') {
      return this.task(request, () => {
        this.guests.delete(world.guest.vmid);
        return 'OK';
      });
    }
    if (method === 'POST') {
      return this.task(request, () => {
        world.guest.status = path.endsWith('/start') ? 'running' : 'stopped';
        return 'OK';
      });
    }
    this.write(world, request);
    return {};
  }

  private make(node: string, { body }: PlannedRequest): void {
    const vmid = Number(body.vmid);
    const world = this.has(vmid, {
      name: String(body.hostname),
      node,
      pool: String(body.pool),
      createdBy: /itops-change:(\S+)/.exec(String(body.description))?.[1],
    });
    world.lines.net0 = String(body.net0);
  }

  private write({ guest, lines }: World, { body }: PlannedRequest): void {
    const { digest, tags, disk, size } = body;
    if (digest !== undefined && digest !== guest.digest) {
      throw new ExecutorError('detected modified configuration', 'not-applied');
    }
    if (tags !== undefined) {
      guest.tags = String(tags).split(';');
    }
    if (disk !== undefined) {
      guest.disks[String(disk)] = parseInt(String(size), 10) * GIB;
    }
    if (body.net0 !== undefined) {
      lines.net0 = String(body.net0);
    }
    guest.digest = this.digest();
  }

  private task(request: PlannedRequest, finish: () => string): SentRequest {
    const id = `UPID:alpha:${this.tasks.size + 1}`;
    this.tasks.set(id, { request, finish, startedAt: Date.now(), reads: 0 });
    return { task: id };
  }

  private digest(): string {
    return `d${++this.digests}`;
  }

  private checkReadable(): void {
    if (this.unreadable) {
      throw new ConnectorError('unreachable', 'Nobody answers');
    }
  }
}
