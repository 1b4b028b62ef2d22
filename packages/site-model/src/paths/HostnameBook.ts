import { pushTo } from '../collections/pushTo';
import { DeclaredHostname, Site } from '../site';
import { HostMatcher } from './HostMatcher';
import { HostRow } from './PathBuilder';
import { ProxyNames, proxyNames } from './proxyNames';

/** What people declare of public host names, beside the rows of the proxies. */
export class HostnameBook {
  /** Declarations by name, in the order of the files. */
  readonly byName = new Map<string, DeclaredHostname[]>();
  private readonly patterns: HostMatcher<DeclaredHostname>;

  private constructor(
    site: Site,
    private readonly proxies: ReadonlyMap<string, ProxyNames>,
  ) {
    for (const declared of site.declaredHostnames) {
      pushTo(this.byName, declared.hostname, declared);
    }
    this.patterns = HostMatcher.create(
      site.declaredHostnames.map(value => ({ pattern: value.hostname, value })),
    );
  }

  static create(site: Site, proxies = proxyNames(site)): HostnameBook {
    return new HostnameBook(site, proxies);
  }

  /** The declarations of a name: its own, else those of the wildcard that covers it. */
  declared(hostname: string): readonly DeclaredHostname[] {
    return this.byName.size === 0 ? [] : this.patterns.match(hostname)[0] ?? [];
  }

  /**
   * The enabled rows that answer for a name, at every proxy: those that name it,
   * also where nginx refuses them, else those of a wildcard that is served.
   */
  rowsFor(hostname: string): HostRow[] {
    return [...this.proxies.values()].flatMap(({ byName, served }) => {
      const own = (byName.get(hostname) ?? []).filter(isEnabled);
      return own.length > 0 ? own : served.match(hostname)[0] ?? [];
    });
  }

  /** The rows that name it and are switched off. */
  disabledRows(hostname: string): HostRow[] {
    return this.rowsNaming(hostname).filter(item => !isEnabled(item));
  }

  private rowsNaming(hostname: string): HostRow[] {
    return [...this.proxies.values()].flatMap(
      ({ byName }) => byName.get(hostname) ?? [],
    );
  }

  /** Every name that enabled rows have, with those rows. */
  namesInUse(): Map<string, HostRow[]> {
    const names = new Map<string, HostRow[]>();
    for (const { byName } of this.proxies.values()) {
      for (const [hostname, rows] of byName) {
        rows.filter(isEnabled).forEach(item => pushTo(names, hostname, item));
      }
    }
    return names;
  }
}

function isEnabled({ row }: HostRow): boolean {
  return row.value.enabled;
}

/** `10.0.0.5:80 or 7801`, as typed. */
export function upstreamsText(declared: readonly DeclaredHostname[]): string {
  const texts = declared.flatMap(({ upstreams }) =>
    upstreams.map(({ text, host, port }) =>
      // The port may stand in a column of its own.
      port !== undefined && text === host ? `${text}:${port}` : text,
    ),
  );
  return [...new Set(texts)].join(' or ');
}
