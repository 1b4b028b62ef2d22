import { z } from 'zod';

/**
 * What the network controller (UniFi) says of switches, ports, clients, networks
 * and port forwards. Times, counters and rates are left out: they would make
 * every run a change.
 */

/** A switch or gateway; key: its MAC. */
export const switchFactSchema = z.object({
  /** Lower case, colon separated. */
  mac: z.string(),
  name: z.string().optional(),
  model: z.string().optional(),
  kind: z.enum(['switch', 'gateway', 'access-point', 'other']),
  /** Address in the LAN; of a gateway not the one of its WAN. */
  address: z.string().optional(),
  state: z.enum(['connected', 'disconnected', 'unknown']),
  /** The device above it, and the ports at both ends. */
  uplink: z
    .object({
      mac: z.string(),
      port: z.number().int().optional(),
      remotePort: z.number().int().optional(),
    })
    .optional(),
  /** WAN interfaces of a gateway: `wan`, `wan2`. */
  wans: z.array(z.object({ name: z.string(), address: z.string().optional() })),
});

/** One port; key: `<switch MAC>/<port>`. */
export const switchPortFactSchema = z.object({
  switchMac: z.string(),
  /** Number as the controller counts. */
  port: z.number().int(),
  /** Label as typed by people, or the default name. */
  name: z.string().optional(),
  interface: z.string().optional(),
  /** `GE`, `SFP+`, `2.5GbE` … */
  media: z.string().optional(),
  up: z.boolean(),
  enabled: z.boolean(),
  /** 0 or absent while down. */
  speedMbps: z.number().int().optional(),
  /** Towards another switch or the gateway, as the controller says. */
  isUplink: z.boolean(),
  poe: z.enum(['on', 'off', 'none']),
  /** All ports of its link aggregation group, lowest first; the lowest carries the clients. */
  lag: z.array(z.number().int()).optional(),
  /** Name of its profile, where one decides. */
  profile: z.string().optional(),
  nativeVlan: z.number().int().optional(),
  /** VLANs carried tagged: `all` that the controller knows, or these. */
  taggedVlans: z.union([z.literal('all'), z.array(z.number().int())]),
  /** Neighbours that announced themselves by LLDP. */
  lldp: z.array(
    z.object({
      chassisId: z.string(),
      portId: z.string().optional(),
      systemName: z.string().optional(),
    }),
  ),
  /** The MAC that was there last, while the port is down, and the address it had. */
  lastMac: z.string().optional(),
  lastAddress: z.string().optional(),
});

/** A client by MAC; key: the MAC. */
export const clientFactSchema = z.object({
  mac: z.string(),
  address: z.string().optional(),
  hostname: z.string().optional(),
  /** Name given by people. */
  name: z.string().optional(),
  wired: z.boolean(),
  switchMac: z.string().optional(),
  port: z.number().int().optional(),
  /** Id of its network. */
  networkId: z.string().optional(),
  /** `present`: seen within the last minutes before the reading; `stale`: listed, but seen longer ago. */
  presence: z.enum(['present', 'stale']),
  /** Of a stale one: when the controller last saw it, by its own clock. */
  seenAt: z.string().optional(),
});

/** A network; key: the controller's id. */
export const networkFactSchema = z.object({
  id: z.string(),
  name: z.string().optional(),
  vid: z.number().int().optional(),
  /** With host part: the gateway's own address is `gateway`. */
  cidr: z.string().optional(),
  gateway: z.string().optional(),
  dhcp: z.object({ start: z.string(), stop: z.string() }).optional(),
  purpose: z.string().optional(),
});

/** A port forward; key: the controller's id. */
export const portForwardFactSchema = z.object({
  id: z.string(),
  name: z.string().optional(),
  enabled: z.boolean(),
  /** `wan`, `wan2` …; `both` and `all` are kept as written. */
  interface: z.string(),
  protocol: z.enum(['tcp', 'udp', 'tcp_udp']),
  /** As typed: up to 15 ports or ranges, comma separated. */
  listenPorts: z.string(),
  targetAddress: z.string(),
  /** As typed; empty means the same as `listenPorts`. */
  targetPorts: z.string(),
  /** Absent where everybody may; else addresses, ranges or the name of a group. */
  source: z.string().optional(),
  /** Address of the WAN it listens on, where limited. */
  destination: z.string().optional(),
});
