import { parse } from '../clients/parse';
import {
  nodeNetworkSchema,
  nodeStatusSchema,
  nodeStorageSchema,
  subscriptionSchema,
} from '../clients/schemas';
import {
  mapNodeDetail,
  mapNodeInterface,
  mapStorage,
  mapSubscription,
} from './nodes';

function network(row: Record<string, unknown>) {
  const [parsed] = parse(nodeNetworkSchema, [row], 'network');
  return mapNodeInterface('one', parsed).value;
}

describe('interfaces of a node', () => {
  const plain = {
    node: 'one',
    active: false,
    addresses: [],
    bridgePorts: [],
    bondSlaves: [],
    vlanAware: false,
  };

  it.each([
    [
      'a VLAN-aware bridge with both address families',
      {
        iface: 'vmbr0',
        type: 'bridge',
        active: 1,
        cidr: '10.9.0.1/24',
        cidr6: 'fd00::1/64',
        gateway: '10.9.0.254',
        bridge_ports: 'bond0',
        bridge_vlan_aware: 1,
        comments: 'secret note',
      },
      {
        ...plain,
        name: 'vmbr0',
        type: 'bridge',
        active: true,
        addresses: ['10.9.0.1/24', 'fd00::1/64'],
        gateway: '10.9.0.254',
        bridgePorts: ['bond0'],
        vlanAware: true,
      },
    ],
    [
      'a bridge without ports',
      { iface: 'vmbr1', type: 'bridge', bridge_ports: '' },
      { ...plain, name: 'vmbr1', type: 'bridge' },
    ],
    [
      'a bond',
      {
        iface: 'bond0',
        type: 'bond',
        slaves: 'eno1  eno2',
        bond_mode: '802.3ad',
      },
      {
        ...plain,
        name: 'bond0',
        type: 'bond',
        bondSlaves: ['eno1', 'eno2'],
        bondMode: '802.3ad',
      },
    ],
    [
      'a VLAN whose id comes as text, with "exists" null',
      {
        iface: 'vmbr0.110',
        type: 'vlan',
        exists: null,
        'vlan-id': '110',
        'vlan-raw-device': 'vmbr0',
      },
      {
        ...plain,
        name: 'vmbr0.110',
        type: 'vlan',
        vlanTag: 110,
        vlanRawDevice: 'vmbr0',
      },
    ],
    [
      'a VLAN that is told by its name alone',
      { iface: 'eno1.20', type: 'vlan' },
      {
        ...plain,
        name: 'eno1.20',
        type: 'vlan',
        vlanTag: 20,
        vlanRawDevice: 'eno1',
      },
    ],
    [
      'Open vSwitch',
      { iface: 'vmbr2', type: 'OVSBridge', ovs_ports: 'bond1 mgmt' },
      {
        ...plain,
        name: 'vmbr2',
        type: 'OVSBridge',
        bridgePorts: ['bond1', 'mgmt'],
        vlanAware: true,
      },
    ],
    [
      'an Open vSwitch bond and its port',
      {
        iface: 'bond1',
        type: 'OVSBond',
        ovs_bonds: 'a b',
        ovs_tag: '9',
        bond_mode: 'lacp-balance-tcp',
      },
      {
        ...plain,
        name: 'bond1',
        type: 'OVSBond',
        bondSlaves: ['a', 'b'],
        bondMode: 'lacp-balance-tcp',
        vlanTag: 9,
      },
    ],
  ])('%s', (_, row, expected) => {
    expect(network(row)).toEqual(expected);
  });

  it('are never none: an empty list is no answer', () => {
    expect(() => parse(nodeNetworkSchema, [], '/nodes/one/network')).toThrow(
      /unexpected form/,
    );
  });
});

it('takes hardware and version of a node, and nothing that changes by itself', () => {
  const status = parse(
    nodeStatusSchema,
    {
      pveversion: 'pve-manager/9.1.4/abc',
      uptime: 1,
      loadavg: ['1'],
      cpuinfo: { model: 'Xeon', sockets: '2', cores: 16, mhz: '3000.1' },
      memory: { total: 64_000, used: 3 },
    },
    'status',
  );
  expect(mapNodeDetail('one', status).value).toEqual({
    node: 'one',
    version: '9.1.4',
    cpuModel: 'Xeon',
    sockets: 2,
    cores: 16,
    memoryBytes: 64_000,
  });
});

it('rounds the size of a storage, so that a shared pool makes no history of every write', () => {
  const storage = (total: number) =>
    mapStorage(
      'one',
      parse(
        nodeStorageSchema,
        [
          {
            storage: 'tank',
            type: 'zfspool',
            shared: '0',
            enabled: 1,
            active: 1,
            content: 'rootdir,images',
            total,
            used: 5,
          },
        ],
        'storage',
      )[0],
    ).value;
  expect(storage(1_804_123_456_789)).toEqual({
    node: 'one',
    storage: 'tank',
    type: 'zfspool',
    shared: false,
    enabled: true,
    active: true,
    content: ['images', 'rootdir'],
    totalBytes: 1_800_000_000_000,
  });
  expect(storage(1_804_123_456_789)).toEqual(storage(1_803_999_000_000));
});

it('takes the subscription without key, server id and signature', () => {
  const answer = parse(
    subscriptionSchema,
    {
      status: 'active',
      level: 'c',
      productname: 'Community',
      key: 'pve2c-canary',
      serverid: 'canary',
      sockets: '2',
      nextduedate: '2027-05-01',
    },
    'subscription',
  );
  expect(mapSubscription('one', answer).value).toEqual({
    node: 'one',
    status: 'active',
    level: 'c',
    productName: 'Community',
    sockets: 2,
    dueDate: '2027-05-01',
  });
});
