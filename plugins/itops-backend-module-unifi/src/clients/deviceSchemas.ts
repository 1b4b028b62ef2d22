import { z } from 'zod';
import {
  address,
  epoch,
  flag,
  integer,
  id,
  label,
  mac,
  optional,
  perhapsAddress,
  perhapsMac,
  portOrFalse,
} from './lenient';

/*
 * `stat/device` of Network 4 to 10. Only what becomes a fact is named; counters, rates and keys are
 * dropped here. Field names and types: recordings of aiounifi, unpoller and thib3113.
 */

/** A neighbour that announced itself by LLDP. */
export const lldpSchema = z.object({
  local_port_idx: optional(integer),
  local_port_name: optional(label),
  chassis_id: optional(label),
  port_id: optional(label),
  system_name: optional(label),
});
export type LldpRow = z.output<typeof lldpSchema>;

/** A device of the same console below this one. */
export const downlinkSchema = z.object({
  mac: perhapsMac,
  port_idx: optional(integer),
});
export type DownlinkRow = z.output<typeof downlinkSchema>;

/** Firmware before 6 puts the neighbours of a port into the port. */
const portLldpSchema = z.object({
  lldp_chassis_id: optional(label),
  lldp_port_id: optional(label),
  lldp_system_name: optional(label),
});

const wan = optional(
  z.object({ ip: optional(address), name: optional(label) }),
);

/** A switch, gateway or access point without its ports. */
export const deviceSchema = z.object({
  mac,
  name: optional(label),
  model: optional(label),
  type: optional(label),
  ip: optional(address),
  lan_ip: optional(address),
  config_network_lan: optional(z.object({ cidr: optional(label) })),
  config_network: optional(z.object({ ip: optional(address) })),
  state: optional(integer),
  last_seen: optional(epoch),
  uplink: optional(
    z.object({
      uplink_mac: perhapsMac,
      uplink_remote_port: optional(integer),
      port_idx: optional(integer),
      ip: optional(address),
    }),
  ),
  wan1: wan,
  wan2: wan,
  wan3: wan,
  wan4: wan,
  // Row by row, so that one that is wrong does not take the device with it.
  downlink_table: optional(z.array(z.unknown())),
  lldp_table: optional(z.array(z.unknown())),
  port_table: optional(z.array(z.unknown())),
  port_overrides: optional(z.array(z.unknown())),
});
export type DeviceRow = z.output<typeof deviceSchema>;

/** How a port, or a profile, treats VLANs. */
const vlanFields = {
  forward: optional(z.enum(['all', 'native', 'customize', 'disabled'])),
  // "" is no native network; a field that is not there says nothing.
  native_networkconf_id: z.string().nullish(),
  tagged_vlan_mgmt: optional(z.enum(['auto', 'block_all', 'custom'])),
  excluded_networkconf_ids: optional(z.array(z.string())),
  /** Before 7.4: what is let through, instead of what is not. */
  tagged_networkconf_ids: optional(z.array(z.string())),
  voice_networkconf_id: optional(z.string()),
};

export const portSchema = z.object({
  // The interfaces of a USG stand in this table, too; they have no number.
  port_idx: optional(integer),
  name: optional(label),
  ifname: optional(label),
  network_name: optional(label),
  media: optional(label),
  up: optional(flag),
  enable: optional(flag),
  speed: optional(integer),
  is_uplink: optional(flag),
  port_poe: optional(flag),
  poe_mode: optional(label),
  poe_enable: optional(flag),
  op_mode: optional(label),
  masked: optional(flag),
  aggregated_by: optional(portOrFalse),
  lag_idx: optional(integer),
  portconf_id: optional(id),
  last_connection: optional(z.object({ mac: perhapsMac, ip: perhapsAddress })),
  lldp_table: optional(z.array(portLldpSchema)),
  ...vlanFields,
});
export type PortRow = z.output<typeof portSchema>;

/** What people set for a port: its name, and which ports a LAG has. */
export const portOverrideSchema = z.object({
  port_idx: optional(integer),
  name: optional(label),
  op_mode: optional(label),
  aggregate_members: optional(z.array(integer)),
  /** Before 7.4: so many, from this one on. */
  aggregate_num_ports: optional(integer),
});
export type PortOverride = z.output<typeof portOverrideSchema>;

/** `rest/portconf`: a port profile. */
export const profileSchema = z.object({
  _id: id,
  name: optional(label),
  ...vlanFields,
});
export type ProfileRow = z.output<typeof profileSchema>;
