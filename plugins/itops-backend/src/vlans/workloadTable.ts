import { PlanWorkload } from '@sankofa/site-model';
import { allOf, oneOf } from '../views/filters';
import { SortedTable } from '../views/table';

/** The workloads of a plan as a list that is paged, sorted and searched. */
export function workloadTable(
  workloads: readonly PlanWorkload[],
): SortedTable<PlanWorkload> {
  // Waves keep the order of the plan, whatever they are called.
  const order = new Map<string, number>();
  for (const { wave } of workloads) {
    order.set(wave, order.get(wave) ?? order.size);
  }
  return SortedTable.create(workloads, {
    idOf: ({ ref }) => ref,
    defaultSort: 'wave',
    sorts: {
      wave: ({ wave }) => order.get(wave),
      label: ({ label }) => label,
      owner: ({ ownerRef }) => ownerRef,
      node: ({ node }) => node,
      effective: ({ effective }) => effective.vid,
      target: ({ target }) => target.vid,
      state: ({ state }) => state,
    },
    textOf: ({ ref, label, ownerRef, node, addresses, target }) =>
      [ref, label, ownerRef, node, ...addresses, target.address, target.prefix]
        .filter(text => text !== undefined)
        .join(' ')
        .toLowerCase(),
  });
}

export function workloadFilter(query: {
  wave?: string[];
  state?: string[];
  owner?: string[];
  kind?: string[];
  node?: string[];
}) {
  return allOf<PlanWorkload>([
    oneOf(query.wave, ({ wave }) => wave),
    oneOf(query.state, ({ state }) => state),
    oneOf(query.owner, ({ ownerRef }) => ownerRef),
    oneOf(query.kind, ({ kind }) => kind),
    oneOf(query.node, ({ node }) => node),
  ]);
}
