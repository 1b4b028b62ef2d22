/** What two tables of one node look like, in the forms of iproute2. */

export const NEIGH_JSON = `${JSON.stringify([
  {
    dst: '10.20.0.1',
    dev: 'vmbr0',
    lladdr: '70:a7:41:00:00:01',
    state: ['REACHABLE'],
  },
  {
    dst: '10.20.0.5',
    dev: 'vmbr0',
    lladdr: 'bc:24:11:00:00:05',
    state: ['STALE'],
  },
  { dst: '10.20.0.6', dev: 'vmbr0', state: ['FAILED'] },
  {
    dst: 'fe80::1',
    dev: 'vmbr0',
    lladdr: '70:a7:41:00:00:01',
    router: null,
    state: ['STALE'],
  },
])}\n`;

export const NEIGH_TEXT = `10.20.0.1 dev vmbr0 lladdr 70:A7:41:00:00:01 REACHABLE 
10.20.0.5 dev vmbr0 lladdr bc:24:11:00:00:05  used 7/67/7probes 0 STALE 
10.20.0.6 dev vmbr0 FAILED 
fe80::1 dev vmbr0 lladdr 70:a7:41:00:00:01 router STALE 
`;

const MAC = 'b0:26:28:10:01:00';
const UP = ['BROADCAST', 'MULTICAST', 'UP', 'LOWER_UP'];

export const LINK_JSON = `${JSON.stringify([
  { ifname: 'lo', flags: ['LOOPBACK', 'UP'], link_type: 'loopback' },
  {
    ifname: 'eno1',
    flags: UP,
    master: 'bond0',
    link_type: 'ether',
    address: MAC,
    linkinfo: {
      info_slave_kind: 'bond',
      info_slave_data: { state: 'ACTIVE', perm_hwaddr: MAC },
    },
  },
  {
    ifname: 'bond0',
    flags: UP,
    master: 'vmbr0',
    link_type: 'ether',
    address: MAC,
    linkinfo: {
      info_kind: 'bond',
      info_data: { mode: '802.3ad', miimon: 100 },
      info_slave_kind: 'bridge',
    },
  },
  {
    ifname: 'vmbr0',
    flags: UP,
    link_type: 'ether',
    address: MAC,
    linkinfo: { info_kind: 'bridge', info_data: { vlan_filtering: 1 } },
  },
  {
    ifname: 'tap201i0',
    flags: UP,
    master: 'fwbr201i0',
    link_type: 'ether',
    address: 'da:87:c0:e3:d6:c3',
    linkinfo: { info_kind: 'tun', info_data: { type: 'tap' } },
  },
  {
    ifname: 'fwbr201i0',
    flags: UP,
    link_type: 'ether',
    address: 'da:87:c0:e3:d6:c4',
    linkinfo: { info_kind: 'bridge' },
  },
])}\n`;

const FLAGS = UP.join(',');

export const LINK_TEXT = `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536\\    link/loopback 00:00:00:00:00:00
2: eno1: <${FLAGS}> mtu 1500 qdisc mq master bond0 state UP\\    link/ether ${MAC} brd ff:ff:ff:ff:ff:ff promiscuity 1 \\    bond_slave state ACTIVE mii_status UP perm_hwaddr ${MAC} queue_id 0
3: bond0: <${FLAGS}> mtu 1500 qdisc noqueue master vmbr0 state UP\\    link/ether ${MAC} brd ff:ff:ff:ff:ff:ff promiscuity 1 \\    bond mode 802.3ad miimon 100 \\    bridge_slave state forwarding
4: vmbr0: <${FLAGS}> mtu 1500 qdisc noqueue state UP\\    link/ether ${MAC} brd ff:ff:ff:ff:ff:ff promiscuity 0 \\    bridge forward_delay 0 vlan_filtering 1
5: tap201i0: <${FLAGS}> mtu 1500 master fwbr201i0 state UP\\    link/ether da:87:c0:e3:d6:c3 brd ff:ff:ff:ff:ff:ff \\    tun type tap
6: fwbr201i0: <${FLAGS}> mtu 1500 state UP\\    link/ether da:87:c0:e3:d6:c4 brd ff:ff:ff:ff:ff:ff \\    bridge forward_delay 0
`;

/** The values of both, as facts of this node. */
export function expectedFacts(node: string) {
  const link = { node, mac: MAC, up: true };
  return {
    neighbours: [
      {
        node,
        device: 'vmbr0',
        address: '10.20.0.1',
        mac: '70:a7:41:00:00:01',
        presence: 'present',
        answeredWithinSeconds: 1800,
      },
      {
        node,
        device: 'vmbr0',
        address: '10.20.0.5',
        mac: 'bc:24:11:00:00:05',
        presence: 'seen',
      },
      {
        node,
        device: 'vmbr0',
        address: '10.20.0.6',
        presence: 'absent',
      },
    ],
    links: [
      {
        ...link,
        name: 'eno1',
        kind: 'physical',
        permanentMac: MAC,
        master: 'bond0',
      },
      {
        ...link,
        name: 'bond0',
        kind: 'bond',
        master: 'vmbr0',
        bondMode: '802.3ad',
      },
      { ...link, name: 'vmbr0', kind: 'bridge' },
    ],
  };
}
