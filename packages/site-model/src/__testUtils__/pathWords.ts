import { buildPaths, Hop, Path } from '../paths';
import { siteOf, SnapshotBuilder } from './siteBuilder';

/** `proxy proxy-host:1 confirmed (overridden-by-location)`. */
export function hopWords({ kind, ref, port, status, reason }: Hop): string {
  const place = ref === null ? '-' : `${ref}${port ? ` ${port}` : ''}`;
  return `${kind} ${place} ${status}${reason ? ` (${reason})` : ''}`;
}

/** The path of a name in the site of these sources; there must be exactly one. */
export function pathOf(name: string, sources: SnapshotBuilder[]): Path {
  const found = buildPaths(siteOf(sources)).forward(name);
  expect(found.map(({ hostname }) => hostname)).toEqual([name.toLowerCase()]);
  return found[0];
}

/** Hops of a kind, branches included. */
export function hopsOfKind(path: Path, kind: Hop['kind']): string[] {
  return [path, ...(path.branches ?? [])]
    .flatMap(({ hops }) => hops)
    .filter(hop => hop.kind === kind)
    .map(hopWords);
}

/** Every hop of the stem, and of each branch behind its name. */
export function pathWords({ hops, branches = [] }: Path): string[] {
  return [
    ...hops.map(hopWords),
    ...branches.flatMap(({ location, guest, node, row, hops: own }) => [
      `[${[row, location, guest, node].filter(Boolean).join(' ')}]`,
      ...own.map(hopWords),
    ]),
  ];
}
