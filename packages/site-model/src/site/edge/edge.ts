import {
  ClientFact,
  DeadHostFact,
  DeclaredHardwareFact,
  NeighbourFact,
  NetworkFact,
  NodeHardwareFact,
  NodeLinkFact,
  PortForwardFact,
  ProxyFact,
  ProxyHostFact,
  RedirectionHostFact,
  StreamFact,
  SwitchFact,
  SwitchPortFact,
} from '../../facts';
import { FreshnessLabel } from '../../observations';

/** One fact of the site with where it was read and what may be said about it now. @public */
export interface Observed<T> {
  sourceId: string;
  scope: string;
  /** API path or file:line. */
  locator?: string;
  collectedAt: string;
  freshness: FreshnessLabel;
  value: T;
}

/** A reverse proxy whose rows are read. @public */
export interface SiteProxy extends Observed<ProxyFact> {
  /**
   * Addresses at which it listens: those it was configured with, and all of the
   * guest that has one of them.
   */
  addresses: string[];
  /** The guest it runs in, where one has its address: `<sourceId>/<vmid>`. */
  guestId?: string;
}

/** Every kind of row of a proxy. @public */
export type ProxyRowKind =
  | 'proxy-host'
  | 'redirection-host'
  | 'dead-host'
  | 'stream';

/** A switch, gateway or access point of a controller. @public */
export interface SiteSwitch extends Observed<SwitchFact> {
  /** Its name, or its MAC where no other switch may be confused with it. */
  label: string;
}

/** One port, or all ports of a link aggregation group: never one of its members alone. @public */
export interface SwitchPortSet {
  /** `<sourceId>/<switch MAC>/<lowest port>`. */
  id: string;
  sourceId: string;
  switchMac: string;
  switchLabel: string;
  /** Lowest first; the lowest carries the clients of a group. */
  ports: number[];
  /** In the order of `ports`; a member that the controller does not list is left out. */
  members: Observed<SwitchPortFact>[];
  /** Another switch or the gateway is behind it, so MACs seen here live elsewhere. */
  isUplink: boolean;
}

/** Everything read from proxies, network controllers and neighbour tables. @public */
export interface SiteEdge {
  proxies: SiteProxy[];
  proxyHosts: Observed<ProxyHostFact>[];
  redirectionHosts: Observed<RedirectionHostFact>[];
  deadHosts: Observed<DeadHostFact>[];
  streams: Observed<StreamFact>[];
  switches: SiteSwitch[];
  switchPorts: SwitchPortSet[];
  clients: Observed<ClientFact>[];
  networks: Observed<NetworkFact>[];
  portForwards: Observed<PortForwardFact>[];
  neighbours: Observed<NeighbourFact>[];
  nodeLinks: Observed<NodeLinkFact>[];
  /** What nodes are built of, as they say and as people wrote it down. */
  nodeHardware: Observed<NodeHardwareFact>[];
  declaredHardware: Observed<DeclaredHardwareFact>[];
  /** True where more than one proxy is configured: its rows are then prefixed. */
  severalProxies: boolean;
  /** True where more than one controller is configured: ports and forwards are then prefixed. */
  severalControllers: boolean;
}
