import { UnifiView } from '../UnifiView';

type Row = Record<string, unknown>;

const SEEN_AGO = 20;
const DAY = 86_400;

/** `stat/sta`: who is there, and some who are not any more. */
export function stationRows({
  switching,
  sightings,
  now,
  startedAt,
}: UnifiView): Row[] {
  return sightings.map((each, index): Row => {
    const seen =
      each.goneForDays > 0
        ? startedAt - each.goneForDays * DAY
        : now - SEEN_AGO;
    const device = switching.devices.find(
      ({ name }) => name === each.at?.device,
    );
    return {
      _id: `66b0f0a1e4b1${index.toString(16).padStart(12, '0')}`,
      mac: each.upperCase ? each.mac.toUpperCase() : each.mac,
      ...(each.address ? { ip: each.address } : {}),
      ...(each.hostname ? { hostname: each.hostname } : {}),
      is_wired: !each.wireless,
      is_guest: false,
      network: switching.networks.find(({ id }) => id === each.network)?.name,
      network_id: each.network,
      ...(device && each.at
        ? {
            sw_mac: device.mac,
            sw_port: each.upperCase ? `${each.at.port}` : each.at.port,
            sw_depth: switching.devices.indexOf(device) - 1,
            _last_seen_by_usw: seen,
          }
        : {}),
      ...(each.wireless
        ? { ap_mac: 'e0:63:da:00:00:01', essid: 'office' }
        : {}),
      first_seen: now - 200 * DAY,
      last_seen: seen,
      uptime: 500_000,
    };
  });
}

/** `stat/sysinfo` */
export function sysinfoRows({ switching, uptime }: UnifiView): Row[] {
  const [gateway] = switching.devices;
  return [
    {
      name: gateway.name,
      hostname: gateway.name,
      version: switching.version,
      build: `atag_${switching.version}`,
      ubnt_device_type: gateway.model,
      ip_addrs: gateway.wans.map(({ address }) => address),
      uptime,
    },
  ];
}

/** `rest/networkconf`: numbers now as such, now as text. */
export function networkRows({ switching }: UnifiView): Row[] {
  return switching.networks.map(
    ({ id, name, purpose, vlan, subnet, dhcp }): Row => ({
      _id: id,
      name,
      purpose,
      networkgroup: purpose === 'wan' ? 'WAN' : 'LAN',
      enabled: true,
      ...(purpose === 'wan'
        ? { wan_type: 'dhcp' }
        : {
            vlan_enabled: vlan !== undefined,
            ...(vlan === undefined
              ? {}
              : { vlan: vlan >= 200 ? `${vlan}` : vlan }),
            dhcpd_enabled: dhcp !== undefined,
            ...(dhcp ? { dhcpd_start: dhcp.start, dhcpd_stop: dhcp.stop } : {}),
          }),
      ...(subnet ? { ip_subnet: subnet } : {}),
    }),
  );
}

/** `rest/portconf` */
export function profileRows({ switching }: UnifiView): Row[] {
  return switching.profiles.map(profile => ({
    _id: profile.id,
    name: profile.name,
    forward: profile.forward,
    native_networkconf_id: profile.native ?? '',
    tagged_vlan_mgmt: profile.tagged,
    ...(profile.excluded ? { excluded_networkconf_ids: profile.excluded } : {}),
  }));
}

/** `rest/portforward` */
export function forwardRows({ switching }: UnifiView): Row[] {
  return switching.forwards.map(forward => ({
    _id: forward.id,
    name: forward.name,
    enabled: forward.enabled,
    pfwd_interface: forward.interface,
    proto: forward.protocol,
    dst_port: forward.ports,
    fwd: forward.target,
    fwd_port: forward.targetPorts,
    destination_ip: 'any',
    src: forward.source ?? 'any',
    src_limiting_enabled:
      forward.source !== undefined || forward.sourceGroup !== undefined,
    ...(forward.sourceGroup
      ? {
          src_limiting_type: 'firewall_group',
          src_firewall_group_id: forward.sourceGroup,
        }
      : {}),
    log: false,
  }));
}

/** `rest/firewallgroup` */
export function groupRows({ switching }: UnifiView): Row[] {
  return switching.groups.map(({ id, name, members }) => ({
    _id: id,
    name,
    group_type: 'address-group',
    group_members: members,
  }));
}
