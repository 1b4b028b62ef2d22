import {
  ADDRESSES_PASS,
  Claim,
  ConflictClass,
  Fact,
  INVENTORY_PASS,
  ScopeResult,
  SourceSnapshot,
  recordClaim,
  snapshotOfResults,
} from '@sankofa/site-model';
import { seededRandom } from '../../harness';
import {
  GeneratedGuest,
  addressOf,
  complete,
  configFact,
  generatedSite,
  guestFact,
  keyFact,
  macOf,
  rowFact,
} from '../../worlds/generatedSite';

const AT = '2027-02-01T12:00:00.000Z';
const CLASSES: readonly ConflictClass[] = [
  'guest-guest',
  'guest-stopped',
  'guest-template',
  'guest-node',
  'guest-stranger',
  'key-key',
  'row-row',
  'row-observed',
  'reservation-observed',
  'reservation-declared',
  'upstream-ownerless',
  'forward-ownerless',
];
/** Numbers of what is seeded begin here, above those of the tidy site. */
const FIRST_SEEDED = 1_000_000;
const SWITCH = '02:00:5e:00:00:01';

export interface ConflictWorld {
  snapshots: SourceSnapshot[];
  /** Our own records: reservations. */
  records: Claim[];
  /** What is wrong with it, as `<class> <subject>`. */
  truth: ReadonlySet<string>;
  /** Things that look like conflicts and are none. */
  decoys: number;
}

/** Facts that are added to, or taken from, a tidy site of one cluster. */
class WorldBuilder {
  readonly guests: GeneratedGuest[];
  readonly truth = new Set<string>();
  readonly records: Claim[] = [];
  readonly keys: Fact[] = [];
  readonly rows: Fact[] = [];
  readonly network: Fact[] = [];
  readonly proxy: Fact[] = [];
  readonly inventory: ScopeResult[];
  readonly addresses: ScopeResult[];
  decoys = 0;
  private next = FIRST_SEEDED;
  private readonly unclaimed: GeneratedGuest[];

  static create(options: { guests: number; seed: number }): WorldBuilder {
    return new WorldBuilder(options);
  }

  private constructor(options: { guests: number; seed: number }) {
    const tidy = generatedSite({
      guests: options.guests,
      keys: options.guests,
      seed: options.seed,
      tidy: true,
    });
    this.guests = tidy.guests;
    this.inventory = tidy.inventory;
    this.addresses = tidy.addresses;
    this.keys.push(...tidy.keys[0].facts);
    this.rows.push(...tidy.rows[0].facts);
    this.unclaimed = shuffled(
      tidy.guests.filter(({ running }) => running),
      seededRandom(options.seed + 1),
    );
  }

  /** A running guest that nothing else was done to. */
  guest(): GeneratedGuest {
    return this.unclaimed.pop()!;
  }

  number(): number {
    return this.next++;
  }

  /** An address that nobody has. */
  unused(): string {
    return addressOf(this.number());
  }

  addGuest(
    address: string,
    how: { status?: 'running' | 'stopped'; template?: boolean } = {},
  ): void {
    const number = this.number();
    const guest: GeneratedGuest = {
      vmid: number,
      name: `seeded-${number}`,
      node: 'node-1',
      mac: macOf(number),
      address,
      running: how.status !== 'stopped',
      declared: address,
      hasKey: false,
    };
    const fact = guestFact(guest);
    Object.assign(fact.value, how);
    this.inventory[0].facts.push(fact);
    this.inventory.push(complete(`guest:${guest.vmid}`, [configFact(guest)]));
  }

  addClient(
    mac: string,
    address: string,
    presence: 'present' | 'stale' = 'present',
  ): void {
    this.network.push({
      kind: 'client',
      key: mac,
      value: {
        mac,
        address,
        wired: true,
        switchMac: SWITCH,
        port: 1,
        presence,
      },
    });
  }

  addHost(address: string, enabled = true): number {
    const id = this.proxy.length + 1;
    this.proxy.push({
      kind: 'proxy-host',
      key: `${id}`,
      value: {
        id,
        enabled,
        serving: enabled ? 'serving' : 'disabled',
        domainNames: [`h${id}.example`],
        target: { scheme: 'http', host: address, port: 80 },
        locations: [],
        freeLocations: [],
        freeText: false,
      },
    });
    return id;
  }

  addForward(targetAddress: string, enabled = true): string {
    const number = this.number();
    const id = `forward-${number}`;
    this.network.push({
      kind: 'port-forward',
      key: id,
      value: {
        id,
        enabled,
        interface: 'wan',
        protocol: 'tcp',
        listenPorts: `${number % 60_000}`,
        targetAddress,
        targetPorts: '',
      },
    });
    return id;
  }

  reserve(address: string): void {
    this.records.push(
      recordClaim({
        address,
        lifecycle: 'reserved',
        holder: 'group:default/it-platform',
        updatedAt: AT,
      } as Parameters<typeof recordClaim>[0]),
    );
  }

  /** Nobody wrote the guest down. */
  undeclare({ vmid, address }: GeneratedGuest): void {
    take(this.rows, ({ value }) => (value as { vmid: number }).vmid === vmid);
    take(this.keys, ({ value }) =>
      (value as { addresses: string[] }).addresses.includes(address),
    );
  }

  key(name: string, address: string, aliasOf?: string): void {
    const fact = keyFact(address, this.number());
    Object.assign(fact.value, { key: name, ...(aliasOf && { aliasOf }) });
    this.keys.push({ ...fact, key: name } as Fact);
  }

  row(guest: GeneratedGuest, address: string): void {
    this.rows.push(rowFact({ ...guest, declared: address }, this.number()));
  }

  build(): ConflictWorld {
    const { decoys, records, truth } = this;
    const pass = (name: string, scopes: ScopeResult[]) => ({
      pass: name,
      result: { collectedAt: AT, scopes },
      intervalSeconds: 300,
    });
    const source = (id: string, facts: Fact[]) =>
      snapshotOfResults(
        id,
        id.split('/')[0],
        [pass(INVENTORY_PASS, [complete('source', facts)])],
        AT,
      );
    return {
      snapshots: [
        snapshotOfResults(
          'proxmox/main',
          'proxmox',
          [
            pass(INVENTORY_PASS, this.inventory),
            pass(ADDRESSES_PASS, this.addresses),
          ],
          AT,
        ),
        source('declared/ip-addresses.conf', this.keys),
        source('declared/guests.md', this.rows),
        source('unifi/core', this.network),
        source('npm/edge', [
          {
            kind: 'proxy',
            key: 'proxy',
            value: { dialect: 'npm', addresses: [], setUp: true },
          },
          ...this.proxy,
        ]),
      ],
      records,
      truth,
      decoys,
    };
  }
}

function shuffled<T>(items: T[], random: () => number): T[] {
  return items
    .map(item => ({ item, at: random() }))
    .sort((left, right) => left.at - right.at)
    .map(({ item }) => item);
}

function take(facts: Fact[], isIt: (fact: Fact) => boolean): void {
  const at = facts.findIndex(isIt);
  if (at >= 0) {
    facts.splice(at, 1);
  }
}

/** A MAC of a maker that no virtual machine has. */
function strangerMac(number: number): string {
  return macOf(number % 0xffffff).replace('bc:24:11', '00:1b:21');
}

/** Each makes one conflict and answers what it is about. */
const SEEDS: Record<ConflictClass, (world: WorldBuilder) => string> = {
  'guest-guest': world => {
    const { address } = world.guest();
    world.addGuest(address);
    return `address:${address}`;
  },
  'guest-stopped': world => {
    const { address } = world.guest();
    world.addGuest(address, { status: 'stopped' });
    return `address:${address}`;
  },
  'guest-template': world => {
    const { address } = world.guest();
    world.addGuest(address, { status: 'stopped', template: true });
    return `address:${address}`;
  },
  'guest-node': world => {
    const { address } = world.guest();
    const name = `vmbr${world.number()}`;
    world.inventory
      .find(({ scope }) => scope === 'node:node-2')!
      .facts.push({
        kind: 'node-interface',
        key: `node-2/${name}`,
        value: {
          node: 'node-2',
          name,
          type: 'bridge',
          active: true,
          addresses: [`${address}/16`],
          bridgePorts: [],
          bondSlaves: [],
          vlanAware: false,
        },
      });
    return `address:${address}`;
  },
  'guest-stranger': world => {
    const { address } = world.guest();
    world.addClient(strangerMac(world.number()), address);
    return `address:${address}`;
  },
  'key-key': world => {
    const { address } = world.guest();
    world.key(`IP_RIVAL_${world.number()}`, address);
    return `address:${address}`;
  },
  'row-row': world => {
    const guest = world.guest();
    // Of a guest that is gone, whose row nobody took out.
    world.row({ ...guest, vmid: world.number(), name: 'gone' }, guest.address);
    return `address:${guest.address}`;
  },
  'row-observed': world => {
    const guest = world.guest();
    take(
      world.rows,
      ({ value }) => (value as { vmid: number }).vmid === guest.vmid,
    );
    world.row(guest, world.unused());
    return `guest:${guest.vmid}`;
  },
  'reservation-observed': world => {
    const guest = world.guest();
    world.undeclare(guest);
    world.reserve(guest.address);
    return `address:${guest.address}`;
  },
  'reservation-declared': world => {
    const address = world.unused();
    world.key(`IP_PLANNED_${world.number()}`, address);
    world.reserve(address);
    return `address:${address}`;
  },
  'upstream-ownerless': world => `proxy-host:${world.addHost(world.unused())}`,
  'forward-ownerless': world =>
    `port-forward:${world.addForward(world.unused())}`,
};

/** Each looks like a conflict and is none. */
const DECOYS: ((world: WorldBuilder) => void)[] = [
  // A VIP is on both of its guests.
  world => {
    const vip = world.unused();
    world.key(`IP_CLUSTER_${world.number()}_VIP`, vip);
    world.addGuest(vip);
    world.addGuest(vip);
  },
  // A reference, and the same name in another order, are no second owner.
  world => {
    const { address } = world.guest();
    const number = world.number();
    world.key(`ALIAS_${number}`, address, 'IP_HOST');
    const other = world.unused();
    world.key(`IP_EXTRA_${number}`, other);
    world.key(`EXTRA_${number}_HOST`, other);
  },
  // An address inside of a guest is not on the network.
  world => {
    const { vmid, mac, address } = world.guest();
    const inside = world.addresses.find(
      ({ scope }) => scope === `guest:${vmid}`,
    )!;
    inside.facts = inside.facts.map(fact => ({
      ...fact,
      value: {
        vmid,
        via: 'container',
        interfaces: [
          { name: 'eth0', mac, addresses: [`${address}/16`] },
          {
            name: 'wg0',
            mac: '02:42:00:00:00:09',
            addresses: [`${world.guest().address}/32`],
          },
        ],
      },
    })) as Fact[];
  },
  // Whoever is master of a VRRP group answers with its shared MAC; whoever was there once is gone.
  world => {
    const group = (world.number() % 256).toString(16).padStart(2, '0');
    world.addClient(`00:00:5e:00:01:${group}`, world.guest().address);
    const mac = strangerMac(world.number());
    world.addClient(mac, world.guest().address, 'stale');
  },
  // Two rows of one guest.
  world => {
    const guest = world.guest();
    world.row(guest, guest.address);
  },
  // What is switched off sends nothing; what leads to a guest has an owner.
  world => {
    world.addHost(world.unused(), false);
    world.addForward(world.unused(), false);
    world.addHost(world.guest().address);
    world.addForward(world.guest().address);
  },
  // Set aside, and not used.
  world => world.reserve(world.unused()),
];

/**
 * A tidy site with as many conflicts of every class as asked for, and as many
 * decoys of every kind. The same options give the same world.
 */
export function conflictWorld(options: {
  guests: number;
  ofEach: number;
  seed: number;
}): ConflictWorld {
  const world = WorldBuilder.create(options);
  for (let round = 0; round < options.ofEach; round++) {
    for (const name of CLASSES) {
      world.truth.add(`${name} ${SEEDS[name](world)}`);
    }
    for (const decoy of DECOYS) {
      decoy(world);
      world.decoys++;
    }
  }
  return world.build();
}
