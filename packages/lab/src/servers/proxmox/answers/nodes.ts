import { LabGuest, LabNode } from '../../../world';
import { Answer, failed, forbidden, ok } from '../Answer';
import { Question } from '../Question';
import { guestFigures, nodeFigures } from '../figures';
import { guestName, tagsOf } from './guestNames';
import { nodeNetwork } from './nodeNetwork';

/** `GET /nodes`: every token sees every node, and the fingerprint of its certificate. */
export function nodes({
  access,
  index,
  elapsedSeconds,
  fingerprint,
}: Question): Answer {
  return ok(
    index.world.nodes.map(node => {
      const line = {
        id: `node/${node.name}`,
        node: node.name,
        type: 'node',
        ssl_fingerprint: fingerprint(node.name),
      };
      if (node.state !== 'online') {
        return { ...line, status: 'offline' };
      }
      return {
        ...line,
        status: 'online',
        level: node.subscription.level ?? '',
        ...(access.may(`/nodes/${node.name}`, 'Sys.Audit')
          ? {
              ...nodeFigures(node, elapsedSeconds),
              maxcpu: node.sockets * node.coresPerSocket * 2,
              maxmem: node.memoryBytes,
            }
          : {}),
      };
    }),
  );
}

/** `GET /nodes/{node}/time`: the clock that its tasks are named by. */
export function nodeTime({ access, now }: Question, node: LabNode): Answer {
  const time = Math.floor(now);
  return access.may(`/nodes/${node.name}`, 'Sys.Audit')
    ? ok({ time, localtime: time, timezone: 'UTC' })
    : forbidden(`/nodes/${node.name}, Sys.Audit`);
}

/** `GET /nodes/{node}/status`. */
export function nodeStatus(
  { access, elapsedSeconds }: Question,
  node: LabNode,
): Answer {
  if (!access.may(`/nodes/${node.name}`, 'Sys.Audit')) {
    return forbidden(`/nodes/${node.name}, Sys.Audit`);
  }
  const { cpu, mem, uptime, disk, maxdisk } = nodeFigures(node, elapsedSeconds);
  const cores = node.sockets * node.coresPerSocket;
  return ok({
    pveversion: `pve-manager/${node.version}/5f3b9a1c`,
    kversion: 'Linux 6.14.11-4-pve #1 SMP PREEMPT_DYNAMIC PMX 6.14.11-4',
    'current-kernel': {
      sysname: 'Linux',
      release: '6.14.11-4-pve',
      version: '#1 SMP PREEMPT_DYNAMIC PMX 6.14.11-4',
      machine: 'x86_64',
    },
    'boot-info': { mode: 'efi', secureboot: 0 },
    uptime,
    cpu,
    wait: cpu / 100,
    idle: 0,
    loadavg: [cpu * 4, cpu * 3, cpu * 2].map(load => load.toFixed(2)),
    cpuinfo: {
      model: node.cpuModel,
      vendor: node.cpuModel.startsWith('AMD') ? 'AuthenticAMD' : 'GenuineIntel',
      sockets: node.sockets,
      cores,
      cpus: cores * 2,
      mhz: '2394.454',
      hvm: '1',
      family: '6',
      user_hz: 100,
      flags: 'fpu vme de pse tsc msr vmx aes avx2',
    },
    memory: {
      total: node.memoryBytes,
      used: mem,
      free: node.memoryBytes - mem,
      available: node.memoryBytes - mem,
    },
    swap: { total: 8_589_930_496, used: 0, free: 8_589_930_496 },
    rootfs: {
      total: maxdisk,
      used: disk,
      free: maxdisk - disk,
      avail: maxdisk - disk,
    },
    ksm: { shared: 0 },
  });
}

/** `GET /nodes/{node}/network`: without SDN rights the bridges vanish, the cards stay. */
export function nodeNetworks({ access }: Question, node: LabNode): Answer {
  return ok(
    nodeNetwork(node).filter(
      ({ iface, type }) =>
        !['bridge', 'OVSBridge'].includes(type) ||
        access.may(`/sdn/zones/localnetwork/${iface}`, 'SDN.Audit', 'SDN.Use'),
    ),
  );
}

/** `GET /nodes/{node}/storage`. */
export function nodeStorages(
  { access, index }: Question,
  node: LabNode,
): Answer {
  return ok(
    index.world.storages
      .filter(storage => storage.nodes?.includes(node.name) ?? true)
      .filter(({ storage }) =>
        access.may(`/storage/${storage}`, 'Datastore.Audit'),
      )
      .map(storage => {
        const used = storage.unreachable
          ? 0
          : Math.round(storage.totalBytes / 3);
        const total = storage.unreachable ? 0 : Math.round(storage.totalBytes);
        return {
          storage: storage.storage,
          type: storage.type,
          content: storage.content.join(','),
          enabled: 1,
          active: storage.unreachable ? 0 : 1,
          shared: storage.shared ? 1 : 0,
          total,
          used,
          avail: total - used,
          used_fraction: total ? used / total : 0,
        };
      }),
  );
}

/** `GET /nodes/{node}/storage/{storage}/content`: of what lies there, only the templates. */
export function storageContent(
  { access, index, query }: Question,
  node: LabNode,
  id: string,
): Answer {
  if (
    !access.may(`/storage/${id}`, 'Datastore.Audit', 'Datastore.AllocateSpace')
  ) {
    return forbidden(`/storage/${id}, Datastore.Audit|Datastore.AllocateSpace`);
  }
  const found = index.world.storages.find(({ storage }) => storage === id);
  if (!found || !(found.nodes?.includes(node.name) ?? true)) {
    return failed(500, `storage '${id}' does not exist`);
  }
  const wanted = query.get('content') ?? 'vztmpl';
  const templates = wanted === 'vztmpl' ? found.templates ?? [] : [];
  return ok(
    templates.map(volid => ({
      volid,
      content: 'vztmpl',
      format: volid.replace(/.*\.tar\.(\w+)$/, 't$1'),
      size: 126_515_062,
      ctime: 1_756_000_000,
    })),
  );
}

const PROXMOX_SHOP =
  'https://www.proxmox.com/en/proxmox-virtual-environment/pricing';

/** `GET /nodes/{node}/subscription`: without Sys.Audit only the verdict. */
export function nodeSubscription({ access }: Question, node: LabNode): Answer {
  const { subscription } = node;
  const verdict = {
    status: subscription.status,
    url: PROXMOX_SHOP,
    ...(subscription.status === 'notfound'
      ? { message: 'There is no subscription key' }
      : {}),
    ...(subscription.status === 'invalid'
      ? { message: 'Wrong number of sockets' }
      : {}),
  };
  if (
    subscription.status === 'notfound' ||
    !access.may(`/nodes/${node.name}`, 'Sys.Audit')
  ) {
    return ok(verdict);
  }
  return ok({
    ...verdict,
    key: subscription.key,
    level: subscription.level,
    productname: subscription.productName,
    nextduedate: subscription.nextDueDate,
    regdate: '2025-06-30 00:00:00',
    serverid: `${node.nodeId}`.repeat(32),
    sockets: node.sockets,
    checktime: 1_760_000_000,
  });
}

function listLine(guest: LabGuest, elapsedSeconds: number) {
  const { maxmem, ...figures } = guestFigures(guest, elapsedSeconds);
  return {
    vmid: guest.vmid,
    name: guestName(guest),
    status: guest.status,
    ...(guest.type === 'lxc' ? { type: 'lxc', swap: 0, maxswap: 2 ** 29 } : {}),
    ...(guest.template ? { template: 1 } : {}),
    ...(guest.status === 'running' ? { pid: 10_000 + guest.vmid } : {}),
    cpus: guest.cores,
    maxmem,
    ...figures,
    ...tagsOf(guest),
    ...(guest.lock ? { lock: guest.lock } : {}),
  };
}

/** `GET /nodes/{node}/lxc` and `/qemu`. */
export function nodeGuests(
  { access, index, elapsedSeconds }: Question,
  node: LabNode,
  type: LabGuest['type'],
): Answer {
  return ok(
    (index.guestsOfNode.get(node.name) ?? [])
      .filter(guest => guest.type === type)
      .filter(guest => access.mayGuest(guest, 'VM.Audit'))
      .map(guest => listLine(guest, elapsedSeconds)),
  );
}

/** Asked for by name only: what is not in the list of members cannot be looked up. */
export function unknownNode(name: string): Answer {
  const why = `hostname lookup '${name}' failed - failed to get address info for: ${name}: Name or service not known`;
  return {
    status: 500,
    reason: why,
    body: { data: null, message: `${why}\n` },
  };
}
