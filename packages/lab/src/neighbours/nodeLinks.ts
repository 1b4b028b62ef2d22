import { LabGuest, LabNode } from '../world';
import { localMac, nodeCardMac } from '../world/macs';

/** One element of `ip -j -d link`; queues, sizes and indexes are left out. */
export interface LabLink {
  ifname: string;
  flags: string[];
  link?: string;
  master?: string;
  link_type: string;
  address: string;
  permaddr?: string;
  linkinfo?: {
    info_kind?: string;
    info_data?: Record<string, unknown>;
    info_slave_kind?: string;
    info_slave_data?: Record<string, unknown>;
  };
}

const UP = ['BROADCAST', 'MULTICAST', 'UP', 'LOWER_UP'];

function link(
  ifname: string,
  address: string,
  more: Partial<LabLink> = {},
): LabLink {
  return { ifname, flags: UP, link_type: 'ether', address, ...more };
}

/** A slave of a bond shows the MAC of the bond, and its own beside it. */
function bondSlave(node: LabNode, card: number, isActive: boolean): LabLink {
  const [first, own] = [1, card].map(number =>
    nodeCardMac(node.nodeId, number),
  );
  return link(`eno${card}`, first, {
    flags: [...UP, 'SLAVE'],
    master: 'bond0',
    ...(own === first ? {} : { permaddr: own }),
    linkinfo: {
      info_slave_kind: 'bond',
      info_slave_data: {
        state: isActive ? 'ACTIVE' : 'BACKUP',
        mii_status: 'UP',
        perm_hwaddr: own,
      },
    },
  });
}

const BRIDGE_SLAVE = {
  info_slave_kind: 'bridge',
  info_slave_data: { state: 'forwarding' },
};

function cards(node: LabNode): LabLink[] {
  const [first, second] = [1, 2].map(card => nodeCardMac(node.nodeId, card));
  const isLacp = node.wiring === 'bond-lacp';
  switch (node.wiring) {
    case 'single':
      return [link('eno1', first, { master: 'vmbr0', linkinfo: BRIDGE_SLAVE })];
    case 'open-vswitch': {
      const ovs = {
        master: 'ovs-system',
        linkinfo: { info_slave_kind: 'openvswitch' },
      };
      return [link('eno1', first, ovs), link('eno2', second, ovs)];
    }
    default:
      return [
        bondSlave(node, 1, true),
        bondSlave(node, 2, isLacp),
        link('bond0', first, {
          master: 'vmbr0',
          linkinfo: {
            info_kind: 'bond',
            info_data: isLacp
              ? { mode: '802.3ad', miimon: 100 }
              : {
                  mode: 'active-backup',
                  active_slave: 'eno1',
                  miimon: 100,
                  primary: 'eno1',
                },
            ...BRIDGE_SLAVE,
          },
        }),
      ];
  }
}

function bridges(node: LabNode): LabLink[] {
  const mac = nodeCardMac(node.nodeId, 1);
  const kind = (info_kind: string, info_data = {}) => ({
    linkinfo: { info_kind, info_data },
  });
  const inner = link('vmbr1', nodeCardMac(node.nodeId, 0xf1), {
    ...kind('bridge'),
    flags: ['NO-CARRIER', 'BROADCAST', 'MULTICAST', 'UP'],
  });
  if (node.wiring === 'open-vswitch') {
    const port = kind('openvswitch');
    return [
      link('ovs-system', nodeCardMac(node.nodeId, 0xf0), {
        ...port,
        flags: ['BROADCAST', 'MULTICAST'],
      }),
      link('vmbr0', mac, port),
      link('mgmt', mac, port),
      inner,
    ];
  }
  const tag = node.managementVlan;
  return [
    link('vmbr0', mac, kind('bridge', { vlan_filtering: 1 })),
    ...(tag === undefined
      ? []
      : [
          link(`vmbr0.${tag}`, mac, {
            link: 'vmbr0',
            ...kind('vlan', { protocol: '802.1Q', id: tag }),
          }),
        ]),
    inner,
  ];
}

/** The ends of a running guest on its node. */
function guestLinks({ vmid, type, nets }: LabGuest): LabLink[] {
  return nets.flatMap(({ bridge }, index) =>
    bridge === undefined
      ? []
      : [
          link(
            `${type === 'lxc' ? 'veth' : 'tap'}${vmid}i${index}`,
            localMac(vmid, index + 8),
            {
              master: bridge,
              linkinfo: {
                info_kind: type === 'lxc' ? 'veth' : 'tun',
                ...BRIDGE_SLAVE,
              },
            },
          ),
        ],
  );
}

/**
 * What `ip -j -d link` prints on a node.
 *
 * @param guests - those that run there
 */
export function nodeLinks(node: LabNode, guests: LabGuest[]): LabLink[] {
  return [
    {
      ifname: 'lo',
      flags: ['LOOPBACK', 'UP', 'LOWER_UP'],
      link_type: 'loopback',
      address: '00:00:00:00:00:00',
    },
    ...cards(node),
    ...bridges(node),
    ...guests.flatMap(guestLinks),
  ];
}
