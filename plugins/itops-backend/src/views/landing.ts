import {
  DevicePort,
  Path,
  SiteSwitch,
  Subjects,
  endRef,
  hopsOf,
} from '@sankofa/site-model';
import { SiteView } from '../site';
import { namedThings } from './refs';
import { pathBook } from './rows/pathBook';

/** Refs of what has no name beside its ref: rows of proxies, addresses, members of a group of ports. */
function namelessThings({ site }: SiteView): ReadonlySet<string> {
  const subjects = Subjects.create(site);
  const rows = [
    ['proxy-host', site.proxyHosts],
    ['redirection-host', site.redirectionHosts],
    ['dead-host', site.deadHosts],
    ['stream', site.streams],
  ] as const;
  return new Set([
    ...rows.flatMap(([kind, items]) =>
      items.map(({ sourceId, value }) =>
        subjects.row(kind, sourceId, value.id),
      ),
    ),
    ...site.addresses.map(({ address }) => subjects.address(address)),
    ...site.switchPorts.flatMap(set =>
      set.ports.map(port => subjects.port({ ...set, ports: [port] })),
    ),
    ...(site.portRecords?.map.ports ?? []).flatMap(recordedRefs),
  ]);
}

/** A port of a panel has the name that ports have, too. */
function recordedRefs({ device, kind, name }: DevicePort): string[] {
  const ref = endRef({ device, kind, port: name });
  return kind === 'interface' ? [ref] : [ref, `port:${device}/${name}`];
}

function switchNamed(ref: string, { site }: SiteView): SiteSwitch | undefined {
  const subjects = Subjects.create(site);
  return site.switches.find(device => subjects.switch(device) === ref);
}

function portRefsOf(device: SiteSwitch, { site }: SiteView): string[] {
  const subjects = Subjects.create(site);
  return site.switchPorts
    .filter(
      ({ sourceId, switchMac }) =>
        sourceId === device.sourceId && switchMac === device.value.mac,
    )
    .map(ports => subjects.port(ports));
}

/**
 * The paths that lead over a thing, in the order of their host names: over a
 * switch those that lead over any of its ports.
 *
 * @param ref - as hops name it, or `switch:<label>`
 */
export function pathsOver(ref: string, view: SiteView): readonly Path[] {
  const book = view.derive(pathBook);
  const device = switchNamed(ref, view);
  if (!device) {
    return book.reverse(ref);
  }
  const found = new Set(
    portRefsOf(device, view).flatMap(port => book.reverse(port)),
  );
  return book.paths.filter(path => found.has(path));
}

/**
 * Whether a finding concerns a thing: a switch with all of its ports, a host name
 * with everything its paths lead over, anything else with its parts.
 *
 * @param ref - as for {@link pathsOver}
 */
export function concerning(
  ref: string,
  view: SiteView,
): (finding: { subject: string }) => boolean {
  const device = switchNamed(ref, view);
  const hops = ref.startsWith('hostname:')
    ? view.derive(pathBook).reverse(ref).flatMap(hopsOf)
    : [];
  const refs = new Set([
    ref,
    ...(device ? portRefsOf(device, view) : []),
    ...hops.flatMap(hop => hop.ref ?? []),
  ]);
  return ({ subject }) => {
    // `guest:7801/net0` is a part of `guest:7801`, `port:core/1` none of `port:core`.
    const whole = subject.replace(/\/(location:.*|net\d+)$/, '');
    return refs.has(subject) || refs.has(whole);
  };
}

/** Whether any source tells of a thing. One on which nothing lands is known, too. */
export function isKnown(ref: string, view: SiteView): boolean {
  return (
    view.derive(namedThings).has(ref) ||
    view.derive(namelessThings).has(ref) ||
    view.derive(pathBook).reverse(ref).length > 0
  );
}
