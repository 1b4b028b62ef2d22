import { pushTo } from '../collections/pushTo';
import { Site, SiteProxy } from '../site';
import { HostMatcher, hostPattern } from './HostMatcher';
import { HostRow } from './PathBuilder';

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

/** nginx answers for its names. */
export function isServed({ row }: HostRow): boolean {
  const { enabled, serving } = row.value;
  return enabled && serving !== 'refused' && serving !== 'disabled';
}

/** One proxy with its rows, as nginx would choose among them. */
export interface ProxyNames {
  sourceId: string;
  proxy?: SiteProxy;
  /** Rows that name a host, served or not, by the name in lower case. */
  byName: Map<string, HostRow[]>;
  served: HostMatcher<HostRow>;
}

/** The names of every proxy that has rows, by its source. */
export function proxyNames(site: Site): Map<string, ProxyNames> {
  const bySource = new Map<string, HostRow[]>();
  for (const item of rowsOf(site)) {
    pushTo(bySource, item.row.sourceId, item);
  }
  const names = new Map<string, ProxyNames>();
  for (const [sourceId, rows] of bySource) {
    const byName = new Map<string, HostRow[]>();
    for (const item of rows) {
      const own = new Set(item.row.value.domainNames.map(hostPattern));
      for (const name of own) {
        pushTo(byName, name, item);
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
