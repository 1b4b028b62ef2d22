import type { CompareOptions, PortMapComparison } from './comparePortMaps';
import { cableKey, cableLabel, endKey } from './keys';
import { PatchRow, RecordRef } from './patch';
import { Cable } from './portMap';

/** New cables to ports that have one already are conflicts; gives the rows that are not. */
export function makePlace(
  current: readonly Cable[],
  rows: readonly PatchRow<Cable>[],
  removed: Map<string, RecordRef>,
  report: PortMapComparison,
  options: CompareOptions,
): PatchRow<Cable>[] {
  const here = new Set(current.map(cableKey));
  const holders = new Map(
    current
      .filter(cable => !removed.has(cableKey(cable)))
      .flatMap(cable => [
        [endKey(cable.a), cable],
        [endKey(cable.b), cable],
      ]),
  );
  return rows.filter(row => {
    const { a, b } = row.said;
    if (!a || !b || (here.has(row.key) && !removed.has(row.key))) {
      return true;
    }
    const inTheWay = [
      ...new Set([a, b].flatMap(end => holders.get(endKey(end)) ?? [])),
    ];
    if (inTheWay.length === 0) {
      return true;
    }
    const accepted = !!options.accept?.has(row.key);
    const label = cableLabel({ a, b });
    report.conflicts.push({
      key: row.key,
      kind: 'cable',
      label,
      at: row.at,
      fields: [
        { field: 'ends', from: inTheWay.map(cableLabel).join(', '), to: label },
      ],
      heldBy: options.originOf(cableKey(inTheWay[0])) ?? options.origin,
      accepted,
    });
    if (accepted) {
      for (const cable of inTheWay) {
        const key = cableKey(cable);
        removed.set(key, { key, kind: 'cable', label: cableLabel(cable) });
      }
    }
    return accepted;
  });
}
