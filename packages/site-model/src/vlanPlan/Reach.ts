import { isReadable } from '../observations';
import { AddressOwner, OwnerFinder } from '../paths/OwnerFinder';
import { Hop, HopKind, HopReason, hopsOf, Path } from '../paths/path';
import { PathBook } from '../paths/PathBook';
import { PortMap } from '../paths/PortMap';
import { Segments } from '../paths/Segments';
import { Guest, Site, SiteProxy } from '../site';
import { addressOfHost } from '../site/edge/hosts';
import { Subjects } from '../site/Subjects';
import { MovePlanner } from './moves';

/** A place that requests for a host name arrive at: the proxy, or what is behind it. */
export interface Landing {
  /** `entry`: a port forward leads there; `upstream`: a row does. */
  role: 'entry' | 'upstream';
  /** Which part of the name it is about: a row or location, where there are several. */
  part: string;
  address: string;
  owners: readonly AddressOwner[];
  /** Why nobody can rely on its owner. */
  doubt?: HopReason;
}

/** Hops that decide where a request goes; those behind the guest only say over which wire. */
const DECIDING: ReadonlySet<HopKind> = new Set([
  'hostname',
  'port-forward',
  'proxy',
  'address',
  'guest',
  'inside-proxy',
]);

/** Hops that rows and forwards alone decide. */
export const ROW_KINDS: ReadonlySet<HopKind> = new Set([
  'hostname',
  'port-forward',
  'proxy',
  'inside-proxy',
]);

/** Nobody is there, and that is known. */
const NOBODY: ReadonlySet<HopReason | undefined> = new Set<
  HopReason | undefined
>(['no-owner', 'squatter', 'template-only']);

function isNobody({ kind, reason }: Hop): boolean {
  return kind === 'address' && NOBODY.has(reason);
}

/** One name for an owner, the same before and after a move. */
export function ownerKey(owner: AddressOwner): string {
  switch (owner.kind) {
    case 'guest':
      return `guest:${owner.guest.id}`;
    case 'node':
      return `node:${owner.node.id}`;
    case 'switch':
      return `switch:${owner.device.sourceId}/${owner.device.value.mac}`;
    default:
      return `device:${owner.claims[0].owner}`;
  }
}

/** Where the host names of a site arrive, and how far that can be believed. */
export class Reach {
  readonly owners: OwnerFinder;
  readonly planner: MovePlanner;
  readonly subjects: Subjects;
  private readonly forwardTargets: ReadonlyMap<string, string>;
  private readonly proxies: ReadonlyMap<string, SiteProxy>;
  private readonly proxiesByAddress = new Map<string, SiteProxy>();

  private constructor(readonly site: Site, readonly book: PathBook) {
    this.subjects = Subjects.create(site);
    this.owners = OwnerFinder.create(site);
    this.planner = MovePlanner.create(
      site,
      Segments.create(site, PortMap.create(site)),
    );
    this.forwardTargets = new Map(
      site.portForwards.flatMap(({ sourceId, value }) => {
        const address = addressOfHost(value.targetAddress);
        const ref = this.subjects.portForward(sourceId, value.id);
        return address === undefined ? [] : [[ref, address]];
      }),
    );
    this.proxies = new Map(site.proxies.map(item => [item.sourceId, item]));
    for (const proxy of site.proxies) {
      for (const address of proxy.addresses) {
        this.proxiesByAddress.set(address, proxy);
      }
    }
  }

  static create(site: Site, book: PathBook): Reach {
    return new Reach(site, book);
  }

  landings({ hops, branches = [] }: Path): Landing[] {
    return [
      ...hops.flatMap(hop => this.landingOf(hop, '') ?? []),
      ...branches.flatMap(({ row = '', location = '', hops: own }) =>
        own.flatMap(hop => this.landingOf(hop, `${row} ${location}`) ?? []),
      ),
    ];
  }

  private landingOf(
    { kind, ref, status, reason }: Hop,
    part: string,
  ): Landing | undefined {
    if (ref === null || (kind !== 'address' && kind !== 'port-forward')) {
      return undefined;
    }
    const address =
      kind === 'address'
        ? ref.slice('address:'.length)
        : this.forwardTargets.get(ref);
    if (address === undefined) {
      return undefined;
    }
    const { owners, isContested } = this.owners.of(address);
    const isDoubtful =
      owners.length > 1 || isContested || status === 'conflict';
    const doubt: HopReason | undefined = isDoubtful
      ? (kind === 'address' ? reason : undefined) ?? 'several-owners'
      : undefined;
    return {
      role: kind === 'address' ? 'upstream' : 'entry',
      part,
      address,
      owners,
      ...(doubt && { doubt }),
    };
  }

  /** Why nobody can say now where a name arrives; nothing where it is known. */
  blindness(
    path: Path,
    kinds: ReadonlySet<HopKind> = DECIDING,
  ): HopReason | undefined {
    const hop = hopsOf(path).find(
      item =>
        kinds.has(item.kind) &&
        (item.status === 'unknown' ||
          item.status === 'stale' ||
          item.status === 'declared') &&
        !isNobody(item),
    );
    if (hop) {
      return hop.reason ?? 'internal';
    }
    const unread = this.landings(path)
      .flatMap(({ owners }) => owners)
      .find(owner => owner.basis !== 'observed' || !isCurrent(owner));
    return unread ? 'address-unreadable' : undefined;
  }

  /** A path ends at an address that nobody has, as far as anybody could look. */
  hasOpenEnd(path: Path): boolean {
    return this.landings(path).some(({ owners }) => owners.length === 0);
  }

  /** Every proxy a request for the name goes through. */
  passed(path: Path): SiteProxy[] {
    const own = this.proxies.get(path.proxySourceId);
    const onward = this.landings(path).flatMap(
      ({ address }) => this.proxiesByAddress.get(address) ?? [],
    );
    return [...new Set([...(own ? [own] : []), ...onward])];
  }
}

/** Something was read of the owner that still counts, if only in part. */
export function isCurrent(owner: AddressOwner): boolean {
  const said = owner.claims.map(({ freshness }) => freshness);
  return said.some(label => isReadable(label) || label.freshness === 'partial');
}

/** Somebody looked at all addresses of a guest, and not long ago. */
export function isFullyRead(guest: Guest): boolean {
  return (
    guest.addressesUnreadable === undefined &&
    isReadable(guest.freshness) &&
    isReadable(guest.configFreshness)
  );
}
