import { LabGuest, LabNode } from '../../../world';
import { Answer, failed, forbidden, ok } from '../Answer';
import { Question } from '../Question';
import { invalidFields } from '../commands/fields';
import { guestFigures, nodeFigures } from '../figures';
import { guestName, tagsOf } from './guestNames';

/** `GET /cluster/status`: quorum, and where each node is. */
export function status({ access, index, here }: Question): Answer {
  if (!access.may('/', 'Sys.Audit')) {
    return forbidden('/, Sys.Audit');
  }
  const { cluster, nodes } = index.world;
  const online = nodes.filter(node => node.state === 'online').length;
  return ok([
    {
      type: 'cluster',
      id: 'cluster',
      name: cluster,
      version: nodes.length,
      nodes: nodes.length,
      quorate: online * 2 > nodes.length ? 1 : 0,
    },
    ...nodes.map(node => ({
      type: 'node',
      id: `node/${node.name}`,
      name: node.name,
      nodeid: node.nodeId,
      ip: node.address,
      local: node.name === here.name ? 1 : 0,
      online: node.state === 'online' ? 1 : 0,
      level: node.state === 'online' ? node.subscription.level ?? '' : '',
    })),
  ]);
}

function nodeLine(node: LabNode, { access, elapsedSeconds }: Question) {
  const line = { id: `node/${node.name}`, node: node.name, type: 'node' };
  if (node.state !== 'online') {
    return { ...line, status: 'offline', hastate: 'fence' };
  }
  return {
    ...line,
    status: 'online',
    level: node.subscription.level ?? '',
    hastate: 'online',
    ...(access.may(`/nodes/${node.name}`, 'Sys.Audit')
      ? {
          ...nodeFigures(node, elapsedSeconds),
          maxcpu: node.sockets * node.coresPerSocket * 2,
          maxmem: node.memoryBytes,
        }
      : {}),
  };
}

function guestLine(guest: LabGuest, { index, elapsedSeconds }: Question) {
  const line = {
    id: `${guest.type}/${guest.vmid}`,
    type: guest.type,
    vmid: guest.vmid,
    node: guest.node,
    ...(guest.pool ? { pool: guest.pool } : {}),
    ...(guest.hastate ? { hastate: guest.hastate } : {}),
  };
  if (guest.unreported || index.nodes.get(guest.node)?.state === 'offline') {
    // Nobody reported this guest yet, or for five minutes: there is not even a name.
    return { ...line, status: 'unknown' };
  }
  return {
    ...line,
    name: guestName(guest),
    status: guest.status,
    template: guest.template ? 1 : 0,
    maxcpu: guest.cores,
    ...guestFigures(guest, elapsedSeconds),
    ...tagsOf(guest),
    ...(guest.lock ? { lock: guest.lock } : {}),
  };
}

function storageLines({ access, index }: Question) {
  return index.world.nodes.flatMap(node =>
    index.world.storages
      .filter(storage => storage.nodes?.includes(node.name) ?? true)
      .filter(({ storage }) =>
        access.may(`/storage/${storage}`, 'Datastore.Audit'),
      )
      .map(storage => ({
        id: `storage/${node.name}/${storage.storage}`,
        type: 'storage',
        node: node.name,
        storage: storage.storage,
        plugintype: storage.type,
        shared: storage.shared ? 1 : 0,
        content: storage.content.join(','),
        ...(node.state === 'online' && !storage.unreachable
          ? {
              status: 'available',
              maxdisk: storage.totalBytes,
              disk: Math.round(storage.totalBytes / 3),
            }
          : { status: 'unknown' }),
      })),
  );
}

function poolLines({ access, index }: Question) {
  return index.world.pools
    .filter(({ poolid }) => access.may(`/pool/${poolid}`, 'Pool.Audit'))
    .map(({ poolid }) => ({
      id: `/pool/${poolid}`,
      type: 'pool',
      pool: poolid,
    }));
}

function networkLines({ access, index }: Question) {
  return index.world.nodes
    .filter(node => node.state === 'online')
    .flatMap(node =>
      ['localnetwork', ...index.world.zones.map(({ zone }) => zone)]
        .filter(zone => access.may(`/sdn/zones/${zone}`, 'SDN.Audit'))
        .map(zone => ({
          id: `network/${node.name}/zone/${zone}`,
          type: 'network',
          'network-type': 'zone',
          network: zone,
          node: node.name,
          status: 'ok',
        })),
    );
}

/**
 * `GET /cluster/resources`: one line for each thing the token may see. What it
 * may not see is simply missing; only the nodes are always there.
 */
export function resources(question: Question): Answer {
  const { index, access, query } = question;
  const wanted = query.get('type');
  const asked = (type: string) => !wanted || wanted === type;
  const guests = asked('vm')
    ? index.world.guests
        .filter(guest => access.mayGuest(guest, 'VM.Audit'))
        .map(guest => guestLine(guest, question))
    : [];
  return ok([
    ...(wanted ? [] : poolLines(question)),
    ...guests,
    ...(asked('node')
      ? index.world.nodes.map(node => nodeLine(node, question))
      : []),
    ...(asked('storage') ? storageLines(question) : []),
    ...(wanted ? [] : networkLines(question)),
  ]);
}

/** The numbers that are handed out. */
const FIRST_ID = 1000;
const LAST_ID = 8999;

/** `GET /cluster/options`: without Sys.Audit only the tags of what may be seen. */
export function options({ access, index }: Question): Answer {
  const tags = new Set(
    index.world.guests
      .filter(guest => access.mayGuest(guest, 'VM.Audit'))
      .flatMap(guest => guest.tags),
  );
  const allowed = { 'allowed-tags': [...tags].sort() };
  return ok(
    access.may('/', 'Sys.Audit')
      ? {
          ...allowed,
          keyboard: 'en-us',
          mac_prefix: 'BC:24:11',
          'next-id': { lower: `${FIRST_ID}`, upper: `${LAST_ID}` },
        }
      : allowed,
  );
}

/** `GET /cluster/nextid`: the first free number, or whether one is; it reserves nothing. */
export function nextId({ index, query }: Question): Answer {
  const asked = query.get('vmid');
  if (asked !== null) {
    return index.guests.has(Number(asked))
      ? invalidFields({ vmid: `VM ${asked} already exists` })
      : ok(asked);
  }
  let candidate = FIRST_ID;
  while (index.guests.has(candidate)) {
    candidate++;
  }
  return candidate > LAST_ID
    ? failed(
        500,
        `unable to get any free VMID in range [${FIRST_ID}, ${LAST_ID}]`,
      )
    : ok(`${candidate}`);
}
