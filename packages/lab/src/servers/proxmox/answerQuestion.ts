import { LabNode } from '../../world';
import { Answer, notImplemented } from './Answer';
import { Question, olderThan } from './Question';
import { reachableNode } from './reachableNode';
import * as access from './answers/access';
import * as cluster from './answers/cluster';
import * as guests from './answers/guests';
import * as metrics from './answers/metrics';
import * as nodes from './answers/nodes';
import * as pools from './answers/pools';
import * as sdn from './answers/sdn';
import * as tasks from './answers/tasks';

const CLUSTER_WIDE: Record<string, (question: Question) => Answer> = {
  '/version': access.version,
  '/access/permissions': access.permissions,
  '/cluster/status': cluster.status,
  '/cluster/resources': cluster.resources,
  '/cluster/metrics/export': metrics.metricsExport,
  '/cluster/options': cluster.options,
  '/cluster/nextid': cluster.nextId,
  '/cluster/sdn/zones': sdn.zones,
  '/cluster/sdn/vnets': sdn.vnets,
  '/storage': metrics.storageConfig,
  '/nodes': nodes.nodes,
  '/pools': pools.pools,
};

const OF_NODE: Record<string, (question: Question, node: LabNode) => Answer> = {
  status: nodes.nodeStatus,
  time: nodes.nodeTime,
  rrddata: metrics.nodeArchive,
  network: nodes.nodeNetworks,
  storage: nodes.nodeStorages,
  subscription: nodes.nodeSubscription,
  tasks: tasks.taskList,
  lxc: (question, node) => nodes.nodeGuests(question, node, 'lxc'),
  qemu: (question, node) => nodes.nodeGuests(question, node, 'qemu'),
};

const OF_GUEST: Record<'lxc' | 'qemu', Record<string, guests.GuestAnswer>> = {
  lxc: {
    config: guests.configuration,
    pending: guests.pending,
    'status/current': guests.currentStatus,
    interfaces: guests.interfaces,
    rrddata: metrics.guestArchive,
  },
  qemu: {
    config: guests.configuration,
    pending: guests.pending,
    'status/current': guests.currentStatus,
    'agent/network-get-interfaces': guests.agent,
    rrddata: metrics.guestArchive,
  },
};

/** Paths of a node with something of their own in them. */
const IN_NODE: [
  RegExp,
  (question: Question, node: LabNode, id: string) => Answer,
][] = [
  [/^tasks\/([^/]+)\/status$/, tasks.taskStatus],
  [/^tasks\/([^/]+)\/log$/, tasks.taskLog],
  [/^storage\/([^/]+)\/content$/, nodes.storageContent],
];

function nodeRoute(rest: string) {
  for (const [fits, answer] of IN_NODE) {
    const id = fits.exec(rest)?.[1];
    if (id !== undefined) {
      return (question: Question, node: LabNode) =>
        answer(question, node, decodeURIComponent(id));
    }
  }
  return OF_NODE[rest];
}

function unknown({ path }: Question): Answer {
  return notImplemented('GET', path);
}

function answerNode(question: Question, name: string, rest: string): Answer {
  const guest = /^(lxc|qemu)\/([^/]+)\/(.+)$/.exec(rest);
  const type = guest?.[1] as 'lxc' | 'qemu';
  const ofGuest = guest ? OF_GUEST[type][guest[3]] : undefined;
  const ofNode = nodeRoute(rest);
  if (!ofGuest && !ofNode) {
    return unknown(question);
  }
  const found = reachableNode(question, name);
  if ('refusal' in found) {
    return found.refusal;
  }
  const { node } = found;
  if (!ofGuest) {
    return ofNode(question, node);
  }
  const wanted = { type, id: guest![2], rights: ['VM.Audit'] };
  const its = guests.findGuest(question, node, wanted);
  return 'refusal' in its ? its.refusal : ofGuest(question, node, its.guest);
}

/** The node that computes the answer: the one in the path, else the one that was asked. */
export function answeringNode({
  path,
  index,
  here,
}: Pick<Question, 'path' | 'index' | 'here'>): LabNode {
  const name = /^\/nodes\/([^/]+)\//.exec(path)?.[1];
  return (name && index.nodes.get(name)) || here;
}

function route(question: Question): Answer {
  const { path } = question;
  const clusterWide = CLUSTER_WIDE[path];
  if (clusterWide) {
    return clusterWide(question);
  }
  const ofNode = /^\/nodes\/([^/]+)\/(.+)$/.exec(path);
  if (ofNode) {
    return answerNode(question, decodeURIComponent(ofNode[1]), ofNode[2]);
  }
  const subnets = /^\/cluster\/sdn\/vnets\/([^/]+)\/subnets$/.exec(path);
  if (subnets) {
    return sdn.subnets(question, subnets[1]);
  }
  const pool = /^\/pools\/([^/]+)$/.exec(path);
  return pool ? pools.pool(question, pool[1]) : unknown(question);
}

/** Before 8.4 an error had its message in the status line only. */
function asOlderRelease(answer: Answer): Answer {
  const body = answer.body as { errors?: unknown } | undefined;
  return answer.status === 200 || !body
    ? answer
    : {
        ...answer,
        body: { data: null, ...(body.errors ? { errors: body.errors } : {}) },
      };
}

/** The answer as the release of the node that computes it words it. */
export function inDialect(question: Question, answer: Answer): Answer {
  return olderThan(answeringNode(question), '8.4')
    ? asOlderRelease(answer)
    : answer;
}

/** What Proxmox VE says to an authenticated GET. */
export function answerQuestion(question: Question): Answer {
  const answer = route(question);
  return inDialect(question, answer);
}
