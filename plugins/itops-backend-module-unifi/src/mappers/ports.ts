import { compact } from '@sankofa/plugin-itops-node';
import { Fact, FactValue, normalizeMac } from '@sankofa/site-model';
import {
  DeviceRow,
  DownlinkRow,
  LldpRow,
  PortOverride,
  PortRow,
  ProfileRow,
} from '../clients/deviceSchemas';
import { DeviceKind } from './devices';
import { effectiveVlans } from './effectiveVlans';
import { lagsOf } from './lags';

type PortFact = FactValue<'switch-port'>;
type Neighbour = PortFact['lldp'][number];

/** A device with its tables, all read. */
export interface DevicePorts {
  device: DeviceRow;
  ports: PortRow[];
  overrides: PortOverride[];
  lldp: LldpRow[];
  downlinks: DownlinkRow[];
}

/** What ports are judged by. */
export interface PortContext {
  profiles: ReadonlyMap<string, ProfileRow>;
  /** VLAN of each network that a port can carry, by its id. */
  networks: ReadonlyMap<string, number>;
  /** What the other devices are, by MAC. */
  kinds: ReadonlyMap<string, DeviceKind>;
  locator: string;
}

/** `wan`, `WAN2`: a port of the gateway to the outside. */
const WAN_NETWORK = /^wan\d*$/i;

function neighboursOf(port: PortRow, lldp: readonly LldpRow[]): Neighbour[] {
  const announced = lldp
    .filter(row =>
      row.local_port_idx === undefined
        ? row.local_port_name !== undefined &&
          [port.ifname, port.name].includes(row.local_port_name)
        : row.local_port_idx === port.port_idx,
    )
    .map(row => ({
      chassisId: row.chassis_id,
      portId: row.port_id,
      systemName: row.system_name,
    }));
  const older = (port.lldp_table ?? []).map(row => ({
    chassisId: row.lldp_chassis_id,
    portId: row.lldp_port_id,
    systemName: row.lldp_system_name,
  }));
  const neighbours = new Map<string, Neighbour>();
  for (const { chassisId: typed, ...rest } of [...announced, ...older]) {
    if (typed !== undefined) {
      const chassisId = normalizeMac(typed) ?? typed;
      const key = `${chassisId} ${rest.portId ?? ''}`;
      neighbours.set(key, {
        ...compact({ chassisId, ...rest }),
        ...neighbours.get(key),
      });
    }
  }
  // The controller lists them in the order they were heard: that is no fact.
  return [...neighbours]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, neighbour]) => neighbour);
}

/** The ports that lead to a switch or to the gateway, by everything the controller knows. */
function uplinksOf(
  { device, ports, lldp, downlinks }: DevicePorts,
  kinds: PortContext['kinds'],
): Set<number> {
  const leadsOn = (mac: string | undefined) =>
    mac !== undefined &&
    mac !== device.mac &&
    ['switch', 'gateway'].includes(kinds.get(mac) ?? '');
  const uplinks = new Set<number>();
  const add = (port: number | undefined) =>
    port !== undefined && uplinks.add(port);
  if (device.uplink?.uplink_mac !== undefined) {
    add(device.uplink.port_idx);
  }
  downlinks
    .filter(({ mac }) => leadsOn(mac))
    .forEach(({ port_idx: port }) => add(port));
  for (const port of ports) {
    const peers = neighboursOf(port, lldp).map(({ chassisId }) => chassisId);
    if (port.is_uplink || (port.up && peers.some(leadsOn))) {
      add(port.port_idx);
    }
  }
  return uplinks;
}

function poeOf(port: PortRow): PortFact['poe'] {
  const { port_poe: capable, poe_mode: mode, poe_enable: enabled } = port;
  if (!capable) {
    return 'none';
  }
  return (mode === undefined ? enabled : mode !== 'off') ? 'on' : 'off';
}

/** Every port of one device. */
export function mapPorts(
  tables: DevicePorts,
  context: PortContext,
): Extract<Fact, { kind: 'switch-port' }>[] {
  const { device, ports, overrides, lldp } = tables;
  const lags = lagsOf(ports, overrides);
  const uplinks = uplinksOf(tables, context.kinds);
  const byNumber = new Map(ports.map(port => [port.port_idx, port]));
  return ports.flatMap(port => {
    const number = port.port_idx;
    if (number === undefined) {
      return [];
    }
    const lag = lags.get(number);
    // The members of a group do as the lowest does, whatever their own fields say.
    const leader = (lag && byNumber.get(lag[0])) ?? port;
    const profile = context.profiles.get(leader.portconf_id ?? '');
    const { disabled, nativeVlan, taggedVlans } = effectiveVlans(
      profile ?? leader,
      context.networks,
    );
    const isUp = port.up ?? false;
    const isMember = leader !== port;
    const value: PortFact = compact({
      switchMac: device.mac,
      port: number,
      name:
        port.name ??
        overrides.find(override => override.port_idx === number)?.name,
      interface: port.ifname,
      media: port.media,
      up: isUp,
      enabled: (port.enable ?? true) && !disabled,
      // Some firmware gives a member the sum of its group, or the values of its leader.
      speedMbps: isUp && !isMember && port.speed ? port.speed : undefined,
      isUplink: (lag ?? [number]).some(member => uplinks.has(member)),
      poe: poeOf(leader),
      lag,
      profile: profile?.name,
      nativeVlan,
      taggedVlans: WAN_NETWORK.test(port.network_name ?? '') ? [] : taggedVlans,
      lldp: neighboursOf(port, lldp),
      lastMac: isUp ? undefined : port.last_connection?.mac,
      lastAddress: isUp ? undefined : port.last_connection?.ip,
    });
    return [
      {
        kind: 'switch-port',
        key: `${device.mac}/${number}`,
        value,
        locator: context.locator,
      },
    ];
  });
}
