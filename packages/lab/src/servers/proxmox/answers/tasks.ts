import { LabNode } from '../../../world';
import { AccessControl } from '../AccessControl';
import { Answer, forbidden, ok } from '../Answer';
import { Question } from '../Question';
import { invalidFields } from '../commands/fields';
import { LabTask } from '../tasks/TaskBoard';
import { parseUpid } from '../tasks/upid';

/** `user@realm!token` in two, as the API shows it. */
function whose({ user }: { user: string }) {
  const [name, tokenid] = user.split('!');
  return { user: name, ...(tokenid && { tokenid }) };
}

/** A token sees its own tasks; who may audit the node, all of them. */
function maySee(access: AccessControl, node: string, task: { user: string }) {
  return (
    task.user === access.token.id || access.may(`/nodes/${node}`, 'Sys.Audit')
  );
}

function listed({
  upid,
  node,
  pid,
  pstart,
  starttime,
  type,
  id,
  ...task
}: LabTask) {
  const done = task.exit !== undefined;
  return {
    upid,
    node,
    pid,
    pstart,
    starttime,
    type,
    id,
    ...whose(task),
    ...(done && { endtime: task.endtime ?? starttime, status: task.exit }),
  };
}

function filtered(tasks: LabTask[], query: URLSearchParams): LabTask[] {
  const has = (
    name: string,
    fits: (task: LabTask, value: string) => boolean,
  ) => {
    const value = query.get(name);
    return (task: LabTask) => value === null || fits(task, value);
  };
  const source = query.get('source') ?? 'archive';
  const filters = [
    has('vmid', ({ id }, value) => id === value),
    has('typefilter', ({ type }, value) => type === value),
    has('userfilter', ({ user }, value) =>
      user.toLowerCase().includes(value.toLowerCase()),
    ),
    has('since', ({ starttime }, value) => starttime >= Number(value)),
    has('until', ({ starttime }, value) => starttime <= Number(value)),
    has('errors', ({ exit }, value) => value !== '1' || exit !== 'OK'),
    (task: LabTask) =>
      source === 'all' || (source === 'active') === (task.exit === undefined),
  ];
  return tasks.filter(task => filters.every(fits => fits(task)));
}

function count(query: URLSearchParams, name: string, otherwise: number) {
  const value = query.get(name);
  return value === null ? otherwise : Number(value);
}

/** `GET /nodes/{node}/tasks`: those that are done, unless `source` asks for others, too. */
export function taskList(
  { access, tasks, query }: Question,
  { name }: LabNode,
): Answer {
  const seen = filtered(tasks.ofNode(name), query).filter(task =>
    maySee(access, name, task),
  );
  const start = count(query, 'start', 0);
  const limit = count(query, 'limit', 50);
  const { status, reason } = ok([]);
  return {
    status,
    reason,
    body: {
      data: seen.slice(start, start + limit).map(listed),
      total: seen.length,
    },
  };
}

function findTask(
  { access, tasks }: Question,
  { name }: LabNode,
  text: string,
): { task: LabTask } | { refusal: Answer } {
  const upid = parseUpid(text);
  if (!upid) {
    return { refusal: invalidFields({ upid: 'unable to parse worker upid' }) };
  }
  const task = tasks.find(text);
  if (!task || task.node !== name) {
    return { refusal: invalidFields({ upid: 'no such task' }) };
  }
  return maySee(access, name, upid)
    ? { task }
    : { refusal: forbidden(`/nodes/${name}, Sys.Audit`) };
}

/** `GET /nodes/{node}/tasks/{upid}/status`. */
export function taskStatus(
  question: Question,
  node: LabNode,
  text: string,
): Answer {
  const found = findTask(question, node, text);
  if ('refusal' in found) {
    return found.refusal;
  }
  const { upid, pid, pstart, starttime, type, id, exit, ...task } = found.task;
  return ok({
    upid,
    node: task.node,
    pid,
    pstart,
    starttime,
    type,
    id,
    ...whose(task),
    ...(exit === undefined
      ? { status: 'running' }
      : { status: 'stopped', exitstatus: exit }),
  });
}

/** `GET /nodes/{node}/tasks/{upid}/log`: 50 lines, unless `limit` says otherwise; 0 is all. */
export function taskLog(
  question: Question,
  node: LabNode,
  text: string,
): Answer {
  const found = findTask(question, node, text);
  if ('refusal' in found) {
    return found.refusal;
  }
  const { log } = found.task;
  const start = count(question.query, 'start', 0);
  const limit = count(question.query, 'limit', 50) || log.length;
  const lines =
    log.length === 0
      ? [{ n: 1, t: 'no content' }]
      : log.map((t, i) => ({ n: i + 1, t })).slice(start, start + limit);
  return {
    status: 200,
    reason: 'OK',
    body: { data: lines, total: Math.max(1, log.length) },
  };
}
