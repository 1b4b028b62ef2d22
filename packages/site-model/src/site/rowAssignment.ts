import { sameHostName } from '../text/hostNames';
import { DeclaredRow } from './site';
import { SourceReading } from './SourceReading';

/** Finds the declared rows that speak of one guest. */
export type RowsOf = (sourceId: string, vmid: number) => DeclaredRow[];

interface Holder {
  sourceId: string;
  name?: string;
}

/**
 * Rows name a VMID, never a cluster. Where one cluster has the VMID the row is
 * meant for it; where several have it, the row's node decides, then its name,
 * and a row that says neither is meant for all of them.
 */
export function assignRows(
  rows: readonly DeclaredRow[],
  clusters: readonly SourceReading[],
): RowsOf {
  const holders = new Map<number, Holder[]>();
  for (const cluster of clusters) {
    for (const { value } of cluster.facts('guest')) {
      const holder = { sourceId: cluster.sourceId, name: value.name };
      const others = holders.get(value.vmid);
      if (others) {
        others.push(holder);
      } else {
        holders.set(value.vmid, [holder]);
      }
    }
  }
  const nodes = clusters.flatMap(cluster =>
    cluster
      .facts('node')
      .map(({ value }) => ({ sourceId: cluster.sourceId, name: value.name })),
  );

  function meantFor(row: DeclaredRow): Holder[] {
    const all = holders.get(row.vmid) ?? [];
    if (all.length < 2) {
      return all;
    }
    const byNode = all.filter(({ sourceId }) =>
      nodes.some(
        node =>
          node.sourceId === sourceId &&
          row.node !== undefined &&
          sameHostName(node.name, row.node),
      ),
    );
    const byName = all.filter(
      ({ name }) =>
        name !== undefined &&
        row.name !== undefined &&
        sameHostName(name, row.name),
    );
    return [byNode, byName, all].find(({ length }) => length > 0)!;
  }

  const assigned = new Map<string, DeclaredRow[]>();
  for (const row of rows) {
    for (const { sourceId } of meantFor(row)) {
      const id = `${sourceId}/${row.vmid}`;
      const others = assigned.get(id);
      if (others) {
        others.push(row);
      } else {
        assigned.set(id, [row]);
      }
    }
  }
  return (sourceId, vmid) => assigned.get(`${sourceId}/${vmid}`) ?? [];
}
