import fc from 'fast-check';
import { parseIpLink } from './ipLink';

const linkOf = (text: string) => {
  const { links, unread } = parseIpLink(text);
  expect(unread).toEqual([]);
  expect(links).toHaveLength(1);
  return links[0];
};

// Texts in the form of iproute2 6.1: ip/ipaddress.c, iplink_bond.c, iplink_bond_slave.c, iplink_vlan.c.
const QUEUES =
  'numtxqueues 1 numrxqueues 1 gso_max_size 65536 gso_max_segs 65535';
const CARD =
  `2: eno1: <BROADCAST,MULTICAST,SLAVE,UP,LOWER_UP> mtu 1500 qdisc mq master bond0 state UP mode DEFAULT group default qlen 1000\\` +
  `    link/ether b0:26:28:10:01:00 brd ff:ff:ff:ff:ff:ff permaddr b0:26:28:10:01:01 promiscuity 1 allmulti 1 minmtu 60 maxmtu 9000 \\` +
  `    bond_slave state BACKUP mii_status UP link_failure_count 0 perm_hwaddr b0:26:28:10:01:01 queue_id 0 addrgenmode none ${QUEUES} parentbus pci parentdev 0000:01:00.0 \\` +
  `    altname enp1s0f0`;
const BOND =
  `6: bond0: <BROADCAST,MULTICAST,MASTER,UP,LOWER_UP> mtu 1500 qdisc noqueue master vmbr0 state UP mode DEFAULT group default qlen 1000\\` +
  `    link/ether b0:26:28:10:01:00 brd ff:ff:ff:ff:ff:ff promiscuity 1 minmtu 68 maxmtu 65535 \\` +
  `    bond mode active-backup active_slave eno2 miimon 100 updelay 0 downdelay 0 use_carrier 1 primary eno1 primary_reselect always lacp_rate slow ad_select stable tlb_dynamic_lb 1 \\` +
  `    bridge_slave state forwarding priority 32 cost 4 hairpin off guard off ${QUEUES} `;
const VLAN =
  `9: vmbr0.11@vmbr0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP mode DEFAULT group default qlen 1000\\` +
  `    link/ether B0:26:28:10:02:00 brd ff:ff:ff:ff:ff:ff promiscuity 0 minmtu 0 maxmtu 65535 \\` +
  `    vlan protocol 802.1Q id 11 <REORDER_HDR> addrgenmode eui64 ${QUEUES} `;
const LOOPBACK =
  '1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN mode DEFAULT group default qlen 1000\\    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00 promiscuity 0 ';

describe('parseIpLink', () => {
  it('reads a card in a bond, with the MAC that it was built with', () => {
    expect(linkOf(CARD)).toEqual({
      name: 'eno1',
      kind: 'physical',
      mac: 'b0:26:28:10:01:00',
      permanentMac: 'b0:26:28:10:01:01',
      up: true,
      master: 'bond0',
    });
  });

  it('reads a bond, its mode and its active slave, in a bridge', () => {
    expect(linkOf(BOND)).toEqual({
      name: 'bond0',
      kind: 'bond',
      driver: 'bond',
      mac: 'b0:26:28:10:01:00',
      up: true,
      master: 'vmbr0',
      bondMode: 'active-backup',
      activeSlave: 'eno2',
    });
  });

  it('reads a VLAN with its device', () => {
    expect(linkOf(VLAN)).toEqual({
      name: 'vmbr0.11',
      kind: 'vlan',
      driver: 'vlan',
      mac: 'b0:26:28:10:02:00',
      up: true,
      vlanTag: 11,
      vlanRawDevice: 'vmbr0',
    });
  });

  it('does not know the device of a VLAN that lies in another namespace', () => {
    expect(
      linkOf(VLAN.replace('@vmbr0', '@if4')).vlanRawDevice,
    ).toBeUndefined();
  });

  it('leaves the loopback out', () => {
    expect(parseIpLink(LOOPBACK)).toEqual({ links: [], unread: [] });
  });

  it.each([
    ['switched off', 'BROADCAST,MULTICAST'],
    ['without a cable', 'NO-CARRIER,BROADCAST,MULTICAST,UP'],
    ['on a link that is down', 'BROADCAST,MULTICAST,M-DOWN'],
  ])('is not up when it is %s', (_, flags) => {
    expect(linkOf(CARD.replace(/<[^>]*>/, `<${flags}>`)).up).toBe(false);
  });

  it('tells guests, tunnels and Open vSwitch from cards', () => {
    const link = (name: string, type: string, ...rest: string[]) =>
      [
        `7: ${name}: <UP,LOWER_UP> mtu 1500 state UP`,
        `link/${type} promiscuity 0 `,
        ...rest,
      ].join('\\    ');
    const mac = 'ether bc:24:11:00:00:01 brd ff:ff:ff:ff:ff:ff';
    const read = parseIpLink(
      [
        link('veth101i0@if2', mac, 'veth ', 'bridge_slave state forwarding'),
        link('tap201i0', mac, 'tun type tap pi off', 'bridge_slave state x'),
        link('mgmt', mac, 'openvswitch addrgenmode eui64'),
        link('wg0', 'none', 'wireguard addrgenmode none'),
        link('tunl0', 'ipip 0.0.0.0 brd 0.0.0.0'),
        link(
          'eno3',
          mac,
          'altname enp3s0',
          'vf 0     link/ether 00:00:00:00:00:01',
        ),
        link('eno4', mac, 'bridge_slave state forwarding'),
      ].join('\n'),
    );
    expect(
      read.links.map(({ name, kind, driver }) => [name, kind, driver]),
    ).toEqual([
      ['veth101i0', 'virtual', 'veth'],
      ['tap201i0', 'virtual', 'tun'],
      ['mgmt', 'virtual', 'openvswitch'],
      ['wg0', 'virtual', 'wireguard'],
      ['tunl0', 'other', undefined],
      ['eno3', 'physical', undefined],
      ['eno4', 'physical', undefined],
    ]);
    expect(read.unread).toEqual([]);
  });

  it('believes nothing of a free-text alias', () => {
    const alias = `\\    alias to \\    bond mode 802.3ad\\    bond_slave perm_hwaddr 00:11:32:00:00:99`;
    const card = CARD.replace(/\\ {4}bond_slave[^\\]*/, alias);
    expect(linkOf(card)).toMatchObject({
      kind: 'physical',
      permanentMac: 'b0:26:28:10:01:01',
    });
  });

  it('reads the form over several lines as well', () => {
    const all = [LOOPBACK, CARD, BOND, VLAN].join('\n');
    const wrapped = all.replaceAll('\\', '\r\n');
    expect(parseIpLink(wrapped)).toEqual(parseIpLink(all));
    expect(parseIpLink(wrapped).links).toHaveLength(3);
  });

  it('reports what it cannot read, and reads the rest', () => {
    const read = parseIpLink(
      `Option "-j" is unknown, try "ip -help".\n${CARD}\nDump terminated\n${VLAN}`,
    );
    expect(read.links.map(({ name }) => name)).toEqual(['eno1', 'vmbr0.11']);
    expect(read.unread.map(({ at }) => at)).toEqual(['line 1', 'line 3']);
    expect(parseIpLink('[{"ifname":"eno1"},{}]').unread).toEqual([
      {
        at: 'entry 1',
        text: '{"ifname":"eno1"}',
        why: expect.stringContaining('flags: '),
      },
    ]);
    expect(parseIpLink('[{"ifname":"eno1"').unread).toHaveLength(1);
  });

  it('reads around fields of JSON that have another type than they should', () => {
    const read = parseIpLink(
      JSON.stringify([
        {
          ifname: 'bond0',
          flags: ['UP'],
          link: null,
          link_type: 'ether',
          address: 7,
          linkinfo: { info_kind: 'bond', info_data: { mode: 4 } },
        },
      ]),
    );
    expect(read.links).toEqual([
      { name: 'bond0', kind: 'bond', driver: 'bond', up: false },
    ]);
  });
});

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/);
const mac = fc
  .array(fc.integer({ min: 0, max: 255 }), { minLength: 6, maxLength: 6 })
  .map(octets =>
    octets.map(octet => octet.toString(16).padStart(2, '0')).join(':'),
  );
const some = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.option(arbitrary, { nil: undefined });
const link = fc.record({
  name: word,
  peer: some(fc.oneof(word, fc.constant('if4'))),
  flags: fc.subarray(['NO-CARRIER', 'BROADCAST', 'UP', 'LOWER_UP', 'M-DOWN']),
  master: some(word),
  type: fc.constantFrom('ether', 'ether', 'loopback', 'none'),
  address: mac,
  permanent: some(mac),
  kind: some(fc.constantFrom('bond', 'bridge', 'vlan', 'veth', 'tun', 'team')),
  mode: fc.constantFrom('802.3ad', 'active-backup', 'balance-rr'),
  active: some(word),
  vlan: fc.integer({ min: 1, max: 4094 }),
  slave: some(fc.constantFrom('bond', 'bridge')),
});
type Link = typeof link extends fc.Arbitrary<infer L> ? L : never;

/** As `ip -o -d link` of iproute2 6 writes it. */
function textOf(given: Link, index: number): string {
  const { name, peer, flags, master, type, address, kind } = given;
  const details: Record<string, string> = {
    bond: `bond mode ${given.mode} ${
      given.active ? `active_slave ${given.active} ` : ''
    }miimon 100`,
    vlan: `vlan protocol 802.1Q id ${given.vlan} <REORDER_HDR>`,
  };
  const permanent = given.permanent ?? address;
  return [
    `${index + 1}: ${name}${peer ? `@${peer}` : ''}: <${flags.join(
      ',',
    )}> mtu 1500 qdisc noop ${
      master ? `master ${master} ` : ''
    }state DOWN mode DEFAULT group default qlen 1000`,
    `link/${type} ${type === 'none' ? '' : `${address} brd ff:ff:ff:ff:ff:ff`}${
      given.permanent ? ` permaddr ${permanent}` : ''
    } promiscuity 0 `,
    kind && (details[kind] ?? kind),
    given.slave === 'bond' &&
      `bond_slave state BACKUP perm_hwaddr ${permanent} queue_id 0`,
    given.slave === 'bridge' && 'bridge_slave state disabled priority 32',
    'altname enp4s0f0',
  ]
    .filter(Boolean)
    .join('\\    ');
}

function jsonOf(given: Link, index: number) {
  const { kind } = given;
  const permanent = given.permanent ?? given.address;
  const data =
    kind === 'bond'
      ? { mode: given.mode, active_slave: given.active, miimon: 100 }
      : { protocol: '802.1Q', id: given.vlan, flags: [] };
  return {
    ifindex: index + 1,
    ...(given.peer === 'if4' ? { link_index: 4 } : { link: given.peer }),
    ifname: given.name,
    flags: given.flags,
    master: given.master,
    link_type: given.type,
    address: given.type === 'none' ? undefined : given.address,
    permaddr: given.permanent,
    linkinfo: (kind || given.slave) && {
      info_kind: kind,
      info_data: kind && data,
      info_slave_kind: given.slave,
      info_slave_data:
        given.slave === 'bond' ? { perm_hwaddr: permanent } : undefined,
    },
  };
}

describe('parseIpLink, whatever it is given', () => {
  it('reads the same from text and from JSON', () => {
    fc.assert(
      fc.property(fc.array(link), links => {
        const text = parseIpLink(links.map(textOf).join('\n'));
        const json = parseIpLink(JSON.stringify(links.map(jsonOf)));
        expect(text).toEqual(json);
        expect(text.unread).toEqual([]);
        expect(text.links.map(({ name }) => name)).toEqual(
          links.filter(({ type }) => type !== 'loopback').map(l => l.name),
        );
      }),
    );
  });

  it('never throws, and names nothing that is not there', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '2: eno1: <UP>',
        '\\    link/ether',
        '\\    bond',
        'mode',
        '@',
        '[',
        '\n',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece), pieces => {
        const text = pieces.join(' ');
        parseIpLink(text).links.forEach(({ name }) =>
          expect(text).toContain(name),
        );
      }),
    );
    fc.assert(
      fc.property(fc.json(), fc.nat(), (json, cut) => {
        parseIpLink(json.slice(0, cut % (json.length + 1)));
        parseIpLink(`[${json}]`);
      }),
    );
  });

  it('needs time in proportion to the length', () => {
    for (const long of [
      '@'.repeat(2e6),
      `1: ${'a'.repeat(2e6)}`,
      '\\'.repeat(2e6),
      `1: a${'@:'.repeat(1e6)}`,
    ]) {
      const started = performance.now();
      parseIpLink(long);
      expect(performance.now() - started).toBeLessThan(2000);
    }
  });
});
