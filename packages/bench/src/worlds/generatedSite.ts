import { Fact, ScopeResult } from '@sankofa/site-model';
import { seededRandom } from '../harness';

/** How a generated site differs from a tidy one, as shares of its guests. */
export interface GeneratedSiteOptions {
  guests: number;
  /** Keys of the declared file; at least one for most guests, the rest are on no guest. */
  keys: number;
  /** Default 13. */
  seed?: number;
  /** Nothing is wrong with it. */
  tidy?: boolean;
}

/** What collectors would bring back from a site of any size. */
export interface GeneratedSite {
  inventory: ScopeResult[];
  addresses: ScopeResult[];
  keys: ScopeResult[];
  rows: ScopeResult[];
  /** What every source should be found to say. */
  guests: GeneratedGuest[];
  /** The static address of every guest, in the order of the guests. */
  guestAddresses: string[];
  /** The address of every key, in the order of the keys. */
  keyAddresses: string[];
}

/** Their names are `node-1` … , their addresses `10.255.255.1` …. */
export const NODES = 5;
const FIRST_VMID = 100_000;
/** Shares of guests: the address of another one, another address than declared, no key. */
const DUPLICATE = 0.01;
const MISMATCH = 0.02;
const UNDECLARED = 0.05;

/** A guest as the generator knows it. */
export interface GeneratedGuest {
  vmid: number;
  name: string;
  node: string;
  mac: string;
  address: string;
  running: boolean;
  declared: string;
  hasKey: boolean;
}

/** `10.x.y.z`, counted upwards without .0 and .255 at the end. */
export function addressOf(index: number): string {
  const block = Math.floor(index / 254);
  return `10.${Math.floor(block / 256)}.${block % 256}.${1 + (index % 254)}`;
}

/** A MAC of the maker that Proxmox gives its guests, by number. */
export function macOf(index: number): string {
  const tail = index.toString(16).padStart(6, '0');
  return `bc:24:11:${tail.slice(0, 2)}:${tail.slice(2, 4)}:${tail.slice(4)}`;
}

function sketches(
  { guests: count, tidy }: GeneratedSiteOptions,
  random: () => number,
): GeneratedGuest[] {
  const drift = tidy ? 0 : 1;
  return Array.from({ length: count }, (_, index) => {
    const own = addressOf(index);
    const isDuplicate = index > 0 && random() < DUPLICATE * drift;
    return {
      vmid: FIRST_VMID + index,
      name: `guest-${index}`,
      node: `node-${1 + (index % NODES)}`,
      mac: macOf(index),
      address: isDuplicate ? addressOf(index - 1) : own,
      running: random() > 0.1,
      declared: random() < MISMATCH * drift ? addressOf(count + index) : own,
      hasKey: random() > UNDECLARED * drift,
    };
  });
}

/** A scope that was read to its end. */
export function complete(scope: string, facts: Fact[]): ScopeResult {
  return { scope, completeness: 'complete', facts };
}

export function guestFact({ vmid, name, node, running }: GeneratedGuest): Fact {
  return {
    kind: 'guest',
    key: `${vmid}`,
    locator: '/cluster/resources',
    value: {
      vmid,
      type: 'lxc',
      name,
      node,
      status: running ? 'running' : 'stopped',
      template: false,
      tags: [`owner-team-${vmid % 20}`],
      milliCores: 2000,
      memoryBytes: 2 ** 31,
      diskBytes: 2 ** 33,
    },
  };
}

export function configFact({
  vmid,
  name,
  node,
  mac,
  address,
}: GeneratedGuest): Fact {
  return {
    kind: 'guest-config',
    key: `${vmid}`,
    locator: `/nodes/${node}/lxc/${vmid}/pending`,
    value: {
      vmid,
      name,
      interfaces: [
        {
          id: 'net0',
          name: 'eth0',
          mac,
          bridge: 'vmbr0',
          tag: 100 + (vmid % 50),
          trunks: [],
          linkDown: false,
          addresses: [`${address}/16`],
          dynamic: false,
        },
      ],
      agentEnabled: false,
      pendingAddresses: [],
      onBoot: true,
      protection: false,
      osType: 'debian',
    },
  };
}

function addressesFact({ vmid, node, mac, address }: GeneratedGuest): Fact {
  return {
    kind: 'guest-addresses',
    key: `${vmid}`,
    locator: `/nodes/${node}/lxc/${vmid}/interfaces`,
    value: {
      vmid,
      via: 'container',
      interfaces: [
        { name: 'eth0', mac, addresses: [`${address}/16`] },
        {
          name: 'docker0',
          mac: '02:42:00:00:00:01',
          addresses: ['172.17.0.1/16'],
        },
      ],
    },
  };
}

function nodeFacts(): Fact[] {
  const names = Array.from(
    { length: NODES },
    (_, index) => `node-${index + 1}`,
  );
  const locator = '/cluster/status';
  return [
    {
      kind: 'cluster',
      key: 'bench',
      locator,
      value: {
        name: 'bench',
        members: names.map((name, index) => ({
          name,
          address: `10.255.255.${index + 1}`,
        })),
      },
    },
    ...names.map(
      (name): Fact => ({
        kind: 'node',
        key: name,
        locator,
        value: { name, status: 'online' },
      }),
    ),
  ];
}

export function keyFact(address: string, index: number): Fact {
  const key = `IP_HOST_${index}`;
  return {
    kind: 'declared-key',
    key,
    locator: `config/ip-addresses.conf:${index + 1}`,
    value: {
      key,
      file: 'config/ip-addresses.conf',
      line: index + 1,
      value: address,
      addresses: [address],
      ranges: [],
      superseded: false,
    },
  };
}

export function rowFact(
  { vmid, name, node, declared }: GeneratedGuest,
  index: number,
): Fact {
  return {
    kind: 'declared-row',
    key: `${vmid}`,
    locator: `docs/guests.md:${index + 1}`,
    value: {
      file: 'docs/guests.md',
      line: index + 1,
      vmid,
      name,
      node,
      addresses: [declared],
      ranges: [],
      dynamic: false,
      shifted: false,
    },
  };
}

/**
 * A site of any size with a little of every drift: shared addresses, wrong and
 * missing declarations, keys on no guest. The same options give the same site.
 */
export function generatedSite(options: GeneratedSiteOptions): GeneratedSite {
  const guests = sketches(options, seededRandom(options.seed ?? 13));
  const declared = guests
    .filter(({ hasKey }) => hasKey)
    .map(guest => guest.declared);
  const unused = Array.from(
    { length: Math.max(0, options.keys - declared.length) },
    (_, index) => addressOf(2 * options.guests + index),
  );
  const keyAddresses = [...declared, ...unused].slice(0, options.keys);
  return {
    inventory: [
      complete('source', [...nodeFacts(), ...guests.map(guestFact)]),
      ...nodeFacts().map(({ key }) => complete(`node:${key}`, [])),
      ...guests.map(guest =>
        complete(`guest:${guest.vmid}`, [configFact(guest)]),
      ),
    ],
    addresses: [
      complete('source', []),
      ...guests.map(guest =>
        complete(
          `guest:${guest.vmid}`,
          guest.running ? [addressesFact(guest)] : [],
        ),
      ),
    ],
    keys: [complete('source', keyAddresses.map(keyFact))],
    rows: [complete('source', guests.map(rowFact))],
    guests,
    guestAddresses: guests.map(({ address }) => address),
    keyAddresses,
  };
}
