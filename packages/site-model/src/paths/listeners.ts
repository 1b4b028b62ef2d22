import { pushTo } from '../collections/pushTo';
import { PortForwardFact, StreamFact } from '../facts';
import { parsePortList } from '../parsers';
import { Observed, Site } from '../site';

/** Ports on which one row listens, for one protocol at one place. */
interface Interest<T> {
  place: string;
  protocol: 'tcp' | 'udp';
  first: number;
  last: number;
  row: Observed<T>;
}

/** An interval of ports that several rows want (ruling R16). */
export interface PortConflict<T> {
  sourceId: string;
  /** WAN interface of a forward; empty for a proxy. */
  place: string;
  protocol: 'tcp' | 'udp';
  first: number;
  last: number;
  rows: Observed<T>[];
}

/**
 * Every interval in which two of the interests overlap, once, with all rows that
 * want the whole of it. Sorted by their first port; only what is still open is
 * compared, so rows that do not overlap cost nothing.
 */
function overlaps<T>(
  interests: readonly Interest<T>[],
  isApart: (left: T, right: T) => boolean,
): PortConflict<T>[] {
  const groups = new Map<string, Interest<T>[]>();
  for (const item of interests) {
    const key = `${item.row.sourceId} ${item.place} ${item.protocol}`;
    pushTo(groups, key, item);
  }
  const found = new Map<string, PortConflict<T>>();
  for (const [key, group] of groups) {
    group.sort(
      (left, right) => left.first - right.first || left.last - right.last,
    );
    let open: Interest<T>[] = [];
    for (const item of group) {
      open = open.filter(({ last }) => last >= item.first);
      for (const other of open) {
        if (
          other.row !== item.row &&
          !isApart(other.row.value, item.row.value)
        ) {
          const last = Math.min(other.last, item.last);
          const id = `${key} ${item.first}-${last}`;
          const conflict = found.get(id) ?? {
            sourceId: item.row.sourceId,
            place: item.place,
            protocol: item.protocol,
            first: item.first,
            last,
            rows: [],
          };
          for (const { row } of [other, item]) {
            if (!conflict.rows.includes(row)) {
              conflict.rows.push(row);
            }
          }
          found.set(id, conflict);
        }
      }
      open.push(item);
    }
  }
  return [...found.values()];
}

/** WAN interfaces a gateway may have; `both` and `all` listen on every one in use. */
function places(forwards: readonly Observed<PortForwardFact>[]) {
  const named = new Map<string, Set<string>>();
  for (const { sourceId, value } of forwards) {
    const names = named.get(sourceId) ?? new Set();
    named.set(sourceId, names);
    if (!isEvery(value.interface)) {
      names.add(value.interface);
    }
  }
  return ({ sourceId, value }: Observed<PortForwardFact>): string[] => {
    if (!isEvery(value.interface)) {
      return [value.interface];
    }
    const names = [...(named.get(sourceId) ?? [])];
    return names.length > 0 ? names : ['wan'];
  };
}

function isEvery(name: string): boolean {
  return name === 'both' || name === 'all';
}

/** Two forwards for different strangers, or on different addresses, do not meet. */
function isForSomebodyElse(left: PortForwardFact, right: PortForwardFact) {
  const differ = (one?: string, other?: string) =>
    one !== undefined && other !== undefined && one !== other;
  return (
    differ(left.source, right.source) ||
    differ(left.destination, right.destination)
  );
}

/** Enabled forwards of one WAN interface that want the same ports. */
export function forwardConflicts(
  site: Pick<Site, 'portForwards'>,
): PortConflict<PortForwardFact>[] {
  const enabled = site.portForwards.filter(({ value }) => value.enabled);
  const placesOf = places(enabled);
  return overlaps(
    enabled.flatMap(row =>
      placesOf(row).flatMap(place =>
        (parsePortList(row.value.listenPorts)?.ranges ?? []).flatMap(range =>
          (['tcp', 'udp'] as const)
            .filter(protocol => row.value.protocol.includes(protocol))
            .map(protocol => ({ ...range, place, protocol, row })),
        ),
      ),
    ),
    isForSomebodyElse,
  );
}

/** Enabled streams of one proxy that want the same ports, whether nginx takes them or not. */
export function streamConflicts(
  site: Pick<Site, 'streams'>,
): PortConflict<StreamFact>[] {
  return overlaps(
    site.streams
      .filter(({ value }) => value.enabled)
      .flatMap(row =>
        (parsePortList(row.value.incomingPort)?.ranges ?? []).flatMap(range =>
          (['tcp', 'udp'] as const)
            .filter(protocol => row.value[protocol])
            .map(protocol => ({ ...range, place: '', protocol, row })),
        ),
      ),
    () => false,
  );
}

/** Ports on which a proxy serves its host names itself. */
const WEB_PORTS = [80, 443];

/** Streams on a port where the proxy's own hosts are served: nginx cannot have both. */
export function webPortConflicts(
  site: Pick<Site, 'streams' | 'proxyHosts' | 'redirectionHosts' | 'deadHosts'>,
): PortConflict<StreamFact>[] {
  const serving = new Set(
    [...site.proxyHosts, ...site.redirectionHosts, ...site.deadHosts]
      .filter(({ value }) => value.enabled)
      .map(({ sourceId }) => sourceId),
  );
  return site.streams
    .filter(
      ({ sourceId, value }) =>
        value.enabled && value.tcp && serving.has(sourceId),
    )
    .flatMap(row => {
      const ranges = parsePortList(row.value.incomingPort)?.ranges ?? [];
      return WEB_PORTS.filter(port =>
        ranges.some(({ first, last }) => first <= port && port <= last),
      ).map(port => ({
        sourceId: row.sourceId,
        place: '',
        protocol: 'tcp' as const,
        first: port,
        last: port,
        rows: [row],
      }));
    });
}
