import { z } from 'zod';
import {
  address,
  epoch,
  flag,
  id,
  integer,
  label,
  mac,
  optional,
} from './lenient';

/** `stat/sta`: who is, or lately was, connected. */
export const clientSchema = z.object({
  mac,
  ip: optional(address),
  hostname: optional(label),
  name: optional(label),
  is_wired: optional(flag),
  sw_mac: optional(mac),
  sw_port: optional(integer),
  network_id: optional(id),
  last_seen: optional(epoch),
  _last_seen_by_usw: optional(epoch),
});
export type ClientRow = z.output<typeof clientSchema>;

/** `rest/networkconf` */
export const networkSchema = z.object({
  _id: id,
  name: optional(label),
  purpose: optional(label),
  enabled: optional(flag),
  vlan_enabled: optional(flag),
  vlan: optional(integer),
  ip_subnet: optional(label),
  dhcpd_enabled: optional(flag),
  dhcpd_start: optional(address),
  dhcpd_stop: optional(address),
});
export type NetworkRow = z.output<typeof networkSchema>;

/** `rest/portforward`. Words and grammar: the controller's own validation rules, Network 9.5. */
export const portForwardSchema = z.object({
  _id: id,
  name: optional(label),
  enabled: optional(flag),
  pfwd_interface: optional(z.string().regex(/^(?:wan[2-9]?|both|all)$/)),
  proto: optional(z.enum(['tcp', 'udp', 'tcp_udp'])),
  dst_port: label.pipe(z.string()),
  fwd: address,
  fwd_port: optional(label),
  src: optional(label),
  src_limiting_enabled: optional(flag),
  src_limiting_type: optional(label),
  src_firewall_group_id: optional(id),
  destination_ip: optional(label),
  destination_ips: optional(
    z.array(z.object({ destination_ip: optional(label) })),
  ),
});
export type PortForwardRow = z.output<typeof portForwardSchema>;

/** `rest/firewallgroup`, for the name of one that limits a port forward. */
export const firewallGroupSchema = z.object({ _id: id, name: label });

/** `/devices` of the official API. */
export const officialDeviceSchema = z.object({
  id,
  macAddress: mac,
  ipAddress: optional(address),
  name: optional(label),
  model: optional(label),
  state: optional(label),
  features: optional(z.array(z.string())),
});
export type OfficialDevice = z.output<typeof officialDeviceSchema>;

/** `/clients` of the official API; those that come by VPN have no MAC. */
export const officialClientSchema = z.object({
  type: z.string(),
  macAddress: optional(mac),
  ipAddress: optional(address),
  name: optional(label),
  uplinkDeviceId: optional(id),
});
export type OfficialClient = z.output<typeof officialClientSchema>;

/** `/networks` of the official API; the addresses are in the details only. */
export const officialNetworkSchema = z.object({
  id,
  name: optional(label),
  vlanId: optional(integer),
  enabled: optional(flag),
  management: optional(label),
});
export type OfficialNetwork = z.output<typeof officialNetworkSchema>;

/** `/networks/{id}` */
export const officialNetworkDetailSchema = z.object({
  ipv4Configuration: optional(
    z.object({
      hostIpAddress: optional(address),
      prefixLength: optional(integer),
      dhcpConfiguration: optional(
        z.object({
          ipAddressRange: optional(z.object({ start: address, stop: address })),
        }),
      ),
    }),
  ),
});
export type OfficialNetworkDetail = z.output<
  typeof officialNetworkDetailSchema
>;
