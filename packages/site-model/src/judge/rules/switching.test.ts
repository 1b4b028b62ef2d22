import {
  clusterOnSwitch,
  ConsoleBuilder,
  consoleWithNode,
  NeighboursBuilder,
  NODE_MAC,
  STRANGER,
  SWITCH,
} from '../../__testUtils__/edgeBuilder';
import {
  macOf,
  SnapshotBuilder,
  siteOf,
  verdictsOf,
} from '../../__testUtils__/siteBuilder';
import { RuleId } from '../../findings';

const { declared } = SnapshotBuilder;

function words(rule: RuleId, ...sources: SnapshotBuilder[]): string[] {
  return verdictsOf(siteOf(sources))
    .filter(verdict => verdict.rule === rule)
    .map(({ subject, severity }) => `${subject} ${severity}`);
}

describe('squatter (R10)', () => {
  const squatters = (...sources: SnapshotBuilder[]) =>
    words('squatter', ...sources);
  const at = (address: string) =>
    NeighboursBuilder.create().neighbour(address, STRANGER);
  const HIT = ['address:10.0.0.30 warning'];

  it('is a stranger that answered, or a client with a port', () => {
    expect(squatters(clusterOnSwitch(), at('10.0.0.30'))).toEqual(HIT);
    const client = (port?: number, more = {}) =>
      consoleWithNode().client(STRANGER, port, {
        address: '10.0.0.30',
        ...more,
      });
    expect(squatters(clusterOnSwitch(), client(2))).toEqual(HIT);
    expect(squatters(clusterOnSwitch(), client())).toEqual([]);
    expect(
      squatters(clusterOnSwitch(), client(2, { presence: 'stale' })),
    ).toEqual([]);
    expect(
      squatters(clusterOnSwitch(), client(undefined, { wired: false })),
    ).toEqual([]);
  });

  it.each(['seen', 'configured', 'absent'] as const)(
    'is nobody who is only %s',
    presence => {
      const neighbour = NeighboursBuilder.create().neighbour(
        '10.0.0.30',
        STRANGER,
        presence,
      );
      expect(squatters(clusterOnSwitch(), neighbour)).toEqual([]);
    },
  );

  it.each([
    [undefined, `seen by a neighbour on ${STRANGER}`],
    [
      1800,
      `seen by a neighbour on ${STRANGER}, which answered within the 30 min before`,
    ],
  ])('says how far back a proof within %s s may lie', (seconds, evidence) => {
    const site = siteOf([
      clusterOnSwitch(),
      NeighboursBuilder.create().neighbour(
        '10.0.0.30',
        STRANGER,
        'present',
        'node-a',
        seconds,
      ),
    ]);
    const verdict = verdictsOf(site).find(({ rule }) => rule === 'squatter');
    expect(verdict?.evidence.map(({ claim }) => claim)).toEqual([evidence]);
  });

  it('is nobody with a lease, a declaration, a configuration or a name', () => {
    const cluster = () => clusterOnSwitch();
    expect(squatters(cluster(), consoleWithNode(), at('10.0.0.150'))).toEqual(
      [],
    );
    for (const text of [
      declared('d').key('K', '10.0.0.30'),
      declared('d').key('K', '10.0.0.20-10.0.0.40'),
      declared('d').row(101, ['10.0.0.30']),
      declared('d').device('NAS', ['10.0.0.30']),
    ]) {
      expect(squatters(cluster(), text, at('10.0.0.30'))).toEqual([]);
    }
    expect(
      squatters(
        cluster().guest(101, { pending: ['10.0.0.30/24'] }),
        at('10.0.0.30'),
      ),
    ).toEqual([]);
    // The MACs of the node, of a switch and of a guest are no strangers.
    const known = NeighboursBuilder.create()
      .neighbour('10.0.0.1', NODE_MAC)
      .neighbour('10.0.0.31', NODE_MAC)
      .neighbour('10.0.0.32', SWITCH)
      .neighbour('10.0.0.33', macOf(101));
    expect(squatters(cluster().guest(101), consoleWithNode(), known)).toEqual(
      [],
    );
  });

  it('is nobody while clusters, files or networks are not known', () => {
    const seen = at('10.0.0.30');
    expect(squatters(clusterOnSwitch().failed(), seen)).toEqual([]);
    expect(squatters(seen)).toEqual([]);
    expect(
      squatters(clusterOnSwitch(), declared('d').failed('file-missing'), seen),
    ).toEqual([]);
    expect(
      squatters(clusterOnSwitch(), ConsoleBuilder.create().failed(), seen),
    ).toEqual([]);
    expect(squatters(clusterOnSwitch(), at('10.0.0.30').failed())).toEqual([]);
  });

  it('is no MAC that may be of a guest nobody ever read', () => {
    const unread = clusterOnSwitch()
      .guest(101, { withoutConfig: true, live: false })
      .unread('guest:101', 'node-offline');
    const guestLike = NeighboursBuilder.create().neighbour(
      '10.0.0.30',
      'bc:24:11:99:99:99',
    );
    expect(squatters(unread, guestLike)).toEqual([]);
    expect(squatters(unread, at('10.0.0.30'))).toEqual(HIT);
  });
});

describe('an address that a MAC answers for (R03)', () => {
  const MAC = macOf(101);
  const vm = () => clusterOnSwitch().guest(101, { type: 'qemu' });
  const seen = (address: string, mac = MAC) =>
    NeighboursBuilder.create().neighbour(address, mac);

  it('is an address of the guest for every rule', () => {
    const sources = [
      vm(),
      seen('10.0.0.5'),
      declared('k').key('OTHER', '10.0.0.6'),
      declared('t').row(101, ['10.0.0.7']),
    ];
    const [guest] = siteOf(sources).guests;
    expect(guest).toMatchObject({
      addresses: ['10.0.0.5'],
      interfaces: [{ id: 'net0', live: ['10.0.0.5'] }],
    });
    expect(words('address-mismatch', ...sources)).toEqual(['guest:101 error']);
    expect(words('address-undeclared', ...sources)).toEqual([
      'address:10.0.0.5 warning',
    ]);
    expect(
      words(
        'address-unused',
        vm(),
        seen('10.0.0.5'),
        declared('k').key('K', '10.0.0.5'),
      ),
    ).toEqual([]);
  });

  it('is no mismatch while whoever saw it cannot be read', () => {
    const row = declared('t').row(101, ['10.0.0.7']);
    expect(
      words('address-mismatch', vm(), seen('10.0.0.5').failed(), row),
    ).toEqual([]);
  });

  it('leaves no address unused while those who see opaque guests did not look', () => {
    const key = declared('k').key('K', '10.0.0.5');
    expect(words('address-unused', vm(), key)).toEqual([
      'address:10.0.0.5 info',
    ]);
    expect(
      words('address-unused', vm(), key, NeighboursBuilder.create().failed()),
    ).toEqual([]);
  });

  it('is a duplicate when a stranger, the node or the gateway answers for a guest', () => {
    const guest = () =>
      clusterOnSwitch().guest(101, { configured: ['10.0.0.5/24'] });
    const HIT = ['address:10.0.0.5 critical'];
    expect(
      words('duplicate-address', guest(), seen('10.0.0.5', STRANGER)),
    ).toEqual(HIT);
    const node = seen('10.0.0.5', NODE_MAC).link('eno1', { mac: NODE_MAC });
    expect(words('duplicate-address', guest(), node)).toEqual(HIT);
    const gateway = clusterOnSwitch().guest(101, {
      configured: ['10.0.0.254/24'],
    });
    expect(words('duplicate-address', gateway, consoleWithNode())).toEqual([
      'address:10.0.0.254 critical',
    ]);
    // Old news, a reading that failed and a declared VIP say nothing.
    const old = NeighboursBuilder.create().neighbour(
      '10.0.0.5',
      STRANGER,
      'seen',
    );
    expect(words('duplicate-address', guest(), old)).toEqual([]);
    expect(
      words('duplicate-address', guest(), seen('10.0.0.5', STRANGER).failed()),
    ).toEqual([]);
    expect(
      words(
        'duplicate-address',
        guest(),
        seen('10.0.0.5', STRANGER),
        declared('k').key('WEB_VIP', '10.0.0.5'),
      ),
    ).toEqual([]);
  });
});

describe('vlan-mismatch (R19)', () => {
  const mismatches = (...sources: SnapshotBuilder[]) =>
    words('vlan-mismatch', ...sources);
  const guest = (sketch = {}) =>
    clusterOnSwitch().guest(101, { configured: ['10.0.0.5/24'], ...sketch });
  const HIT = ['guest:101/net0 error'];

  it('is a tag that the port of the node does not carry', () => {
    const unifi = (taggedVlans: 'all' | number[]) =>
      ConsoleBuilder.create()
        .switch(SWITCH, { name: 'core' })
        .network('lan', { vid: 10 })
        .network('lab', { vid: 20 })
        .port(1, { nativeVlan: 10, taggedVlans })
        .client(NODE_MAC, 1, { address: '10.0.0.1' });
    expect(mismatches(guest({ tag: 20 }), unifi([]))).toEqual(HIT);
    expect(mismatches(guest({ tag: 20 }), unifi([20]))).toEqual([]);
    expect(mismatches(guest({ tag: 20 }), unifi('all'))).toEqual([]);
    expect(mismatches(guest({ tag: 10 }), unifi([]))).toEqual([]);
    // All that the controller knows is not everything.
    expect(mismatches(guest({ tag: 30 }), unifi('all'))).toEqual(HIT);
  });

  it('is an address of another VLAN than the one it lands in', () => {
    expect(mismatches(guest(), consoleWithNode())).toEqual([]);
    expect(mismatches(guest({ tag: 20 }), consoleWithNode())).toEqual(HIT);
    const native = (vlan: number) =>
      ConsoleBuilder.create()
        .switch(SWITCH, { name: 'core' })
        .network('lan', { vid: 10, cidr: '10.0.0.254/24' })
        .network('default', { vid: 1 })
        .port(1, { nativeVlan: vlan })
        .client(NODE_MAC, 1, { address: '10.0.0.1' });
    expect(mismatches(guest(), native(1))).toEqual(HIT);
    expect(mismatches(guest(), native(10))).toEqual([]);
    expect(
      mismatches(guest({ configured: ['10.9.0.5/24'] }), native(1)),
    ).toEqual([]);
  });

  it('judges SDN networks by their tag', () => {
    const onVnet = (tag: number) => guest({ bridge: 'v' }).vnet('v', { tag });
    expect(mismatches(onVnet(30), consoleWithNode())).toEqual(HIT);
    expect(mismatches(onVnet(10), consoleWithNode())).toEqual([]);
  });

  it('judges neither bridges without ports, templates, nor what is offline or unread', () => {
    const bad = { tag: 30 };
    expect(
      mismatches(guest({ ...bad, bridge: 'vmbr1' }), consoleWithNode()),
    ).toEqual([]);
    expect(
      mismatches(guest({ ...bad, template: true }), consoleWithNode()),
    ).toEqual([]);
    expect(
      mismatches(guest({ ...bad, status: 'stopped' }), consoleWithNode()),
    ).toEqual(HIT);
    expect(
      mismatches(
        guest(bad).node('node-a', { status: 'offline' }),
        consoleWithNode(),
      ),
    ).toEqual([]);
    expect(mismatches(guest(bad).failed(), consoleWithNode())).toEqual([]);
    expect(mismatches(guest(bad), consoleWithNode().failed())).toEqual([]);
    expect(mismatches(guest(bad))).toEqual([]);
  });
});

describe('port-mismatch (R15)', () => {
  const unifi = (name: string) => consoleWithNode().port(3, { name });
  const cluster = () => clusterOnSwitch().node('node-b');
  const mismatches = (console: ConsoleBuilder) =>
    words('port-mismatch', cluster(), console);
  const NODE_B = {
    chassisId: '02:00:00:00:bb:0b',
    systemName: 'node-b.example',
  };
  const labelled = (name: string) =>
    consoleWithNode().port(3, { name, lldp: [NODE_B] });

  it('is a label that begins with the name of another node than the one learned there', () => {
    expect(mismatches(labelled('node-a bond0'))).toEqual([
      'port:core/3 warning',
    ]);
    expect(mismatches(labelled('NODE-B.example'))).toEqual([]);
    expect(mismatches(labelled('Port 3'))).toEqual([]);
  });

  it('needs a node that is learned: strangers and silence prove nothing', () => {
    expect(mismatches(unifi('node-a'))).toEqual([]);
    expect(mismatches(unifi('node-a').client(STRANGER, 3))).toEqual([]);
  });
});

describe('port-unmanaged', () => {
  const two = (port: number) =>
    consoleWithNode().client(STRANGER, port).client('00:0c:29:00:00:02', port);

  it('is a port with several strangers and no hypervisor', () => {
    expect(words('port-unmanaged', clusterOnSwitch(), two(2))).toEqual([
      'port:core/2 info',
    ]);
    expect(words('port-unmanaged', clusterOnSwitch(), two(1))).toEqual([]);
    expect(words('port-unmanaged', clusterOnSwitch(), two(9))).toEqual([]);
    expect(
      words(
        'port-unmanaged',
        clusterOnSwitch(),
        consoleWithNode().client(STRANGER, 2),
      ),
    ).toEqual([]);
  });

  it('is not judged while guests, whose MACs are no strangers, are not all known', () => {
    expect(words('port-unmanaged', clusterOnSwitch().failed(), two(2))).toEqual(
      [],
    );
    expect(words('port-unmanaged', two(2))).toEqual([]);
  });
});
