import { container, machine } from './guests';
import { seededRandom } from './seededRandom';
import { LabGuest, LabNode, World } from './world';

/** @public */
export interface GeneratedWorldOptions {
  guests: number;
  /** Default 5. */
  nodes?: number;
  /** Same seed, same world. Default 1. */
  seed?: number;
  /** Share of guests that are stopped. Default 0.1. */
  stopped?: number;
  /** Share of guests that are VMs; half of those have an agent. Default 0.2. */
  machines?: number;
  /** Pairs of running guests that share an address. Default 0. */
  duplicates?: number;
}

const FIRST_VMID = 1000;

function generatedNode(index: number): LabNode {
  return {
    name: `pve-${`${index + 1}`.padStart(2, '0')}`,
    nodeId: index + 1,
    address: `10.0.0.${index + 1}`,
    state: 'online',
    version: '9.0.11',
    wiring: 'bond-lacp',
    cpuModel: 'AMD EPYC 7543 32-Core Processor',
    sockets: 2,
    coresPerSocket: 32,
    memoryBytes: 512 * 2 ** 30,
    subscription: { status: 'notfound' },
  };
}

/** `10.x.y.z`, counted upwards from 10.1.0.1 without .0 and .255 at the end. */
function generatedAddress(index: number): string {
  const inBlock = index % (256 * 254);
  return `10.${1 + Math.floor(index / (256 * 254))}.${Math.floor(
    inBlock / 254,
  )}.${1 + (inBlock % 254)}`;
}

/**
 * A world of any size for measurements: guests spread evenly over the nodes,
 * everyone with an address of its own unless duplicates are asked for.
 *
 * @public
 */
export function generateWorld(options: GeneratedWorldOptions): World {
  const {
    nodes: nodeCount = 5,
    seed = 1,
    stopped = 0.1,
    machines = 0.2,
    duplicates = 0,
  } = options;
  const random = seededRandom(seed);
  const nodes = Array.from({ length: nodeCount }, (_, i) => generatedNode(i));
  const guests = Array.from({ length: options.guests }, (_, i): LabGuest => {
    const paired = i < duplicates * 2;
    const isMachine = random() < machines;
    const isStopped = random() < stopped && !paired;
    const owner = paired && i % 2 === 1 ? i - 1 : i;
    const more = {
      status: isStopped ? 'stopped' : 'running',
      tags: [`owner-team-${i % 20}`],
      nets: [
        {
          bridge: 'vmbr0',
          tag: 100 + (i % 50),
          address: `${generatedAddress(owner)}/8`,
        },
      ],
      agent: isMachine && random() < 0.5 ? 'answers' : undefined,
    } as const;
    const make = isMachine ? machine : container;
    const name = `${isMachine ? 'vm' : 'ct'}-${`${i}`.padStart(6, '0')}`;
    return make(FIRST_VMID + i, name, nodes[i % nodeCount].name, {
      ...more,
      tags: [...more.tags],
      nets: [...more.nets],
    });
  });
  return {
    cluster: 'generated',
    domain: 'generated.example',
    nodes,
    guests,
    storages: [
      {
        storage: 'local-zfs',
        type: 'zfspool',
        shared: false,
        content: ['images', 'rootdir'],
        totalBytes: 4e12,
      },
    ],
    zones: [],
    vnets: [],
    pools: [],
  };
}
