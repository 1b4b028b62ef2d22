import { LabGuest, LabNet, LabNode, World } from './world';
import { LabOddity, LabPlug, LabSwitching } from './switching';
import { nodeCardMac } from './macs';

/** One client as the switches see it now. */
export interface LabSighting {
  mac: string;
  address?: string;
  hostname?: string;
  at?: { device: string; port: number };
  wireless: boolean;
  /** Id of its network. */
  network: string;
  goneForDays: number;
  /** The controller writes this one in upper case, and its port as text. */
  upperCase: boolean;
}

/** A stale entry that is listed all the same. */
const STALE_DAYS = 3;

/** VLAN of an interface; nothing where it is on no switch. */
function vlanOf(world: World, net: LabNet): number | 'native' | undefined {
  if (net.linkDown || net.bridge === undefined) {
    return undefined;
  }
  if (net.bridge === 'vmbr0') {
    return net.tag ?? 'native';
  }
  const vnet = world.vnets.find(each => each.vnet === net.bridge);
  const zone = world.zones.find(each => each.zone === vnet?.zone);
  return zone?.bridge === 'vmbr0' ? vnet?.tag : undefined;
}

/** The network that people put on a port without a tag. */
function nativeOf(switching: LabSwitching, plug: LabPlug): string {
  const device = switching.devices.find(({ name }) => name === plug.device);
  const port = device?.ports.find(({ number }) => number === plug.ports[0]);
  const profile = switching.profiles.find(({ id }) => id === port?.profile);
  return profile?.native ?? switching.networks[0].id;
}

/** One address at most: the controller keeps one for each MAC. */
function addressOf(net: LabNet): string | undefined {
  return [net.address, ...net.live]
    .find(text => text?.includes('/') && !text.includes(':'))
    ?.split('/')[0];
}

function ofNode(node: LabNode, plug: LabPlug, network: string): LabSighting {
  return {
    mac: nodeCardMac(node.nodeId, 1),
    address: node.address,
    hostname: node.name,
    at: { device: plug.device, port: plug.ports[0] },
    wireless: false,
    network,
    goneForDays: 0,
    upperCase: false,
  };
}

function ofGuest(
  world: World,
  guest: LabGuest,
  plug: LabPlug,
  oddity: LabOddity | undefined,
): LabSighting[] {
  const switching = world.switching!;
  if (oddity?.what === 'unlearned') {
    return [];
  }
  return guest.nets.flatMap(net => {
    const vlan = vlanOf(world, net);
    const network =
      vlan === 'native'
        ? nativeOf(switching, plug)
        : switching.networks.find(each => each.vlan === vlan)?.id;
    return vlan === undefined || network === undefined
      ? []
      : [
          {
            mac: net.mac.toLowerCase(),
            address: addressOf(net),
            hostname: guest.type === 'lxc' ? guest.name : undefined,
            at: oddity?.at ?? { device: plug.device, port: plug.ports[0] },
            wireless: false,
            network,
            goneForDays: oddity?.what === 'stale' ? STALE_DAYS : 0,
            upperCase: oddity?.what === 'upper-case',
          },
        ];
  });
}

/**
 * Everything the switches see: nodes, running guests behind the port of their node, and the other
 * stations.
 */
export function sightings(world: World): LabSighting[] {
  const { switching } = world;
  if (!switching) {
    return [];
  }
  const plugged = new Map(
    world.nodes
      .filter(({ state }) => state === 'online')
      .flatMap(node => {
        const plug = switching.plugs.find(each => each.node === node.name);
        return plug ? [[node.name, { node, plug }] as const] : [];
      }),
  );
  return [
    ...[...plugged.values()].map(({ node, plug }) =>
      ofNode(node, plug, nativeOf(switching, plug)),
    ),
    ...world.guests
      .filter(({ status, template }) => status === 'running' && !template)
      .flatMap(guest => {
        const plug = plugged.get(guest.node)?.plug;
        const oddity = switching.oddities.find(
          ({ vmid }) => vmid === guest.vmid,
        );
        return plug ? ofGuest(world, guest, plug, oddity) : [];
      }),
    ...switching.stations.map(station => ({
      ...station,
      wireless: station.wireless ?? false,
      goneForDays: station.goneForDays ?? 0,
      upperCase: false,
    })),
  ];
}
