import { HopView, PathRow } from '@sankofa/plugin-itops-common';

/** What of a hop makes a difference: ages and wording of evidence do not. */
function substance({ kind, ref, port, status, reason }: HopView): string {
  return JSON.stringify([kind, ref, port, status, reason]);
}

function placed({ hops, branches }: PathRow): [string, HopView][] {
  return [
    ...hops.map((hop, index): [string, HopView] => [String(index), hop]),
    ...branches.flatMap((branch, at) =>
      branch.hops.map((hop, index): [string, HopView] => [
        `${at}.${index}`,
        hop,
      ]),
    ),
  ];
}

/**
 * Places of the hops of a path that another moment does not have. Hops are
 * compared as a set: one that only moved along the path is the same hop.
 */
export function placesOnlyIn(
  row: PathRow,
  other: PathRow | undefined,
): ReadonlySet<string> {
  const known = new Set(
    (other ? placed(other) : []).map(([, hop]) => substance(hop)),
  );
  return new Set(
    placed(row).flatMap(([place, hop]) =>
      known.has(substance(hop)) ? [] : [place],
    ),
  );
}
