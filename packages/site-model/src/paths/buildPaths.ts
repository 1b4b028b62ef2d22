import { Site, SiteProxy } from '../site';
import { Subjects } from '../site/Subjects';
import { compareText } from '../text/compareText';
import { Forwards } from './Forwards';
import { HostMatcher, hostPattern } from './HostMatcher';
import { OwnerFinder } from './OwnerFinder';
import { Hop, hopsOf, Path, statusOfHops } from './path';
import { HostRow, PathBuilder, Trail } from './PathBuilder';
import { PathBook } from './PathBook';
import { PortMap } from './PortMap';
import { SwitchPorts } from './SwitchPorts';
import { Tails } from './Tails';
import { Targets } from './Targets';
import { readEvidence, Trust } from './Trust';

/** Proxies that send on to one another: more is no set-up of people, but a ring. */
const MAX_PROXIES = 8;

function rowsOf(site: Site): HostRow[] {
  return [
    ...site.proxyHosts.map(row => ({ kind: 'proxy-host' as const, row })),
    ...site.redirectionHosts.map(row => ({
      kind: 'redirection-host' as const,
      row,
    })),
    ...site.deadHosts.map(row => ({ kind: 'dead-host' as const, row })),
  ];
}

function isServed({ row }: HostRow): boolean {
  const { enabled, serving } = row.value;
  return enabled && serving !== 'refused' && serving !== 'disabled';
}

/** One proxy with its rows, as nginx would choose among them. */
interface Names {
  sourceId: string;
  proxy?: SiteProxy;
  /** Rows that name a host, served or not, by the name in lower case. */
  byName: Map<string, HostRow[]>;
  served: HostMatcher<HostRow>;
}

function namesOf(site: Site): Map<string, Names> {
  const bySource = new Map<string, HostRow[]>();
  for (const item of rowsOf(site)) {
    const others = bySource.get(item.row.sourceId);
    if (others) {
      others.push(item);
    } else {
      bySource.set(item.row.sourceId, [item]);
    }
  }
  const names = new Map<string, Names>();
  for (const [sourceId, rows] of bySource) {
    const byName = new Map<string, HostRow[]>();
    for (const item of rows) {
      const own = new Set(item.row.value.domainNames.map(hostPattern));
      for (const name of own) {
        const others = byName.get(name);
        if (others) {
          others.push(item);
        } else {
          byName.set(name, [item]);
        }
      }
    }
    names.set(sourceId, {
      sourceId,
      proxy: site.proxies.find(item => item.sourceId === sourceId),
      byName,
      served: HostMatcher.create(
        rows
          .filter(isServed)
          .flatMap(value =>
            value.row.value.domainNames.map(pattern => ({ pattern, value })),
          ),
      ),
    });
  }
  return names;
}

/** Builds the path of one name after another. */
class NamePaths {
  private readonly names: Map<string, Names>;
  private readonly builder: PathBuilder;
  private readonly forwards: Forwards;

  private constructor(site: Site) {
    const subjects = Subjects.create(site);
    const trust = Trust.create(site);
    const ports = PortMap.create(site);
    const switchPorts = SwitchPorts.create({ site, subjects, trust, ports });
    this.names = namesOf(site);
    this.forwards = Forwards.create(site, subjects, trust);
    this.builder = PathBuilder.create({
      site,
      subjects,
      trust,
      targets: Targets.create(site),
      owners: OwnerFinder.create(site),
      tails: Tails.create({ site, subjects, trust, switchPorts }),
    });
  }

  static create(site: Site): NamePaths {
    return new NamePaths(site);
  }

  all(): Path[] {
    return [...this.names.values()]
      .flatMap(names => {
        const entry = this.forwards.to(names.proxy);
        return [...names.byName].map(([hostname, rows]) =>
          this.path(hostname, rows, names, entry),
        );
      })
      .sort(
        (left, right) =>
          compareText(left.hostname, right.hostname) ||
          compareText(left.proxySourceId, right.proxySourceId),
      );
  }

  private path(
    hostname: string,
    rows: readonly HostRow[],
    names: Names,
    entry: readonly Hop[],
  ): Path {
    const served = rows.filter(isServed);
    const [named] = served.length > 0 ? served : rows;
    const { hops, branches } = this.chosen(hostname, rows, names, []);
    const losers = names.served
      .match(hostname)
      .flat()
      .filter(item => !served.includes(item));
    const shadowed = served.length > 0 ? losers : losers.slice(1);
    const refs = [...new Set(shadowed.map(item => this.builder.rowRef(item)))];
    const first = this.builder.rowHop(
      named,
      { kind: 'hostname', ref: `hostname:${hostname}`, status: 'confirmed' },
      'named by the row',
    );
    const path: Path = {
      hostname,
      proxySourceId: names.sourceId,
      status: 'confirmed',
      hops: [
        {
          ...first,
          evidence: [
            ...first.evidence,
            ...shadowed.map(item =>
              readEvidence(
                item.row,
                'matches the name, too, and is not chosen',
                this.builder.rowRef(item),
              ),
            ),
          ],
        },
        ...entry,
        ...hops,
      ],
      ...(branches && { branches }),
      shadowed: refs,
    };
    path.status = statusOfHops(hopsOf(path));
    return path;
  }

  /** @param passed - proxies the request has been through */
  private chosen(
    hostname: string,
    rows: readonly HostRow[],
    names: Names,
    passed: readonly string[],
  ): Trail {
    const served = rows.filter(isServed);
    if (served.length > 1) {
      return this.several(hostname, served, names, passed);
    }
    return served.length === 1
      ? this.served(hostname, served[0], names, passed)
      : this.unserved(hostname, rows, names, passed);
  }

  private served(
    hostname: string,
    item: HostRow,
    names: Names,
    passed: readonly string[],
  ): Trail {
    const through = [...passed, names.sourceId];
    return this.builder.served(item, proxy =>
      this.onward(hostname, item, proxy, through),
    );
  }

  /** nginx takes one of them and says nothing: nobody can rely on which. */
  private several(
    hostname: string,
    served: readonly HostRow[],
    names: Names,
    passed: readonly string[],
  ): Trail {
    const [first] = served;
    const hop = this.builder.rowHop(
      first,
      {
        kind: 'proxy',
        ref: null,
        status: 'conflict',
        reason: 'several-rows',
      },
      `one of ${served.length} rows with this name`,
    );
    return {
      hops: [hop],
      branches: served.flatMap(item => {
        const row = this.builder.rowRef(item);
        const { hops, branches } = this.served(hostname, item, names, passed);
        return branches
          ? branches.map(branch => ({
              row,
              ...branch,
              hops: [...hops, ...branch.hops],
            }))
          : [{ row, hops }];
      }),
    };
  }

  /** Disabled or refused: whoever matches next answers, else the default site (ruling R18). */
  private unserved(
    hostname: string,
    rows: readonly HostRow[],
    names: Names,
    passed: readonly string[],
  ): Trail {
    const hops = rows.map(item =>
      this.builder.rowHop(
        item,
        {
          kind: 'proxy',
          ref: this.builder.rowRef(item),
          ...(item.row.value.enabled
            ? { status: 'conflict', reason: 'refused-by-nginx' }
            : { status: 'not-applicable', reason: 'row-disabled' }),
        },
        item.row.value.enabled
          ? `nginx refuses it: ${item.row.value.refusal ?? 'no reason given'}`
          : 'switched off',
      ),
    );
    const [next] = names.served.match(hostname);
    if (next) {
      const trail = this.chosen(hostname, next, names, passed);
      return { ...trail, hops: [...hops, ...trail.hops] };
    }
    const end = this.builder.rowHop(
      rows[0],
      {
        kind: 'default-site',
        ref: `default-site:${names.sourceId}`,
        status: 'confirmed',
      },
      'no row that is served matches the name',
    );
    return { hops: [...hops, end] };
  }

  /** The same request at the next proxy. */
  private onward(
    hostname: string,
    from: HostRow,
    proxy: SiteProxy,
    passed: readonly string[],
  ): Trail {
    if (passed.includes(proxy.sourceId) || passed.length >= MAX_PROXIES) {
      return {
        hops: [
          this.builder.rowHop(
            from,
            {
              kind: 'proxy',
              ref: this.builder.rowRef(from),
              status: 'conflict',
              reason: 'proxy-loop',
            },
            `sends back to ${proxy.sourceId}, which the request came through`,
          ),
        ],
      };
    }
    const names = this.names.get(proxy.sourceId);
    const [rows] = names?.served.match(hostname) ?? [];
    if (names && rows) {
      return this.chosen(hostname, rows, names, passed);
    }
    return {
      hops: [
        this.builder.rowHop(
          from,
          {
            kind: 'default-site',
            ref: `default-site:${proxy.sourceId}`,
            status: 'confirmed',
          },
          `${proxy.sourceId} has no row for the name`,
        ),
      ],
    };
  }
}

/**
 * The path of every public host name, and the way back from anything on it.
 * Pure; in time proportional to names, guests and clients.
 *
 * @param site - what `buildSite` joined
 * @public
 */
export function buildPaths(site: Site): PathBook {
  return PathBook.create(NamePaths.create(site).all());
}
