import { ConsoleBuilder, SWITCH } from '../../__testUtils__/edgeBuilder';
import { AT, SnapshotBuilder, siteOf } from '../../__testUtils__/siteBuilder';
import { Site } from '../../site';
import { buildCapacity } from '../buildCapacity';
import { Capacity, CapacityPolicy } from '../capacity';
import { PlacementRequest } from '../placement';
import { summarizeSeries } from '../summarizeSeries';

export const GIB = 1024 ** 3;
export const SOURCE = 'proxmox/pve-main';
const TO = Date.parse(AT) / 1000;
export const WINDOW = { from: TO - 7 * 86_400, to: TO };

export const POLICY: CapacityPolicy = {
  cpuOvercommit: 2,
  memoryOvercommit: 1,
  memoryReserve: 0.1,
  storageReserve: 0.1,
};

/** A node in the words of a test; its VLANs are those its switch port carries. */
export interface NodeSketch {
  name: string;
  cores: number;
  memoryGib: number;
  status?: 'online' | 'offline';
  lifecycle?: 'active' | 'retiring';
  vlans?: number[];
  /** Sockets its key is for; of two it has. */
  coveredSockets?: number;
  storage?: {
    type: string;
    usedGib: number;
    totalGib: number;
    /** Disks of guests where left out. */
    content?: string[];
  };
}

export interface GuestSketch {
  vmid: number;
  node: string;
  cores: number;
  memoryGib: number;
  tags?: string[];
  tag?: number;
  template?: boolean;
  status?: 'running' | 'stopped';
}

export interface ClusterSketch {
  nodes: NodeSketch[];
  guests: GuestSketch[];
  requests: (PlacementRequest & { id: string })[];
}

function clusterOf({ nodes, guests }: ClusterSketch): SnapshotBuilder {
  const builder = SnapshotBuilder.cluster();
  for (const node of nodes) {
    const { name, status = 'online', storage } = node;
    const scope = `node:${name}`;
    builder.node(name, { status }).nodeInterface(name, 'vmbr0', {
      bridgePorts: ['eno1'],
      vlanAware: true,
    });
    if (status === 'offline') {
      builder.unread(scope, 'node-offline');
    }
    builder.subscription(name, {
      status: node.coveredSockets === undefined ? 'notfound' : 'active',
      ...(node.coveredSockets !== undefined && {
        sockets: node.coveredSockets,
      }),
    });
    builder.fact(
      {
        kind: 'node-detail',
        key: `${name}/size`,
        value: {
          node: name,
          sockets: 2,
          cores: node.cores,
          memoryBytes: node.memoryGib * GIB,
        },
      },
      scope,
    );
    if (storage) {
      builder.fact(
        {
          kind: 'storage',
          key: `${name}/local`,
          value: {
            node: name,
            storage: 'local',
            type: storage.type,
            shared: false,
            enabled: true,
            active: true,
            content: storage.content ?? ['images', 'rootdir'],
          },
        },
        scope,
      );
    }
  }
  for (const { vmid, cores, memoryGib, ...guest } of guests) {
    builder.guest(vmid, {
      milliCores: cores * 1000,
      memoryBytes: memoryGib * GIB,
      ...guest,
    });
  }
  return builder;
}

function consoleOf({ nodes }: ClusterSketch): ConsoleBuilder {
  const builder = ConsoleBuilder.create().switch(SWITCH, { name: 'core' });
  for (const vid of [11, 110, 120]) {
    builder.network(`n${vid}`, { vid });
  }
  nodes.forEach(({ name, vlans }, index) => {
    builder.port(index + 1, {
      nativeVlan: 11,
      taggedVlans: vlans ?? 'all',
      lldp: [{ chassisId: `c${index}`, systemName: name }],
    });
  });
  return builder;
}

/** The site and capacity of a sketch. */
export function capacityOf(sketch: ClusterSketch): {
  site: Site;
  capacity: Capacity;
} {
  const site = siteOf([clusterOf(sketch), consoleOf(sketch)]);
  // The subscription sketch says nothing of size: the fuller detail counts.
  for (const node of site.nodes) {
    const { cores, memoryGib } = sketch.nodes.find(
      ({ name }) => name === node.name,
    )!;
    node.detail = {
      node: node.name,
      sockets: 2,
      cores,
      memoryBytes: memoryGib * GIB,
    };
  }
  const capacity = buildCapacity(
    site,
    {
      nodes: new Map(),
      guests: new Map(),
      storages: sketch.nodes.flatMap(({ name, storage }) =>
        storage
          ? [
              {
                sourceId: SOURCE,
                node: name,
                storage: 'local',
                type: storage.type,
                shared: false,
                usedBytes: storage.usedGib * GIB,
                totalBytes: storage.totalGib * GIB,
                summary: summarizeSeries([], WINDOW),
              },
            ]
          : [],
      ),
    },
    {
      window: WINDOW,
      policy: POLICY,
      plans: sketch.nodes.map(({ name, lifecycle = 'active' }) => ({
        name,
        lifecycle,
      })),
    },
  );
  return { site, capacity };
}

/** Numbers that are the same for the same seed (mulberry32). */
export function seeded(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below;
  };
}

/** A small cluster of one seed, with guests on it and guests to be placed. */
export function generateCluster(seed: number): ClusterSketch {
  const random = seeded(seed);
  const int = (below: number) => Math.floor(random(below));
  const nodes = Array.from({ length: 3 + int(3) }, (_, index): NodeSketch => {
    const vlans = [11, 110, 120].filter(() => int(4) > 0);
    return {
      name: `n${index + 1}`,
      cores: 8 * (1 + int(3)),
      memoryGib: 32 * (1 + int(4)),
      status: index > 1 && int(6) === 0 ? 'offline' : 'online',
      lifecycle: index > 1 && int(6) === 0 ? 'retiring' : 'active',
      vlans: index === 0 ? [110, 120] : vlans,
      coveredSockets: int(3) === 0 ? undefined : 1 + int(2),
      storage: {
        type: int(2) === 0 ? 'zfspool' : 'lvmthin',
        usedGib: int(200),
        totalGib: 400 + int(400),
      },
    };
  });
  const guests = Array.from(
    { length: int(6) },
    (_, index): GuestSketch => ({
      vmid: 100 + index,
      node: nodes[int(nodes.length)].name,
      cores: 1 + int(4),
      memoryGib: 1 + int(8),
      tags: int(3) === 0 ? ['db'] : [],
    }),
  );
  const requests = Array.from({ length: 3 + int(3) }, (_, index) => {
    const isDb = int(3) === 0;
    const vlan = [undefined, 110, 120][int(3)];
    return {
      id: `new-${index}`,
      milliCores: 1000 * (1 + int(4)),
      memoryBytes: (2 + int(12)) * GIB,
      disk: { bytes: (8 + int(60)) * GIB },
      ...(vlan !== undefined && { networks: [{ vlan }] }),
      ...(isDb && { tags: ['db'], antiAffinity: { tags: ['db'] } }),
      ...(int(5) === 0 && { requireSubscription: true }),
    };
  });
  return { nodes, guests, requests };
}
