import {
  LabNetworkDevice,
  LabSwitchPort,
  LabSwitching,
} from '../../../world/switching';
import { LabSighting } from '../../../world/sightings';
import { nodeCardMac } from '../../../world/macs';
import { UnifiView } from '../UnifiView';

type Row = Record<string, unknown>;

/** Seconds since a device last reported: they do so every half minute. */
const REPORTED_AGO = 12;

function isAt(device: LabNetworkDevice, port: number) {
  return ({ at }: LabSighting) =>
    at?.device === device.name && at.port === port;
}

/** The other end of a cable between two devices of the console. */
function peerOf(
  { devices }: LabSwitching,
  device: LabNetworkDevice,
  port: number,
): { device: LabNetworkDevice; port: number } | undefined {
  if (device.uplink?.port === port) {
    const above = devices.find(({ name }) => name === device.uplink!.device);
    return above && { device: above, port: device.uplink.remotePort };
  }
  const below = devices.find(
    ({ uplink }) =>
      uplink?.device === device.name && uplink.remotePort === port,
  );
  return below && { device: below, port: below.uplink!.port };
}

/** The node whose card is plugged in here, and which of its cards. */
function plugOf(view: UnifiView, device: LabNetworkDevice, port: number) {
  const plug = view.switching.plugs.find(
    each => each.device === device.name && each.ports.includes(port),
  );
  const node = view.world.nodes.find(({ name }) => name === plug?.node);
  return plug && node
    ? {
        node,
        card: plug.ports.indexOf(port) + 1,
        isOn: node.state === 'online',
      }
    : undefined;
}

/** The lowest port of the group that this one belongs to. */
function leaderOf(
  device: LabNetworkDevice,
  { number }: LabSwitchPort,
): LabSwitchPort | undefined {
  return device.ports.find(each => each.lag?.includes(number));
}

function isUp(
  view: UnifiView,
  device: LabNetworkDevice,
  port: number,
): boolean {
  return (
    peerOf(view.switching, device, port) !== undefined ||
    plugOf(view, device, port)?.isOn === true ||
    device.wans.some(wan => wan.port === port) ||
    view.sightings.some(
      sighting => isAt(device, port)(sighting) && sighting.goneForDays === 0,
    )
  );
}

function defaultName({ number, media }: LabSwitchPort): string {
  return media === 'GE' ? `Port ${number}` : `SFP+ ${number}`;
}

/** What is behind a port that has gone down. */
function lastConnection(
  view: UnifiView,
  device: LabNetworkDevice,
  port: number,
): Row {
  const plug = plugOf(view, device, port);
  return plug && !plug.isOn
    ? {
        mac: nodeCardMac(plug.node.nodeId, plug.card),
        ip: plug.node.address,
        last_seen: view.startedAt - 3 * 86_400,
      }
    : {};
}

function vlanFields(view: UnifiView, port: LabSwitchPort): Row {
  const profile = view.switching.profiles.find(({ id }) => id === port.profile);
  return {
    forward: profile?.forward ?? 'all',
    native_networkconf_id: profile
      ? profile.native ?? ''
      : view.switching.networks[0].id,
    tagged_vlan_mgmt: profile?.tagged ?? 'auto',
    ...(profile?.excluded
      ? { excluded_networkconf_ids: profile.excluded }
      : {}),
  };
}

function portRow(
  view: UnifiView,
  device: LabNetworkDevice,
  port: LabSwitchPort,
): Row {
  const { number, media } = port;
  const up = isUp(view, device, number);
  const leader = leaderOf(device, port);
  const isMember = leader !== undefined && leader !== port;
  const speed = media === 'GE' ? 1000 : 10_000;
  const listed = view.sightings.filter(isAt(device, number)).length;
  const isGateway = device.type === 'udm';
  const profile = view.switching.profiles.find(({ id }) => id === port.profile);
  return {
    port_idx: number,
    name: port.label ?? defaultName(port),
    ...(isGateway
      ? {
          ifname: `eth${number - 1}`,
          network_name: device.wans.some(wan => wan.port === number)
            ? 'wan'
            : 'lan',
        }
      : vlanFields(view, port)),
    media,
    port_poe: false,
    enable: profile?.forward !== 'disabled',
    up,
    // Some figures come as text, and the speed of a member is that of its group.
    speed: up ? (media === 'GE' && `${speed}`) || speed : 0,
    full_duplex: up,
    is_uplink:
      device.uplink?.port === number ||
      (isGateway && device.wans[0]?.port === number),
    op_mode: leader === port ? 'aggregate' : 'switch',
    masked: isMember,
    aggregated_by: isMember ? leader.number : false,
    ...(leader ? { lag_idx: 1 + device.ports.indexOf(leader) } : {}),
    ...(port.profile && !isGateway ? { portconf_id: port.profile } : {}),
    mac_table_count: isMember ? 0 : listed + (port.hiddenMacs ?? 0),
    last_connection: up ? {} : lastConnection(view, device, number),
    rx_bytes: Math.floor(view.now * 1000 + number),
    tx_bytes: Math.floor(view.now * 700 + number),
  };
}

function lldpRows(view: UnifiView, device: LabNetworkDevice): Row[] {
  return device.ports.flatMap(({ number, label }): Row[] => {
    const common = {
      local_port_idx: number,
      local_port_name: label ?? `eth${number - 1}`,
      is_wired: true,
      chassis_id_subtype: 'mac',
    };
    const peer = peerOf(view.switching, device, number);
    if (peer) {
      return [
        {
          ...common,
          chassis_id: peer.device.mac,
          port_id: `local Port ${peer.port}`,
        },
      ];
    }
    const plug = plugOf(view, device, number);
    if (!plug?.isOn) {
      return [];
    }
    const mac = nodeCardMac(plug.node.nodeId, plug.card);
    return [
      {
        ...common,
        chassis_id: mac,
        port_id: mac,
        system_name: `${plug.node.name}.${view.world.domain}`,
      },
    ];
  });
}

function uplinkOf(view: UnifiView, device: LabNetworkDevice): Row {
  if (device.uplink) {
    const peer = peerOf(view.switching, device, device.uplink.port);
    return {
      uplink_mac: peer?.device.mac,
      uplink_device_name: peer?.device.name,
      uplink_remote_port: peer?.port,
      port_idx: device.uplink.port,
      type: 'wire',
      up: true,
    };
  }
  const [wan] = device.wans;
  return { port_idx: wan?.port, ip: wan?.address, type: 'wire', up: true };
}

/** `stat/device`: every device with its ports, neighbours and what is below it. */
export function deviceRows(view: UnifiView): Row[] {
  return view.switching.devices.map(device => {
    const [first, second] = device.wans;
    const isGateway = device.type === 'udm';
    return {
      _id: `66b0f0a1e4b0${device.mac.replace(/:/g, '')}`,
      mac: device.mac,
      model: device.model,
      type: device.type,
      name: device.name,
      version: view.switching.version,
      adopted: true,
      state: 1,
      last_seen: view.now - REPORTED_AGO,
      uptime: view.uptime,
      // The address of a gateway is that of its WAN.
      ip: isGateway ? first?.address : device.address,
      ...(isGateway
        ? {
            lan_ip: device.address,
            config_network_lan: { cidr: `${device.address}/24` },
            wan1: { ip: first?.address, port_idx: first?.port, up: true },
            ...(second
              ? {
                  wan2: { ip: second.address, port_idx: second.port, up: true },
                }
              : {}),
          }
        : {
            port_overrides: device.ports
              .filter(({ label, profile }) => label || profile)
              .map(({ number, label, profile, lag }) => ({
                port_idx: number,
                ...(label ? { name: label } : {}),
                ...(profile ? { portconf_id: profile } : {}),
                ...(lag
                  ? { op_mode: 'aggregate', aggregate_members: lag }
                  : {}),
              })),
          }),
      uplink: uplinkOf(view, device),
      downlink_table: view.switching.devices.flatMap(({ uplink, mac }) =>
        uplink?.device === device.name
          ? [{ mac, port_idx: uplink.remotePort, full_duplex: true }]
          : [],
      ),
      lldp_table: lldpRows(view, device),
      port_table: device.ports.map(port => portRow(view, device, port)),
    };
  });
}
