import {
  DeadHostFact,
  ProxyHostFact,
  ProxyTarget,
  RedirectionHostFact,
} from '../facts';
import { Observed, SiteProxy } from '../site';
import { Subjects } from '../site/Subjects';
import { AddressTrails } from './AddressTrails';
import { Hop, HopKind, Standing, Trail, worse } from './path';
import { RowTarget, rowTargets, targetText } from './rowTargets';
import { Target, Targets } from './Targets';
import { CONFIRMED, readEvidence, Trust } from './Trust';

/** A row with host names. */
export type HostRow =
  | { kind: 'proxy-host'; row: Observed<ProxyHostFact> }
  | { kind: 'redirection-host'; row: Observed<RedirectionHostFact> }
  | { kind: 'dead-host'; row: Observed<DeadHostFact> };

const DEFAULT_PORTS: Record<string, number> = { http: 80, https: 443 };

/** What a row leads to, hop by hop (rulings R11 to R14, R17, R18). */
export class PathBuilder {
  private constructor(
    private readonly subjects: Subjects,
    private readonly trust: Trust,
    private readonly targets: Targets,
    private readonly addresses: AddressTrails,
  ) {}

  static create(options: {
    subjects: Subjects;
    trust: Trust;
    targets: Targets;
    addresses: AddressTrails;
  }): PathBuilder {
    const { subjects, trust, targets, addresses } = options;
    return new PathBuilder(subjects, trust, targets, addresses);
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
        return this.addresses.to(meant.address, port);
      case 'proxy': {
        const { hops, branches } = this.addresses.to(meant.address, port);
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
