/**
 * The network of a site behind one UniFi console: what people set up, what is plugged in where, and
 * what the controller has wrong. Who is seen on which port follows from the guests and nodes.
 */

/** @public */
export interface LabSwitching {
  /** Short name in the addresses of the controller. */
  site: string;
  /** Version of UniFi Network. */
  version: string;
  /** Gateway first, then its switches, each after the one above it. */
  devices: LabNetworkDevice[];
  networks: LabNetwork[];
  profiles: LabPortProfile[];
  forwards: LabPortForward[];
  /** Groups that limit who may use a port forward. */
  groups: { id: string; name: string; members: string[] }[];
  /** Which ports the cards of a node are plugged into; the first carries its MACs. */
  plugs: LabPlug[];
  /** What is neither node nor guest. */
  stations: LabStation[];
  /** Guests that the controller does not see as they are. */
  oddities: LabOddity[];
}

/** @public */
export interface LabNetworkDevice {
  name: string;
  mac: string;
  /** As the controller writes it: `USXG`. */
  model: string;
  /** As the official API writes it: `US 16 XG`. */
  modelName: string;
  type: 'udm' | 'usw';
  address: string;
  ports: LabSwitchPort[];
  /** The port that leads up, and the device and port there. */
  uplink?: { port: number; device: string; remotePort: number };
  /** Of a gateway. */
  wans: { port: number; address: string }[];
}

/** @public */
export interface LabSwitchPort {
  number: number;
  media: 'GE' | 'SFP+';
  /** Typed by people; absent: the default name. */
  label?: string;
  /** Id of a profile; absent: the port has settings of its own. */
  profile?: string;
  /** Ports of its group, where it is the lowest. */
  lag?: number[];
  /** The controller hides so many MACs that the switch has learned. */
  hiddenMacs?: number;
}

/** @public */
export interface LabNetwork {
  id: string;
  /** Of the official API. */
  uuid: string;
  name: string;
  purpose: 'corporate' | 'vlan-only' | 'wan';
  /** Absent: untagged. */
  vlan?: number;
  /** With the address of the gateway as host part. */
  subnet?: string;
  dhcp?: { start: string; stop: string };
}

/** @public */
export interface LabPortProfile {
  id: string;
  name: string;
  forward: 'all' | 'native' | 'customize' | 'disabled';
  /** Id of a network, or none. */
  native?: string;
  tagged: 'auto' | 'block_all' | 'custom';
  excluded?: string[];
}

/** @public */
export interface LabPortForward {
  id: string;
  name: string;
  enabled: boolean;
  /** `wan`, `wan2`, `both`, `all`. */
  interface: string;
  protocol: 'tcp' | 'udp' | 'tcp_udp';
  ports: string;
  target: string;
  targetPorts: string;
  /** An address, range or network; absent: everybody. */
  source?: string;
  /** Id of a group, instead. */
  sourceGroup?: string;
}

/** @public */
export interface LabPlug {
  node: string;
  device: string;
  /** One for each card. A LAG is a group on the switch; the other ports of a backup pair are silent. */
  ports: number[];
}

/** @public */
export interface LabStation {
  mac: string;
  address?: string;
  hostname?: string;
  /** Absent: listed as wired and nowhere, as a wireless client that has left. */
  at?: { device: string; port: number };
  wireless?: boolean;
  network: string;
  /** Days since it was seen; it is still listed. */
  goneForDays?: number;
}

/**
 * What the controller has wrong about a guest: `unlearned`, seen on the way only (`uplink`), once seen
 * elsewhere (`stale`), on the other port of its group (`second-port`), or written otherwise (`upper-case`).
 * @public
 */
export interface LabOddity {
  vmid: number;
  what: 'unlearned' | 'uplink' | 'stale' | 'second-port' | 'upper-case';
  at?: { device: string; port: number };
}
