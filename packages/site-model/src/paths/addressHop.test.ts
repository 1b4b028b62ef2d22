import {
  clusterOnSwitch,
  ConsoleBuilder,
  consoleWithNode,
  NeighboursBuilder,
  ProxyBuilder,
  STRANGER,
  SWITCH,
} from '../__testUtils__/edgeBuilder';
import { hopsOfKind, pathOf, pathWords } from '../__testUtils__/pathWords';
import { macOf, SnapshotBuilder } from '../__testUtils__/siteBuilder';
import { Path } from './path';

const { declared } = SnapshotBuilder;
const AT_5 = { configured: ['10.0.0.5/24'] };

function pathTo(address: string, ...sources: SnapshotBuilder[]): Path {
  const proxy = ProxyBuilder.create(['10.0.0.9']).host({ to: `${address}:80` });
  return pathOf('h1.example', [...sources, proxy]);
}
/** The address hop and those behind it, without what is plugged in where. */
function wordsTo(address: string, ...sources: SnapshotBuilder[]): string[] {
  return pathWords(pathTo(address, ...sources))
    .slice(3)
    .filter(words => !/^(switch-port|patch)/.test(words));
}
const neighbours = NeighboursBuilder.create;

describe('who is behind an address (R11, R13)', () => {
  it('is a guest, also a stopped one, which does not lower the path (R17)', () => {
    expect(
      wordsTo(
        '10.0.0.5',
        clusterOnSwitch().guest(101, { ...AT_5, status: 'stopped' }),
      ),
    ).toEqual([
      'address address:10.0.0.5 80 confirmed',
      'guest guest:101 confirmed (stopped)',
      'node node:node-a confirmed',
    ]);
  });

  it('is a guest whose MAC answers there (R03)', () => {
    const guest = clusterOnSwitch().guest(101, { type: 'qemu' });
    expect(
      wordsTo(
        '10.0.0.5',
        guest,
        neighbours().neighbour('10.0.0.5', macOf(101)),
      ),
    ).toEqual([
      'address address:10.0.0.5 80 confirmed (joined-by-mac)',
      'guest guest:101 confirmed',
      'node node:node-a confirmed',
    ]);
  });

  it('is a guest whose MAC once answered there, and no more than that', () => {
    const guest = clusterOnSwitch().guest(101, { type: 'qemu' });
    const seen = neighbours().neighbour('10.0.0.5', macOf(101), 'seen');
    expect(wordsTo('10.0.0.5', guest, seen)[0]).toBe(
      'address address:10.0.0.5 80 stale (stale-sighting)',
    );
  });

  it('is every guest that has it, each a branch, and never a template', () => {
    expect(
      wordsTo(
        '10.0.0.5',
        clusterOnSwitch()
          .guest(101, AT_5)
          .guest(102, { ...AT_5, status: 'stopped' })
          .guest(103, { ...AT_5, template: true }),
      ),
    ).toEqual([
      'address address:10.0.0.5 80 conflict (several-owners)',
      '[guest:101]',
      'guest guest:101 confirmed',
      'node node:node-a confirmed',
      '[guest:102]',
      'guest guest:102 confirmed (stopped)',
      'node node:node-a confirmed',
    ]);
    expect(
      wordsTo(
        '10.0.0.5',
        clusterOnSwitch().guest(103, { ...AT_5, template: true }),
      ),
    ).toEqual(['address address:10.0.0.5 80 unknown (template-only)']);
  });

  it('is contested when a stranger answers for the address of a guest', () => {
    const guest = clusterOnSwitch().guest(101, AT_5);
    expect(
      wordsTo(
        '10.0.0.5',
        guest,
        neighbours().neighbour('10.0.0.5', STRANGER),
      )[0],
    ).toBe('address address:10.0.0.5 80 conflict (foreign-mac)');
    expect(
      wordsTo(
        '10.0.0.5',
        guest,
        neighbours().neighbour('10.0.0.5', STRANGER, 'seen'),
      )[0],
    ).toBe('address address:10.0.0.5 80 confirmed');
    // Whoever is master of a virtual router answers with the MAC all of them share.
    expect(
      wordsTo(
        '10.0.0.5',
        guest,
        neighbours().neighbour('10.0.0.5', '00:00:5e:00:01:0a'),
      )[0],
    ).toBe('address address:10.0.0.5 80 confirmed');
  });

  it('is a node, a switch or a gateway', () => {
    const skipped = (why: string) => [
      `guest - not-applicable (${why})`,
      `node - not-applicable (${why})`,
    ];
    expect(wordsTo('10.0.0.1', clusterOnSwitch(), consoleWithNode())).toEqual([
      'address address:10.0.0.1 80 confirmed',
      'guest - not-applicable (hypervisor)',
      'node node:node-a confirmed',
    ]);
    for (const address of ['10.0.0.2', '10.0.0.254']) {
      expect(wordsTo(address, clusterOnSwitch(), consoleWithNode())).toEqual([
        `address address:${address} 80 confirmed`,
        ...skipped('device'),
      ]);
    }
  });

  it.each([
    ['a device row', declared('d').device('NAS', ['10.0.0.30'])],
    ['a key', declared('d').key('IP_NAS', '10.0.0.30')],
    ['a range', declared('d').key('IP_NAS', '10.0.0.20-10.0.0.40')],
  ])('is a device by %s, as soon as somebody sees it', (_, row) => {
    const seen = neighbours().neighbour('10.0.0.30', STRANGER);
    const unseen = neighbours().neighbour('10.0.0.30', undefined, 'absent');
    expect(wordsTo('10.0.0.30', clusterOnSwitch(), row, seen)).toEqual([
      'address address:10.0.0.30 80 confirmed',
      'guest - not-applicable (device)',
      'node - not-applicable (device)',
    ]);
    expect(wordsTo('10.0.0.30', clusterOnSwitch(), row, unseen)).toEqual([
      'address address:10.0.0.30 80 unknown (no-owner)',
    ]);
  });

  it('is no device by a key while not every guest is known', () => {
    const seen = neighbours().neighbour('10.0.0.30', STRANGER);
    const key = declared('d').key('IP_NAS', '10.0.0.30');
    const unread = clusterOnSwitch().scope('source', {
      freshness: 'partial',
      reason: 'insufficient-privileges',
    });
    expect(wordsTo('10.0.0.30', unread, key, seen)).toEqual([
      'address address:10.0.0.30 80 unknown (clusters-unreadable)',
    ]);
    const device = declared('d').device('NAS', ['10.0.0.30']);
    expect(wordsTo('10.0.0.30', unread, device, seen)[0]).toBe(
      'address address:10.0.0.30 80 likely (clusters-unreadable)',
    );
  });

  it('is nobody: a squatter, somebody with a lease, or nothing at all', () => {
    const seen = neighbours()
      .neighbour('10.0.0.30', STRANGER)
      .neighbour('10.0.0.150', STRANGER);
    const sources = [clusterOnSwitch(), consoleWithNode(), seen];
    expect(wordsTo('10.0.0.30', ...sources)).toEqual([
      'address address:10.0.0.30 80 unknown (squatter)',
    ]);
    for (const address of ['10.0.0.150', '10.0.0.77']) {
      expect(wordsTo(address, ...sources)).toEqual([
        `address address:${address} 80 unknown (no-owner)`,
      ]);
    }
  });

  it('is the guest of a row only while nobody can look, and nobody ever did (R02)', () => {
    const row = declared('t').row(101, ['10.0.0.5']);
    const blocked = clusterOnSwitch()
      .guest(101, { type: 'qemu', agent: true, live: false })
      .scope(
        'guest:101',
        { freshness: 'partial', reason: 'agent-blocked' },
        'addresses',
      );
    expect(wordsTo('10.0.0.5', blocked, row).slice(0, 2)).toEqual([
      'address address:10.0.0.5 80 declared (declared-only)',
      'guest guest:101 declared (declared-row-only)',
    ]);
    const elsewhere = clusterOnSwitch().guest(101, {
      configured: ['10.0.0.6/24'],
    });
    expect(wordsTo('10.0.0.5', elsewhere, row)).toEqual([
      'address address:10.0.0.5 80 unknown (no-owner)',
    ]);
    // Not better than before when the guest can no longer be read.
    elsewhere.scope('guest:101', { freshness: 'failed', reason: 'timeout' });
    expect(wordsTo('10.0.0.5', elsewhere, row)).toEqual([
      'address address:10.0.0.5 80 unknown (no-owner)',
    ]);
  });

  it('is stale with its node offline, whatever is configured', () => {
    const offline = clusterOnSwitch()
      .node('node-b', { status: 'offline' })
      .guest(101, { ...AT_5, node: 'node-b', live: false });
    expect(wordsTo('10.0.0.5', offline)).toEqual([
      'address address:10.0.0.5 80 stale (node-offline)',
      'guest guest:101 stale (node-offline)',
      'node node:node-b stale (node-offline)',
    ]);
  });
});

describe('behind which switch port it is (R14)', () => {
  const guest = (more = {}) =>
    clusterOnSwitch().guest(101, { ...AT_5, ...more });
  const port = (unifi: ConsoleBuilder | undefined, cluster = guest()) =>
    hopsOfKind(
      pathTo('10.0.0.5', cluster, ...(unifi ? [unifi] : [])),
      'switch-port',
    )[0].replace('switch-port ', '');
  const MAC = macOf(101);

  it.each([
    [
      'fresh on the port of its node',
      () => consoleWithNode().client(MAC, 1),
      'port:core/1 confirmed',
    ],
    [
      'fresh on another access port',
      () => consoleWithNode().client(MAC, 2),
      'port:core/1 conflict (learned-elsewhere)',
    ],
    [
      'on an uplink only',
      () => consoleWithNode().client(MAC, 9),
      'port:core/1 likely (uplink-sighting-only)',
    ],
    [
      'once on another port',
      () => consoleWithNode().client(MAC, 2, { presence: 'stale' }),
      'port:core/1 likely (stale-sighting-elsewhere)',
    ],
    [
      'once on the port of its node',
      () => consoleWithNode().client(MAC, 1, { presence: 'stale' }),
      'port:core/1 likely (stale-sighting)',
    ],
    [
      'not learned',
      () => consoleWithNode(),
      'port:core/1 likely (mac-not-learned)',
    ],
    [
      'listed without a port',
      () => consoleWithNode().client(MAC),
      'port:core/1 likely (mac-not-learned)',
    ],
  ])('%s', (_, unifi, expected) => {
    expect(port(unifi())).toBe(expected);
  });

  it('is likely with a guest that does not run', () => {
    expect(port(consoleWithNode(), guest({ status: 'stopped' }))).toBe(
      'port:core/1 likely (guest-not-running)',
    );
  });

  it('names all members of a group, and answers to each of them', () => {
    const unifi = ConsoleBuilder.create()
      .switch(SWITCH, { name: 'core' })
      .port(1, { lag: [1, 2] })
      .port(2, { lag: [1, 2] })
      .client('02:00:00:00:bb:01', 1, { address: '10.0.0.1' })
      .client(MAC, 2);
    expect(port(unifi)).toBe('port:core/1+2 confirmed');
  });

  it('is where the MACs are learned with an active-backup bond, and not where LLDP is heard, too', () => {
    const unifi = consoleWithNode().port(4, {
      lldp: [{ chassisId: '02:00:00:00:bb:02', systemName: 'node-a.example' }],
    });
    expect(port(unifi)).toBe('port:core/1 likely (mac-not-learned)');
  });

  it('is known by LLDP, links or the last address on the port', () => {
    const bare = () => ConsoleBuilder.create().switch(SWITCH, { name: 'core' });
    const lldp = bare().port(3, {
      lldp: [{ chassisId: '02:00:00:00:bb:02', systemName: 'node-a' }],
    });
    expect(port(lldp)).toBe('port:core/3 likely (mac-not-learned)');
    const last = bare().port(3, {
      up: false,
      lastMac: '02:00:00:00:bb:02',
      lastAddress: '10.0.0.1',
    });
    expect(port(last)).toBe('port:core/3 stale (port-down)');
    const links = NeighboursBuilder.create().link('eno1', {
      mac: '02:00:00:00:bb:07',
    });
    const learned = bare().port(3).client('02:00:00:00:bb:07', 3);
    expect(
      hopsOfKind(pathTo('10.0.0.5', guest(), learned, links), 'switch-port'),
    ).toEqual(['switch-port port:core/3 likely (mac-not-learned)']);
  });

  it('is stale with the node offline, and says whether its port is down', () => {
    const offline = () =>
      clusterOnSwitch()
        .node('node-b', { status: 'offline', address: '10.0.0.8' })
        .guest(101, { ...AT_5, node: 'node-b', live: false });
    const unifi = consoleWithNode().port(6, {
      up: false,
      lastMac: '02:00:00:00:bb:08',
      lastAddress: '10.0.0.8',
    });
    expect(port(unifi, offline())).toBe('port:core/6 stale (port-down)');
    const up = consoleWithNode().client('02:00:00:00:bb:08', 2, {
      address: '10.0.0.8',
    });
    expect(port(up, offline())).toBe('port:core/2 stale (node-offline)');
  });

  it('does not apply on a bridge without ports, or without any controller', () => {
    expect(port(consoleWithNode(), guest({ bridge: 'vmbr1' }))).toBe(
      '- not-applicable (isolated-bridge)',
    );
    expect(port(undefined)).toBe('- not-applicable (no-source)');
  });

  it('is unknown with the reason of a controller that was never read', () => {
    expect(port(ConsoleBuilder.create().failed('timeout'))).toBe(
      '- unknown (timeout)',
    );
  });

  it('is what was last known while the controller cannot be read', () => {
    expect(port(consoleWithNode().client(MAC, 1).failed('timeout'))).toBe(
      'port:core/1 stale (timeout)',
    );
  });

  it('of a device is where its own MAC is', () => {
    const device = SnapshotBuilder.declared('d').device('NAS', ['10.0.0.30']);
    const at = (unifi: ConsoleBuilder) =>
      hopsOfKind(
        pathTo('10.0.0.30', clusterOnSwitch(), device, unifi),
        'switch-port',
      );
    const seen = { address: '10.0.0.30' };
    expect(at(consoleWithNode().client(STRANGER, 2, seen))).toEqual([
      'switch-port port:core/2 confirmed',
    ]);
    expect(at(consoleWithNode().client(STRANGER, 9, seen))).toEqual([
      'switch-port - unknown (uplink-sighting-only)',
    ]);
  });

  it('of a switch is the port above it, and a gateway has none', () => {
    const at = (address: string) =>
      hopsOfKind(
        pathTo(address, clusterOnSwitch(), consoleWithNode()),
        'switch-port',
      );
    expect(at('10.0.0.2')).toEqual(['switch-port port:gate/1 confirmed']);
    expect(at('10.0.0.254')).toEqual([
      'switch-port - not-applicable (gateway)',
    ]);
  });
});
