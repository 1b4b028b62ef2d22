import { LabNode } from '../../../world';

type Interface = Record<string, unknown> & { iface: string; type: string };

const MANUAL = {
  families: ['inet'],
  method: 'manual',
  method6: 'manual',
} as const;

function card(iface: string, priority: number): Interface {
  return { ...MANUAL, iface, type: 'eth', exists: 1, active: 1, priority };
}

function uplink(node: LabNode): { port: string; interfaces: Interface[] } {
  const cards = [card('eno1', 3), card('eno2', 4)];
  switch (node.wiring) {
    case 'single':
      return { port: 'eno1', interfaces: [card('eno1', 3)] };
    case 'bond-lacp':
    case 'bond-active-backup':
      return {
        port: 'bond0',
        interfaces: [
          ...cards,
          {
            ...MANUAL,
            iface: 'bond0',
            type: 'bond',
            active: 1,
            autostart: 1,
            priority: 5,
            slaves: 'eno1 eno2',
            bond_miimon: '100',
            ...(node.wiring === 'bond-lacp'
              ? { bond_mode: '802.3ad', bond_xmit_hash_policy: 'layer2+3' }
              : { bond_mode: 'active-backup', 'bond-primary': 'eno1' }),
          },
        ],
      };
    default:
      return {
        port: 'bond0',
        interfaces: [
          ...cards,
          {
            ...MANUAL,
            iface: 'bond0',
            type: 'OVSBond',
            ovs_type: 'OVSBond',
            ovs_bridge: 'vmbr0',
            ovs_bonds: 'eno1 eno2',
            bond_mode: 'lacp-balance-tcp',
            autostart: 1,
            priority: 5,
          },
        ],
      };
  }
}

function own(node: LabNode) {
  return {
    families: ['inet'],
    method: 'static',
    method6: 'manual',
    address: node.address,
    netmask: '24',
    cidr: `${node.address}/24`,
    gateway: node.address.replace(/\.\d+$/, '.1'),
    autostart: 1,
  };
}

function openVswitch(node: LabNode): Interface[] {
  return [
    {
      ...MANUAL,
      iface: 'vmbr0',
      type: 'OVSBridge',
      ovs_type: 'OVSBridge',
      ovs_ports: 'bond0 mgmt',
      autostart: 1,
      priority: 6,
    },
    {
      ...own(node),
      iface: 'mgmt',
      type: 'OVSIntPort',
      ovs_type: 'OVSIntPort',
      ovs_bridge: 'vmbr0',
      ovs_tag: '11',
      priority: 7,
    },
  ];
}

function linuxBridge(node: LabNode, port: string): Interface[] {
  const bridge = {
    ...(node.managementVlan ? { ...MANUAL, autostart: 1 } : own(node)),
    iface: 'vmbr0',
    type: 'bridge',
    active: 1,
    priority: 6,
    bridge_ports: port,
    bridge_stp: 'off',
    bridge_fd: '0',
    bridge_vlan_aware: 1,
    bridge_vids: '2-4094',
  };
  return node.managementVlan
    ? [
        bridge,
        {
          ...own(node),
          iface: `vmbr0.${node.managementVlan}`,
          type: 'vlan',
          exists: null,
          active: 1,
          priority: 7,
          'vlan-id': `${node.managementVlan}`,
          'vlan-raw-device': 'vmbr0',
        },
      ]
    : [bridge];
}

/** What `GET /nodes/{node}/network` lists for a node, before any filter. */
export function nodeNetwork(node: LabNode): Interface[] {
  const { port, interfaces } = uplink(node);
  return [
    ...interfaces,
    ...(node.wiring === 'open-vswitch'
      ? openVswitch(node)
      : linuxBridge(node, port)),
    {
      ...MANUAL,
      iface: 'vmbr1',
      type: 'bridge',
      active: 1,
      priority: 8,
      bridge_ports: '',
      bridge_stp: 'off',
      bridge_fd: '0',
    },
  ];
}
