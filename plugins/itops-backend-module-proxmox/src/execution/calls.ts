import { ExecutorError } from '@sankofa/plugin-itops-node';
import { PlannedRequest } from '@sankofa/site-model';

interface CallRule {
  method: PlannedRequest['method'];
  path: RegExp;
  /** Parameters that it may carry. */
  parameters: RegExp;
  /** Types of the task that it starts; none for what is done at once. */
  tasks: RegExp;
  /** Changes a configuration: only with the digest of the one that was looked at. */
  digest?: boolean;
}

const NONE = /^$/;
/** As names of nodes are: no path can climb through one. */
const NODE = '/nodes/([A-Za-z0-9][A-Za-z0-9-]*)';
const guest = (rest: string) =>
  new RegExp(`^${NODE}/(?:lxc|qemu)/(\\d{3,9})${rest}$`);

/**
 * Every call that there is. What is not listed is never sent, whatever a plan says: no
 * rights, storages, nodes or mounts, and no `force`, `purge` or `skiplock`.
 *
 * Source: the API schema of 9.2, and the task types in PVE::API2::LXC and PVE::API2::Qemu.
 */
const CALLS = {
  create: {
    method: 'POST',
    path: new RegExp(`^${NODE}/lxc$`),
    parameters:
      /^(?:vmid|hostname|ostemplate|pool|rootfs|cores|memory|swap|net0|unprivileged|description)$/,
    tasks: /^vzcreate$/,
  },
  configure: {
    method: 'PUT',
    path: guest('/config'),
    parameters: /^(?:tags|delete|digest|(?:net|ipconfig)\d{1,2})$/,
    tasks: NONE,
    digest: true,
  },
  resize: {
    method: 'PUT',
    path: guest('/resize'),
    parameters: /^(?:disk|size|digest)$/,
    tasks: /^resize$/,
    digest: true,
  },
  start: {
    method: 'POST',
    path: guest('/status/start'),
    parameters: NONE,
    tasks: /^(?:vzstart|qmstart|hastart)$/,
  },
  shutdown: {
    method: 'POST',
    path: guest('/status/shutdown'),
    parameters: NONE,
    tasks: /^(?:vzshutdown|qmshutdown|hashutdown|hastop)$/,
  },
  stop: {
    method: 'POST',
    path: guest('/status/stop'),
    parameters: NONE,
    tasks: /^(?:vzstop|qmstop|hastop)$/,
  },
  destroy: {
    method: 'DELETE',
    path: guest(''),
    parameters: NONE,
    tasks: /^(?:vzdestroy|qmdestroy)$/,
  },
} satisfies Record<string, CallRule>;

/** A planned request that was found on the list. */
export interface Call {
  kind: keyof typeof CALLS;
  node: string;
  vmid: number;
  request: PlannedRequest;
  tasks: RegExp;
  needsDigest: boolean;
}

function refused(request: PlannedRequest, why: string): ExecutorError {
  return new ExecutorError(
    `${request.method} ${request.path} is not sent: ${why}.`,
    'not-applied',
  );
}

/**
 * Finds a planned request on the list of the calls that there are.
 *
 * @throws ExecutorError `not-applied` for any other
 */
export function callOf(request: PlannedRequest): Call {
  const { method, path, body } = request;
  const found = Object.entries(CALLS).find(
    ([, rule]) => rule.method === method && rule.path.test(path),
  );
  if (request.executor !== 'proxmox' || !found) {
    throw refused(request, 'it is none of the calls that this executor knows');
  }
  const [kind, rule]: [string, CallRule] = found;
  const strange = Object.keys(body).find(key => !rule.parameters.test(key));
  if (strange !== undefined) {
    throw refused(request, `"${strange}" is no parameter of it`);
  }
  if (body.delete !== undefined && body.delete !== 'tags') {
    throw refused(request, 'only tags are ever taken off a configuration');
  }
  const [, node, vmid = body.vmid] = rule.path.exec(path)!;
  if (!/^\d{3,9}$/.test(String(vmid))) {
    throw refused(request, 'it names no VMID');
  }
  return {
    kind: kind as Call['kind'],
    node,
    vmid: Number(vmid),
    request,
    tasks: rule.tasks,
    needsDigest: rule.digest ?? false,
  };
}
