import {
  LoggerService,
  createExtensionPoint,
} from '@backstage/backend-plugin-api';
import { ObservedGuest, PlannedRequest } from '@sankofa/site-model';
import { DoctorCheck } from '../collector';

/** @public */
export interface ExecutorContext {
  /** Aborts at a deadline or at shutdown; every wait must heed it. */
  signal: AbortSignal;
  logger: LoggerService;
}

/**
 * A guest as one look at the source itself found it, a moment ago. Plans and the check
 * before the first call rest on this, never on what was collected some time ago.
 * @public
 */
export interface InspectedGuest {
  guest: ObservedGuest;
  /**
   * `net0` … as the configuration says it, whole. One that another value waits for is
   * left out: to write it now would silently drop what waits.
   */
  interfaceLines: Readonly<Record<string, string>>;
  /** Settings that get another value at the next start of the guest, sorted. Absent: not read. */
  pendingKeys?: readonly string[];
  /** When the look began, ISO-8601 UTC. */
  inspectedAt: string;
}

/** @public */
export interface SentRequest {
  /** What the source follows the work by, such as a UPID. Absent: it was done at once. */
  task?: string;
}

/** @public */
export interface ExecutorTask {
  state: 'running' | 'succeeded' | 'failed';
  /** What the source said at its end, such as `OK`, `unable to create CT 9001 - …`. */
  exit?: string;
  /** Lines of its log from the one that was asked for. */
  log: string[];
  /** The line to ask from next. */
  nextLine: number;
}

/**
 * Sends the calls of approved changes to one source: the only part that may write there.
 * It decides nothing; which calls are sent stands in the plan that was approved.
 * @public
 */
export interface Executor {
  /** The source that is written to: `proxmox/pve-main`. */
  sourceId: string;
  /** {@link @sankofa/site-model#PlannedRequest.executor} that it takes: `proxmox`. */
  name: string;
  /** For people: "Proxmox pve-main". */
  title: string;
  /** How long one task may take before somebody has to look. Absent: as whoever waits decides. */
  taskTimeoutMs?: number;
  /**
   * @returns undefined only where the source said for certain that there is no such guest
   * @throws ConnectorError when it cannot be read, or not in full
   */
  inspectGuest(
    vmid: number,
    context: ExecutorContext,
  ): Promise<InspectedGuest | undefined>;
  /**
   * Sends one call, once. It is never repeated here: whoever calls looks first at what
   * became of it.
   *
   * @throws ExecutorError, which says whether the source can have acted on it
   */
  send(request: PlannedRequest, context: ExecutorContext): Promise<SentRequest>;
  /**
   * How far a task is.
   *
   * @param fromLine - first line of the log that is wanted, from 0
   * @throws ConnectorError when it cannot be read; that says nothing about the task
   */
  readTask(
    task: string,
    fromLine: number,
    context: ExecutorContext,
  ): Promise<ExecutorTask>;
  /**
   * The task that a call started whose answer never arrived. Also a call that starts no task
   * can have been applied: then only {@link Executor.inspectGuest} tells.
   *
   * @param since - when the call was sent, ISO-8601 UTC; nothing that began before counts
   * @returns undefined where the source shows that there is none, and none can still come
   * @throws ConnectorError when nobody can say, or not yet: ask again a little later
   */
  findTask(
    request: PlannedRequest,
    since: string,
    context: ExecutorContext,
  ): Promise<string | undefined>;
  /**
   * Whether it may write at all: a credential with more rights than the changes need is
   * a failure, one with fewer a warning.
   */
  check(context: ExecutorContext): Promise<DoctorCheck[]>;
}

/**
 * A call that did not end with an answer of success.
 * @public
 */
export class ExecutorError extends Error {
  readonly name = 'ExecutorError';

  constructor(
    message: string,
    /**
     * `not-applied`: the source refused it, or was never reached. `unknown`: it may have
     * acted on the call, and only a look can say.
     */
    readonly outcome: 'not-applied' | 'unknown',
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** @public */
export interface ItopsExecutorsExtensionPoint {
  /** @throws Error when an executor for this source is already there. */
  addExecutor(...executors: Executor[]): void;
}

/**
 * Where connectors add what may write to their source.
 * @public
 */
export const itopsExecutorsExtensionPoint =
  createExtensionPoint<ItopsExecutorsExtensionPoint>({ id: 'itops.executors' });
