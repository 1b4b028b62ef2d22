import { compact } from '@sankofa/plugin-itops-node';
import { Fact } from '@sankofa/site-model';
import {
  NetworkRow,
  NodeStatus,
  StorageRow,
  SubscriptionAnswer,
} from '../clients/schemas';
import { words } from './lists';

/** `pve-manager/9.2.11/14a22df3` → `9.2.11` */
function managerVersion(text: string | undefined): string | undefined {
  return text?.split('/')[1] ?? text;
}

/** What a node says of its own hardware and version. */
export function mapNodeDetail(node: string, status: NodeStatus): Fact {
  return {
    kind: 'node-detail',
    key: node,
    value: compact({
      node,
      version: managerVersion(status.pveversion),
      cpuModel: status.cpuinfo?.model,
      sockets: status.cpuinfo?.sockets,
      cores: status.cpuinfo?.cores,
      memoryBytes: status.memory?.total,
    }),
    locator: `/nodes/${node}/status`,
  };
}

/** An interface of a node: Linux bridge, bond, VLAN, or their Open vSwitch kin. */
export function mapNodeInterface(node: string, row: NetworkRow): Fact {
  return {
    kind: 'node-interface',
    key: `${node}/${row.iface}`,
    value: compact({
      node,
      name: row.iface,
      type: row.type,
      active: row.active ?? false,
      addresses: [row.cidr, row.cidr6].flatMap(cidr => cidr ?? []),
      gateway: row.gateway ?? row.gateway6,
      bridgePorts: words(row.bridge_ports ?? row.ovs_ports),
      bondSlaves: words(row.slaves ?? row.ovs_bonds),
      bondMode: row.bond_mode,
      // An Open vSwitch bridge always passes tags.
      vlanAware: row.bridge_vlan_aware ?? row.type === 'OVSBridge',
      vlanTag:
        row['vlan-id'] ??
        row.ovs_tag ??
        (row.type === 'vlan' ? tagOfName(row.iface) : undefined),
      vlanRawDevice:
        row['vlan-raw-device'] ??
        (row.type === 'vlan' ? deviceOfName(row.iface) : undefined),
    }),
    locator: `/nodes/${node}/network`,
  };
}

/** `vmbr0.11` → 11, `vlan11` → 11 */
function tagOfName(name: string): number | undefined {
  const tag = Number(/(?:\.|^vlan)(\d{1,4})$/.exec(name)?.[1]);
  return tag >= 1 && tag <= 4094 ? tag : undefined;
}

function deviceOfName(name: string): string | undefined {
  return /^(.+)\.\d{1,4}$/.exec(name)?.[1];
}

/**
 * To three significant digits: the total of a storage that shares its space (ZFS,
 * thin LVM) moves with every write elsewhere, and would make history of nothing.
 */
function roundedTotal(total: number | undefined): number | undefined {
  return total === undefined ? undefined : Number(total.toPrecision(3));
}

/** A storage as one node sees it; a shared one is seen by each. */
export function mapStorage(node: string, row: StorageRow): Fact {
  return {
    kind: 'storage',
    key: `${node}/${row.storage}`,
    value: compact({
      node,
      storage: row.storage,
      type: row.type,
      shared: row.shared ?? false,
      enabled: row.enabled ?? true,
      active: row.active ?? false,
      content: words(row.content).sort(),
      totalBytes: roundedTotal(row.total),
    }),
    locator: `/nodes/${node}/storage`,
  };
}

/** The subscription of a node, without key and server id. */
export function mapSubscription(
  node: string,
  answer: SubscriptionAnswer,
): Fact {
  return {
    kind: 'subscription',
    key: node,
    value: compact({
      node,
      status: answer.status,
      level: answer.level,
      productName: answer.productname,
      sockets: answer.sockets,
      dueDate: answer.nextduedate,
    }),
    locator: `/nodes/${node}/subscription`,
  };
}
