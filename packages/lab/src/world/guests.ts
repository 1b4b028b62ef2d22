import { guestMac, localMac } from './macs';
import { LabGuest, LabNet } from './world';

/** What can be said of a `netX`; the MAC follows from the guest. */
export type NetOptions = Partial<Omit<LabNet, 'mac'>>;

/** What can be said of a guest beyond its number, name and node. */
export type GuestOptions = Partial<
  Omit<LabGuest, 'vmid' | 'type' | 'name' | 'node' | 'nets'>
> & { nets?: NetOptions[] };

/** The ordinary interface: untagged on `vmbr0`, which is the flat LAN. */
export function lan(address: string, more: NetOptions = {}): NetOptions {
  return {
    bridge: 'vmbr0',
    address: address === 'dhcp' ? address : `${address}/24`,
    gateway: address === 'dhcp' ? undefined : '192.168.11.1',
    ...more,
  };
}

/** An interface on an SDN virtual network, whose VLAN tag belongs to the vnet. */
export function onVnet(vnet: string, address: string): NetOptions {
  const gateway = address.replace(/\.\d+$/, '.1');
  return { bridge: vnet, address: `${address}/24`, gateway };
}

/** What Docker leaves behind in a guest: the same address in each of them. */
export function docker(vmid: number): LabGuest['nested'] {
  return [
    {
      name: 'docker0',
      mac: localMac(vmid, 1),
      addresses: ['172.17.0.1/16'],
    },
  ];
}

function guest(
  type: LabGuest['type'],
  vmid: number,
  name: string | undefined,
  node: string,
  { nets = [], ...options }: GuestOptions,
): LabGuest {
  return {
    vmid,
    type,
    name,
    node,
    status: 'running',
    template: false,
    tags: [],
    protection: false,
    onBoot: true,
    cores: 2,
    memoryMib: 2048,
    diskGib: 16,
    storage: 'local-zfs',
    nested: [],
    pending: {},
    snapshots: [],
    ...options,
    nets: nets.map((net, index) => ({
      live: [],
      ...(type === 'lxc' ? { name: `eth${index}` } : {}),
      ...net,
      mac: guestMac(vmid, index),
    })),
  };
}

/** A container of the world. */
export function container(
  vmid: number,
  name: string | undefined,
  node: string,
  options: GuestOptions = {},
): LabGuest {
  return guest('lxc', vmid, name, node, options);
}

/** A virtual machine of the world. */
export function machine(
  vmid: number,
  name: string | undefined,
  node: string,
  options: GuestOptions = {},
): LabGuest {
  return guest('qemu', vmid, name, node, {
    cores: 4,
    memoryMib: 8192,
    ...options,
  });
}
