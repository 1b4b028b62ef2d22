import {
  DeadHostFact,
  ProxyHostFact,
  ProxyTarget,
  RedirectionHostFact,
} from '../facts';
import { Evidence } from '../findings';
import { claimEvidence } from '../judge/evidence';
import { ADDRESSES_PASS } from '../observations';
import { Claim, Observed, Site, SiteProxy } from '../site';
import { isSighting } from '../site/addressState';
import { Subjects } from '../site/Subjects';
import { AddressOwner, OwnerFinder, Ownership } from './OwnerFinder';
import {
  better,
  Hop,
  HopKind,
  HopReason,
  PathBranch,
  Standing,
  worse,
} from './path';
import { RowTarget, rowTargets, targetText } from './rowTargets';
import { Tails } from './Tails';
import { Target, Targets } from './Targets';
import { CONFIRMED, readEvidence, Trust } from './Trust';

/** A row with host names. */
export type HostRow =
  | { kind: 'proxy-host'; row: Observed<ProxyHostFact> }
  | { kind: 'redirection-host'; row: Observed<RedirectionHostFact> }
  | { kind: 'dead-host'; row: Observed<DeadHostFact> };

/** How a path goes on from some point. */
export interface Trail {
  hops: Hop[];
  branches?: PathBranch[];
}

/** Finds the row of another proxy that answers for the same name. */
export type RowFinder = (proxy: SiteProxy, hostname: string) => Trail;

const DEFAULT_PORTS: Record<string, number> = { http: 80, https: 443 };

/** What a row leads to, hop by hop (rulings R11 to R14, R17, R18). */
export class PathBuilder {
  private readonly addressHops = new Map<string, Omit<Hop, 'port'>>();

  private constructor(
    private readonly subjects: Subjects,
    private readonly trust: Trust,
    private readonly targets: Targets,
    private readonly owners: OwnerFinder,
    private readonly tails: Tails,
  ) {}

  static create(options: {
    site: Site;
    subjects: Subjects;
    trust: Trust;
    targets: Targets;
    owners: OwnerFinder;
    tails: Tails;
  }): PathBuilder {
    const { subjects, trust, targets, owners, tails } = options;
    return new PathBuilder(subjects, trust, targets, owners, tails);
  }

  rowRef({ kind, row }: HostRow): string {
    return this.subjects.row(kind, row.sourceId, row.value.id);
  }

  /** A hop that says what the row says, as far as its proxy can be believed. */
  rowHop(
    item: HostRow,
    hop: Pick<Hop, 'kind' | 'ref'> & Standing,
    claim: string,
  ): Hop {
    const { status, reason } =
      hop.status === 'not-applicable'
        ? hop
        : worse(hop, this.trust.of(item.row));
    return {
      kind: hop.kind,
      ref: hop.ref,
      status,
      ...(reason && { reason }),
      evidence: [readEvidence(item.row, claim, this.rowRef(item))],
    };
  }

  /** Where a row that nginx serves leads to. */
  served(item: HostRow, follow: (proxy: SiteProxy) => Trail): Trail {
    const ref = this.rowRef(item);
    const standing: Standing =
      item.row.value.serving === 'unknown'
        ? { status: 'likely', reason: 'serving-unknown' }
        : CONFIRMED;
    if (item.kind === 'dead-host') {
      const end = worse({ ...CONFIRMED, reason: 'dead-host' }, standing);
      return {
        hops: [
          this.rowHop(item, { kind: 'proxy', ref, ...end }, 'answers 404'),
        ],
      };
    }
    if (item.kind === 'redirection-host') {
      const { forwardDomainName, httpCode } = item.row.value;
      const to = forwardDomainName.toLowerCase();
      const claim = `redirects to ${to} (${httpCode})`;
      return {
        hops: [
          this.rowHop(item, { kind: 'proxy', ref, ...standing }, claim),
          this.rowHop(
            item,
            { kind: 'redirect', ref: `redirect:${to}`, ...CONFIRMED },
            claim,
          ),
        ],
      };
    }
    return this.proxied(item, standing, follow);
  }

  private proxied(
    item: HostRow & { kind: 'proxy-host' },
    serving: Standing,
    follow: (proxy: SiteProxy) => Trail,
  ): Trail {
    const { value } = item.row;
    const [first, ...others] = rowTargets(value);
    const ref = this.rowRef(item);
    const hop = (standing: Standing, { target }: RowTarget) =>
      this.rowHop(
        item,
        { kind: 'proxy', ref, ...standing },
        target ? `sends to ${targetText(target)}` : 'its free text answers',
      );
    const isLoop = (part: RowTarget) =>
      part.target !== undefined &&
      this.targets.read(part.target.host, item.row.sourceId).kind === 'self';
    const loop: Standing = { status: 'conflict', reason: 'proxy-loop' };
    if (isLoop(first) && others.length === 0) {
      return { hops: [hop(loop, first)] };
    }
    const proxy = hop([overridden(first, value), serving].reduce(worse), first);
    const trailOf = (part: RowTarget): Trail =>
      isLoop(part)
        ? { hops: [hop(loop, part)] }
        : this.target(item, part.target, follow);
    if (others.length === 0) {
      const { hops, branches } = trailOf(first);
      return { hops: [proxy, ...hops], ...(branches && { branches }) };
    }
    return {
      hops: [proxy],
      branches: [{ ...first, location: '/' }, ...others].flatMap(part => {
        const { hops, branches } = trailOf(part);
        const { location } = part;
        return branches
          ? branches.map(branch => ({
              location,
              ...branch,
              hops: [...hops, ...branch.hops],
            }))
          : [{ location, hops }];
      }),
    };
  }

  private target(
    item: HostRow,
    target: ProxyTarget | undefined,
    follow: (proxy: SiteProxy) => Trail,
  ): Trail {
    if (!target) {
      const unknown: Standing = {
        status: 'unknown',
        reason: 'free-text-not-followed',
      };
      const ref = 'inside-proxy:free-text';
      return {
        hops: [
          this.rowHop(
            item,
            { kind: 'inside-proxy', ref, ...unknown },
            'its free text answers by itself, or in a way that is not followed',
          ),
        ],
      };
    }
    const port = target.port ?? DEFAULT_PORTS[target.scheme.toLowerCase()];
    const meant = this.targets.read(target.host, item.row.sourceId);
    switch (meant.kind) {
      case 'address':
        return this.address(meant.address, port);
      case 'proxy': {
        const { hops, branches } = this.address(meant.address, port);
        const [address] = hops;
        // The request arrives at a proxy, which is where the path goes on.
        return branches
          ? { hops, branches }
          : prefixed(address, follow(meant.proxy));
      }
      default:
        return { hops: [this.leaf(item, meant, target)] };
    }
  }

  private leaf(
    item: HostRow,
    meant: Target & { kind: 'inside-proxy' | 'external' | 'self' },
    target: ProxyTarget,
  ): Hop {
    const kind: HopKind =
      meant.kind === 'external' ? 'external' : 'inside-proxy';
    const host = 'host' in meant ? meant.host : meant.address;
    const port = target.port === undefined ? '' : `:${target.port}`;
    const standing: Standing =
      kind === 'external'
        ? CONFIRMED
        : { status: 'unknown', reason: 'name-not-resolvable-here' };
    return this.rowHop(
      item,
      { kind, ref: `${kind}:${host}${port}`, ...standing },
      `sends to ${targetText(target)}`,
    );
  }

  /** From an address to the patch panel; one branch for each of several owners. */
  address(address: string, port: number | undefined): Trail {
    const ownership = this.owners.of(address);
    const { owners } = ownership;
    const hop = this.addressHop(address, port, ownership);
    if (owners.length === 0) {
      return { hops: [hop] };
    }
    if (owners.length === 1) {
      return { hops: [hop, ...this.tails.of(owners[0], address)] };
    }
    return {
      hops: [hop],
      branches: owners.map(owner => ({
        ...this.ownerName(owner),
        hops: this.tails.of(owner, address),
      })),
    };
  }

  private ownerName(owner: AddressOwner): Pick<PathBranch, 'guest' | 'node'> {
    switch (owner.kind) {
      case 'guest':
        return { guest: this.subjects.guest(owner.guest) };
      case 'node':
        return { node: this.subjects.node(owner.node) };
      default:
        return {};
    }
  }

  private addressHop(
    address: string,
    port: number | undefined,
    ownership: Ownership,
  ): Hop {
    let hop = this.addressHops.get(address);
    if (!hop) {
      const { status, reason } = this.standingOf(ownership);
      hop = {
        kind: 'address',
        ref: this.subjects.address(address),
        status,
        ...(reason && { reason }),
        evidence: evidenceOf(ownership),
      };
      this.addressHops.set(address, hop);
    }
    const { kind, ref, ...rest } = hop;
    return { kind, ref, ...(port !== undefined && { port }), ...rest };
  }

  private standingOf({ owners, isContested, why }: Ownership): Standing {
    if (owners.length === 0) {
      return { status: 'unknown', reason: why ?? 'no-owner' };
    }
    if (owners.length > 1) {
      return { status: 'conflict', reason: 'several-owners' };
    }
    return isContested
      ? { status: 'conflict', reason: 'foreign-mac' }
      : this.ownerStanding(owners[0]);
  }

  private ownerStanding(owner: AddressOwner): Standing {
    if (owner.basis === 'declared') {
      return { status: 'declared', reason: 'declared-only' };
    }
    if (owner.basis === 'earlier') {
      return { status: 'stale', reason: 'stale-sighting' };
    }
    const seen = owner.claims
      .map(claim => this.trust.of(claim, passOf(claim)))
      .reduce(better);
    const node =
      owner.kind === 'guest' ? this.tails.nodeOf(owner.guest) : undefined;
    const home = owner.kind === 'node' ? owner.node : node;
    const joined = joinedBy(owner, this.trust);
    const parts: Standing[] = [joined, seen];
    if (home?.status === 'offline') {
      parts.push({ status: 'stale', reason: 'node-offline' });
    }
    return parts.reduce(worse);
  }
}

/** What people wrote into the row beside its target. */
function overridden(first: RowTarget, value: ProxyHostFact): Standing {
  if (first.via === 'free-text') {
    return { status: 'likely', reason: 'overridden-by-free-text' };
  }
  if (value.freeLocations.length > 0) {
    return { status: 'likely', reason: 'free-text-location' };
  }
  return first.via === 'location'
    ? { status: 'confirmed', reason: 'overridden-by-location' }
    : CONFIRMED;
}

function prefixed(hop: Hop, { hops, branches }: Trail): Trail {
  return { hops: [hop, ...hops], ...(branches && { branches }) };
}

function passOf({ kind }: Claim): string | undefined {
  return kind === 'guest-agent' ? ADDRESSES_PASS : undefined;
}

/**
 * What an owner is told by: of a guest whose own configuration names no address,
 * the MAC in it, which then has to be believed, too.
 */
function joinedBy(owner: AddressOwner, trust: Trust): Standing {
  if (owner.kind === 'device' && !owner.isCertain) {
    return { status: 'likely', reason: 'clusters-unreadable' };
  }
  if (owner.kind !== 'guest' || !owner.claims.every(isSighting)) {
    return CONFIRMED;
  }
  const { sourceId, vmid, configFreshness } = owner.guest;
  const config = trust.of({
    sourceId,
    scope: `guest:${vmid}`,
    freshness: configFreshness,
  });
  return worse(
    { status: 'confirmed', reason: 'joined-by-mac' as HopReason },
    config,
  );
}

/** Owners first; without any, everything that speaks of the address at all. */
function evidenceOf({ owners, known }: Ownership): Evidence[] {
  const claims = known?.claims ?? [];
  const own = new Set(owners.flatMap(owner => owner.claims));
  return [
    ...claims.filter(claim => own.has(claim)),
    ...claims.filter(claim => !own.has(claim)),
  ].map(claimEvidence);
}
