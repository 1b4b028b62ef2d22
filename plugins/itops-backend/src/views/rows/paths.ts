import {
  HopView,
  PathBranchView,
  PathChange,
  PathRow,
} from '@sankofa/plugin-itops-common';
import {
  HOP_STATUS_ORDER,
  Hop,
  Path,
  PathBranch,
  hopsOf,
} from '@sankofa/site-model';
import { isDeepStrictEqual } from 'node:util';
import { SiteView } from '../../site';
import { titleOf } from '../refs';
import { SortedTable } from '../table';
import { pathBook } from './pathBook';

/** What a hop without a thing of its own is called. */
const NAMELESS: Partial<Record<Hop['kind'], string>> = {
  'port-forward': 'no forward',
  guest: 'no guest',
  node: 'no node',
  'switch-port': 'no switch port',
  patch: 'no record',
};

function hopView(hop: Hop, view: SiteView): HopView {
  const thing =
    hop.ref === null
      ? { title: NAMELESS[hop.kind] ?? 'nothing' }
      : titleOf(hop.ref, view);
  return {
    kind: hop.kind,
    ref: hop.ref,
    ...(hop.port !== undefined && { port: hop.port }),
    ...(hop.ends && { ends: hop.ends }),
    status: hop.status,
    ...(hop.reason !== undefined && { reason: hop.reason }),
    title: hop.port === undefined ? thing.title : `${thing.title}:${hop.port}`,
    ...(thing.entityRef !== undefined && { entityRef: thing.entityRef }),
    evidence: hop.evidence,
  };
}

function branchTitle(
  { location, guest, node, row }: PathBranch,
  view: SiteView,
): string {
  const owner = guest ?? node ?? row;
  return location ?? (owner === undefined ? '' : titleOf(owner, view).title);
}

function branchView(branch: PathBranch, view: SiteView): PathBranchView {
  return {
    title: branchTitle(branch, view),
    hops: branch.hops.map(hop => hopView(hop, view)),
  };
}

export function pathRow(path: Path, view: SiteView): PathRow {
  return {
    hostname: path.hostname,
    proxySourceId: path.proxySourceId,
    status: path.status,
    hops: path.hops.map(hop => hopView(hop, view)),
    branches: (path.branches ?? []).map(branch => branchView(branch, view)),
    shadowed: path.shadowed,
  };
}

function idOf({ hostname, proxySourceId }: Path): string {
  return `${hostname} ${proxySourceId}`;
}

/** The names of every hop, so that a path is found by any of them. */
function textOf(path: Path, view: SiteView): string {
  const parts = [path.hostname, path.proxySourceId];
  for (const { ref, port, ends } of hopsOf(path)) {
    ends?.forEach(end => parts.push(end));
    if (ref !== null) {
      parts.push(ref, titleOf(ref, view).title);
      if (port !== undefined) {
        parts.push(`${ref.slice(ref.indexOf(':') + 1)}:${port}`);
      }
    }
  }
  return parts.join(' ').toLowerCase();
}

export function pathTable(view: SiteView): SortedTable<Path> {
  return SortedTable.create(view.derive(pathBook).paths, {
    idOf,
    defaultSort: 'hostname',
    sorts: {
      hostname: path => path.hostname,
      status: path => HOP_STATUS_ORDER.indexOf(path.status),
      proxy: path => path.proxySourceId,
    },
    textOf: path => textOf(path, view),
  });
}

export function pathFilter(filters: {
  hostname?: string;
  status?: string[];
  source?: string[];
}) {
  const { hostname: wanted, status, source } = filters;
  return ({ hostname, status: is, proxySourceId }: Path) =>
    (wanted === undefined || hostname === wanted) &&
    (!status || status.includes(is)) &&
    (!source || source.includes(proxySourceId));
}

/** What a path says, without the ages of its evidence. */
function substance(path: Path) {
  const plain = (hops: readonly Hop[]) =>
    hops.map(({ evidence: _, ...hop }) => hop);
  return {
    status: path.status,
    hops: plain(path.hops),
    branches: (path.branches ?? []).map(({ hops, ...branch }) => ({
      ...branch,
      hops: plain(hops),
    })),
  };
}

/** Paths that came, went or lead elsewhere, in the order of their host names. */
export function pathChanges(before: SiteView, after: SiteView): PathChange[] {
  const old = new Map(
    before.derive(pathBook).paths.map(path => [idOf(path), path]),
  );
  const changes: PathChange[] = [];
  for (const path of after.derive(pathBook).paths) {
    const known = old.get(idOf(path));
    old.delete(idOf(path));
    if (!known || !isDeepStrictEqual(substance(known), substance(path))) {
      changes.push({
        hostname: path.hostname,
        proxySourceId: path.proxySourceId,
        ...(known && { before: pathRow(known, before) }),
        after: pathRow(path, after),
      });
    }
  }
  for (const path of old.values()) {
    changes.push({
      hostname: path.hostname,
      proxySourceId: path.proxySourceId,
      before: pathRow(path, before),
    });
  }
  return changes.sort((left, right) =>
    left.hostname < right.hostname ? -1 : 1,
  );
}
