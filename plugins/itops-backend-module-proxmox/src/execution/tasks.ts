import { ConnectorError, ExecutorTask } from '@sankofa/plugin-itops-node';
import { ProxmoxApi } from '../clients/ProxmoxApi';
import { parse } from '../clients/parse';
import {
  nodeTimeSchema,
  taskLogSchema,
  taskStatusSchema,
  tasksSchema,
} from '../clients/schemas';
import { Call } from './calls';
import { Upid, parseUpid } from './upid';

type Options = { signal: AbortSignal };

const LOG_PAGE = 500;
/** More is left for the next reading. */
const LOG_PAGES = 10;
/** What an empty log is said to hold; source: `PVE::Tools::dump_logfile`. */
const NO_LINES = 'no content';

/** The most tasks of one guest that are looked through. */
const MAX_TASKS = 500;
/** Clocks are compared by whole seconds, and the answer was under way for a moment. */
const SLACK_SECONDS = 5;
/** So long the member that was asked waits for another one; source: `PVE::APIServer::AnyEvent`. */
const PROXY_MS = 30_000;

/** The task as part of a path: the user of a token has an `!` in it. */
function taskPath(upid: string, node: string): string {
  return `/nodes/${node}/tasks/${encodeURIComponent(upid)}`;
}

async function readLog(
  api: ProxmoxApi,
  path: string,
  options: Options & { node: string; fromLine: number },
): Promise<string[]> {
  const { fromLine, ...request } = options;
  const lines: string[] = [];
  for (let page = 0; page < LOG_PAGES; page++) {
    const start = fromLine + lines.length;
    const where = `${path}/log?start=${start}&limit=${LOG_PAGE}`;
    const rows = parse(taskLogSchema, await api.get(where, request), where);
    if (start === 0 && rows.length === 1 && rows[0].t === NO_LINES) {
      break;
    }
    lines.push(...rows.map(({ t }) => t));
    if (rows.length < LOG_PAGE) {
      break;
    }
  }
  return lines;
}

/**
 * How far a task is. The log is read after the status, so that it is whole once the task is over.
 *
 * @throws ConnectorError
 */
export async function readTask(
  api: ProxmoxApi,
  upid: string,
  fromLine: number,
  { signal }: Options,
): Promise<ExecutorTask> {
  const parsed = parseUpid(upid);
  if (!parsed) {
    throw new ConnectorError('invalid-answer', 'This is no task of Proxmox.');
  }
  const { node } = parsed;
  const path = taskPath(upid, node);
  const where = `${path}/status`;
  const { status, exitstatus } = parse(
    taskStatusSchema,
    await api.get(where, { signal, node }),
    where,
  );
  if (status === 'stopped' && exitstatus === undefined) {
    throw new ConnectorError(
      'invalid-answer',
      `Proxmox says that ${parsed.type} ${parsed.id} on ${node} is over, but not how it ended.`,
    );
  }
  const log = await readLog(api, path, { signal, node, fromLine });
  const isGood = /^(?:OK|WARNINGS: \d+)$/.test(exitstatus ?? '');
  const ended = isGood ? 'succeeded' : 'failed';
  return {
    state: status === 'running' ? 'running' : ended,
    ...(status === 'stopped' && { exit: exitstatus }),
    log,
    nextLine: fromLine + log.length,
  };
}

/** The first that began at `since` or later, else the last of the seconds before. */
function nearest<T extends Upid>(tasks: T[], since: number): T | undefined {
  const sorted = [...tasks].sort((a, b) => a.startedAt - b.startedAt);
  return sorted.find(task => task.startedAt >= since) ?? sorted.at(-1);
}

/**
 * The task that a call of ours started and whose name never arrived: known by its guest, its
 * type, our own token and the time. The time is that of the node, whose clock may be another one than ours.
 *
 * @param since - when the call was sent, by our clock, milliseconds since the epoch
 * @returns undefined when there is none, and none can still come
 * @throws ConnectorError
 */
export async function findTask(
  apis: {
    /** May ask a node for its time. */
    collecting: ProxmoxApi;
    /** Sees its own tasks without any privilege. */
    provisioning: ProxmoxApi;
  },
  call: Call,
  since: number,
  { signal }: Options,
): Promise<string | undefined> {
  const { collecting, provisioning } = apis;
  const request = { signal, node: call.node };
  const timePath = `/nodes/${call.node}/time`;
  const askedAt = Date.now();
  const { time } = parse(
    nodeTimeSchema,
    await collecting.get(timePath, request),
    timePath,
  );
  const sinceThere = Math.floor(time + (since - askedAt) / 1000);
  const first = sinceThere - SLACK_SECONDS;
  const path = `/nodes/${call.node}/tasks?source=all&vmid=${call.vmid}&since=${first}&limit=${MAX_TASKS}`;
  const rows = parse(tasksSchema, await provisioning.get(path, request), path);
  const ours = rows.flatMap(({ upid }) => {
    const task = parseUpid(upid);
    return task &&
      task.id === String(call.vmid) &&
      task.user === provisioning.tokenId &&
      task.startedAt >= first &&
      call.tasks.test(task.type)
      ? [{ ...task, upid }]
      : [];
  });
  const found = nearest(ours, sinceThere);
  if (found) {
    return found.upid;
  }
  if (askedAt - since < PROXY_MS) {
    throw new ConnectorError(
      'timeout',
      `${call.node} has no task for ${call.request.method} ${
        call.request.path
      } yet; the call can still be under way for ${PROXY_MS / 1000} s.`,
    );
  }
  return undefined;
}
