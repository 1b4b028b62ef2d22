import {
  ADDRESSES_PASS,
  Fact,
  INVENTORY_PASS,
  SourceSnapshot,
  snapshotOfResults,
} from '@sankofa/site-model';
import { seededRandom } from '../harness';
import {
  GeneratedGuest,
  NODES,
  complete,
  generatedSite,
  macOf,
} from './generatedSite';

/** The moment of every reading. */
export const AT = '2027-02-01T12:00:00.000Z';
const CLIENTS_PER_SWITCH = 500;
const ACCESS_PORTS = 47;
const UPLINK = 48;
/** MACs of nodes and of the crowd are numbered from here, above those of guests. */
const FIRST_OTHER = 4_000_000;

export interface EdgeSiteOptions {
  guests: number;
  /** Host names, each a proxy host of its own that leads to a guest. */
  hosts: number;
  /** Learned on switch ports: those of running guests, of nodes, and of a crowd. */
  macs: number;
  /** Default 9. */
  seed?: number;
}

/** What a host name is known to lead to. */
export interface KnownEnd {
  hostname: string;
  address: string;
  /** `guest:<vmid>` of everybody with the address, in order. */
  guests: string[];
  /** `port:<switch>/<port>` behind which they are, in order, each once. */
  ports: string[];
  /** How many of them run, so that their MACs are learned. */
  learned: number;
}

export interface EdgeSite {
  snapshots: SourceSnapshot[];
  /** By host name. */
  ends: KnownEnd[];
  /** Every learned MAC, in the order of the controller. */
  macs: string[];
  /** Of the guests behind the host names, one for each name, learned or not. */
  guestMacs: string[];
}

function switchMacOf(index: number): string {
  return macOf(FIRST_OTHER - 1 - index).replace('bc:24:11', '02:00:5e');
}

function switchFacts(index: number): Fact[] {
  const mac = switchMacOf(index);
  return [
    {
      kind: 'switch',
      key: mac,
      value: {
        mac,
        name: `switch-${index}`,
        kind: 'switch',
        state: 'connected',
        wans: [],
      },
    },
    ...Array.from(
      { length: UPLINK },
      (_, at): Fact => ({
        kind: 'switch-port',
        key: `${mac}/${at + 1}`,
        value: {
          switchMac: mac,
          port: at + 1,
          up: true,
          enabled: true,
          isUplink: at + 1 === UPLINK,
          poe: 'none',
          taggedVlans: 'all',
          lldp: [],
        },
      }),
    ),
  ];
}

function clientFact(
  mac: string,
  address: string,
  place: { switch: number; port: number },
): Fact {
  return {
    kind: 'client',
    key: mac,
    value: {
      mac,
      address,
      wired: true,
      switchMac: switchMacOf(place.switch),
      port: place.port,
      presence: 'present',
    },
  };
}

/** Node `node-3` is behind port 3 of the first switch. */
function nodePort(node: string): number {
  return Number(node.slice('node-'.length));
}

/** An address that the network hands out: from 10.128.0.1 upwards. */
function leaseOf(index: number): string {
  const block = Math.floor(index / 254);
  return `10.${128 + Math.floor(block / 256)}.${block % 256}.${
    1 + (index % 254)
  }`;
}

function clientFacts(
  guests: GeneratedGuest[],
  { macs, switches }: { macs: number; switches: number },
  random: () => number,
): Fact[] {
  const own = [
    ...Array.from({ length: NODES }, (_, index) =>
      clientFact(macOf(FIRST_OTHER + index), `10.255.255.${index + 1}`, {
        switch: 0,
        port: index + 1,
      }),
    ),
    ...guests
      .filter(({ running }) => running)
      .map(({ mac, address, node }) =>
        clientFact(mac, address, { switch: 0, port: nodePort(node) }),
      ),
  ];
  const crowd = Array.from(
    { length: Math.max(0, macs - own.length) },
    (_, index) =>
      clientFact(macOf(FIRST_OTHER + NODES + index), leaseOf(index), {
        switch: 1 + Math.floor(random() * (switches - 1)),
        port: 1 + Math.floor(random() * ACCESS_PORTS),
      }),
  );
  return [...own, ...crowd];
}

function hostFact({ hostname, address }: KnownEnd, index: number): Fact {
  return {
    kind: 'proxy-host',
    key: `${index + 1}`,
    locator: `/nginx/proxy-hosts/${index + 1}`,
    value: {
      id: index + 1,
      enabled: true,
      serving: 'serving',
      domainNames: [hostname],
      target: { scheme: 'http', host: address, port: 8080 },
      locations: [],
      freeLocations: [],
      freeText: false,
    },
  };
}

function sortedOnce(values: string[]): string[] {
  return [...new Set(values)].sort();
}

/** Twice as many guests as host names and ten MACs for each, as P9 and P16 have them. */
export function edgeSiteOf(guests: number): EdgeSite {
  return edgeSite({ guests, hosts: guests / 2, macs: guests * 10 });
}

/**
 * Host names that lead over addresses, guests and nodes to switch ports with
 * learned MACs, and what each of them is known to lead to. Some addresses have
 * two guests, some guests are stopped. The same options give the same site.
 */
export function edgeSite(options: EdgeSiteOptions): EdgeSite {
  const random = seededRandom(options.seed ?? 9);
  const { inventory, addresses, guests } = generatedSite({
    guests: options.guests,
    keys: 0,
  });
  const switches = 2 + Math.ceil(options.macs / CLIENTS_PER_SWITCH);
  const clients = clientFacts(guests, { macs: options.macs, switches }, random);
  const byAddress = new Map<string, GeneratedGuest[]>();
  for (const guest of guests) {
    const others = byAddress.get(guest.address) ?? [];
    byAddress.set(guest.address, [...others, guest]);
  }
  const chosen = Array.from(
    { length: options.hosts },
    () => guests[Math.floor(random() * guests.length)],
  );
  const ends = chosen.map(({ address }, index): KnownEnd => {
    const owners = byAddress.get(address)!;
    return {
      hostname: `h${String(index).padStart(7, '0')}.example`,
      address,
      guests: sortedOnce(owners.map(({ vmid }) => `guest:${vmid}`)),
      ports: sortedOnce(
        owners.map(({ node }) => `port:switch-0/${nodePort(node)}`),
      ),
      learned: owners.filter(({ running }) => running).length,
    };
  });
  const snapshot = (sourceId: string, facts: Fact[]) =>
    snapshotOfResults(
      sourceId,
      sourceId.slice(0, sourceId.indexOf('/')),
      [
        {
          pass: INVENTORY_PASS,
          result: { collectedAt: AT, scopes: [complete('source', facts)] },
          intervalSeconds: 300,
        },
      ],
      AT,
    );
  const pass = (name: string, scopes: typeof inventory) => ({
    pass: name,
    result: { collectedAt: AT, scopes },
    intervalSeconds: 300,
  });
  return {
    snapshots: [
      snapshotOfResults(
        'proxmox/main',
        'proxmox',
        [pass(INVENTORY_PASS, inventory), pass(ADDRESSES_PASS, addresses)],
        AT,
      ),
      snapshot('unifi/core', [
        {
          kind: 'network',
          key: 'lan',
          value: {
            id: 'lan',
            name: 'lan',
            cidr: '10.255.255.254/8',
            gateway: '10.255.255.254',
            dhcp: { start: '10.128.0.1', stop: '10.254.255.254' },
          },
        },
        ...Array.from({ length: switches }, (_, index) =>
          switchFacts(index),
        ).flat(),
        ...clients,
      ]),
      snapshot('npm/edge', [
        {
          kind: 'proxy',
          key: 'proxy',
          value: { dialect: 'npm', addresses: ['10.255.254.1'], setUp: true },
        },
        ...ends.map(hostFact),
      ]),
    ],
    ends,
    macs: clients.map(({ key }) => key),
    guestMacs: chosen.map(({ mac }) => mac),
  };
}
