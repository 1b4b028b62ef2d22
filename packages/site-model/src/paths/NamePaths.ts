import { Site, SiteProxy } from '../site';
import { Subjects } from '../site/Subjects';
import { compareText } from '../text/compareText';
import { AddressTrails } from './AddressTrails';
import { declaredNameEvidence } from '../judge/hostnames';
import { Forwards } from './Forwards';
import { HostnameBook } from './HostnameBook';
import { ownersOf } from './OwnerFinder';
import { Hop, hopsOf, Path, statusOfHops, Trail } from './path';
import { HostRow, PathBuilder } from './PathBuilder';
import { portMapOf } from './PortMap';
import { isServed, ProxyNames, proxyNames } from './proxyNames';
import { SwitchPorts } from './SwitchPorts';
import { Tails } from './Tails';
import { Targets } from './Targets';
import { readEvidence, Trust } from './Trust';

/** Proxies that send on to one another: more is no set-up of people, but a ring. */
const MAX_PROXIES = 8;

/** Builds the path of one name after another. */
export class NamePaths {
  private readonly names: Map<string, ProxyNames>;
  private readonly builder: PathBuilder;
  private readonly forwards: Forwards;
  private readonly declared: HostnameBook;

  private constructor(site: Site) {
    const subjects = Subjects.create(site);
    const trust = Trust.create(site);
    const ports = portMapOf(site);
    const switchPorts = SwitchPorts.create({ site, subjects, trust, ports });
    this.names = proxyNames(site);
    this.declared = HostnameBook.create(site, this.names);
    this.forwards = Forwards.create(site, subjects, trust);
    this.builder = PathBuilder.create({
      subjects,
      trust,
      targets: Targets.create(site),
      addresses: AddressTrails.create({
        subjects,
        trust,
        owners: ownersOf(site),
        tails: Tails.create({ site, subjects, trust, switchPorts }),
      }),
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
    names: ProxyNames,
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
            ...this.declared.declared(hostname).map(declaredNameEvidence),
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
    names: ProxyNames,
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
    names: ProxyNames,
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
    names: ProxyNames,
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
    names: ProxyNames,
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
