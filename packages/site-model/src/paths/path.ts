import { Evidence } from '../findings';
import { FreshnessLabel } from '../observations';

/** The parts of a path, DOMAIN.md §6. @public */
export type HopKind =
  | 'hostname'
  | 'port-forward'
  | 'proxy'
  | 'address'
  | 'guest'
  | 'node'
  | 'switch-port'
  | 'patch'
  | 'redirect'
  | 'external'
  | 'default-site'
  | 'inside-proxy';

/** How far a hop can be believed, DOMAIN.md §6. @public */
export type HopStatus =
  | 'confirmed'
  | 'likely'
  | 'declared'
  | 'stale'
  | 'unknown'
  | 'conflict'
  | 'not-applicable';

/** Why a hop has its status: stable words, or why its source could not be read. @public */
export type HopReason =
  | 'address-unreadable'
  | 'cable-planned'
  | 'clusters-unreadable'
  | 'dead-host'
  | 'declared-only'
  | 'declared-row-only'
  | 'device'
  | 'foreign-mac'
  | 'forward-conflict'
  | 'free-text-location'
  | 'free-text-not-followed'
  | 'gateway'
  | 'guest-not-running'
  | 'hypervisor'
  | 'isolated-bridge'
  | 'joined-by-mac'
  | 'lan-only'
  | 'learned-elsewhere'
  | 'lldp-only'
  | 'mac-not-learned'
  | 'name-not-resolvable-here'
  | 'no-history'
  | 'no-owner'
  | 'no-record'
  | 'no-source'
  | 'node-offline'
  | 'node-port-unknown'
  | 'node-unknown'
  | 'one-of-several'
  | 'overridden-by-free-text'
  | 'overridden-by-location'
  | 'paused'
  | 'port-down'
  | 'proxy-address-unknown'
  | 'proxy-loop'
  | 'recorded-only'
  | 'records-disagree'
  | 'refused-by-nginx'
  | 'restricted-source'
  | 'row-disabled'
  | 'serving-unknown'
  | 'several-owners'
  | 'several-ports'
  | 'several-rows'
  | 'squatter'
  | 'stale-sighting'
  | 'stale-sighting-elsewhere'
  | 'status-unknown'
  | 'stopped'
  | 'suspended'
  | 'switch-port-unknown'
  | 'template-only'
  | 'uplink-sighting-only'
  | 'wireless'
  | NonNullable<FreshnessLabel['reason']>;

/** One step of a path. @public */
export interface Hop {
  kind: HopKind;
  /** In the forms of INTERFACES.md: `address:<ip>`, `guest:<vmid>`, `port:<switch>/<port>`. */
  ref: string | null;
  /** Of an address: the port requests go to. */
  port?: number;
  /**
   * Of a patch: every port on the way, from that of the switch to the far end, so
   * that each of them leads back here.
   */
  ends?: string[];
  status: HopStatus;
  reason?: HopReason;
  /** Everything the hop rests on; empty where there is nothing to say. */
  evidence: Evidence[];
}

/** One of several ways a path can go on: never a silent pick. @public */
export interface PathBranch {
  /** A location of the proxy host, as typed. */
  location?: string;
  /** One of several owners of the address, in the form of its `ref`. */
  guest?: string;
  node?: string;
  /** A switch, gateway or other device, by its name. */
  device?: string;
  /** One of several rows that want the host name. */
  row?: string;
  hops: Hop[];
}

/** From a public host name to the switch port behind which it is answered. @public */
export interface Path {
  /** Lower case. */
  hostname: string;
  /** The proxy that knows the name: `npm/edge`. */
  proxySourceId: string;
  /** The worst hop of all branches (ruling R17). */
  status: HopStatus;
  hops: Hop[];
  branches?: PathBranch[];
  /** Rows that match the name, too, and that nginx does not choose. */
  shadowed: string[];
}

/** How a path goes on from some point. */
export interface Trail {
  hops: Hop[];
  branches?: PathBranch[];
}

/** From best to worst; what does not apply counts for nothing (ruling R17). @public */
export const HOP_STATUS_ORDER: readonly HopStatus[] = [
  'confirmed',
  'likely',
  'declared',
  'stale',
  'unknown',
  'conflict',
];

/** Position in {@link HOP_STATUS_ORDER}; -1 where the hop does not apply. */
export function statusRank(status: HopStatus): number {
  return HOP_STATUS_ORDER.indexOf(status);
}

/** A status with the reason for it. */
export interface Standing {
  status: HopStatus;
  reason?: HopReason;
}

/** The worse of two; the first where they are equally good. */
export function worse(left: Standing, right: Standing): Standing {
  return statusRank(right.status) > statusRank(left.status) ? right : left;
}

/** The better of two; the first where they are equally good. */
export function better(left: Standing, right: Standing): Standing {
  return statusRank(right.status) < statusRank(left.status) ? right : left;
}

/** The status of a whole path. A path of which nothing applies is confirmed in that. */
export function statusOfHops(hops: Iterable<Hop>): HopStatus {
  let worst: HopStatus = 'confirmed';
  for (const { status } of hops) {
    if (statusRank(status) > statusRank(worst)) {
      worst = status;
    }
  }
  return worst;
}

/** All hops of a path, those of its branches included. @public */
export function hopsOf({
  hops,
  branches,
}: Pick<Path, 'hops' | 'branches'>): Hop[] {
  return branches
    ? [...hops, ...branches.flatMap(branch => branch.hops)]
    : hops;
}
