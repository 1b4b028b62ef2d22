import { PortOverride, PortRow } from '../clients/deviceSchemas';

const AGGREGATE = 'aggregate';

/** `aggregate_members`, or, before 7.4, so many ports from the first one on. */
function membersOf(override: PortOverride): number[] {
  const { port_idx: first, aggregate_num_ports: count } = override;
  if (first === undefined || override.op_mode !== AGGREGATE) {
    return [];
  }
  const members =
    override.aggregate_members ??
    Array.from({ length: Math.min(count ?? 1, 32) }, (_, i) => first + i);
  return [first, ...members];
}

/**
 * The ports of each link aggregation group, by each of its ports, lowest first. The groups are told in
 * three ways, of which firmware knows one or two: the members that people chose, `aggregated_by` of
 * a member, and a common `lag_idx`.
 */
export function lagsOf(
  ports: readonly PortRow[],
  overrides: readonly PortOverride[],
): Map<number, number[]> {
  const groups: Set<number>[] = overrides.map(
    override => new Set(membersOf(override)),
  );
  const byIndex = new Map<number, Set<number>>();
  for (const port of ports) {
    const { port_idx: number, aggregated_by: leader, lag_idx: index } = port;
    if (number !== undefined && leader !== undefined) {
      groups.push(new Set([leader, number]));
    }
    const aggregated = port.op_mode === AGGREGATE || leader !== undefined;
    if (
      number !== undefined &&
      aggregated &&
      index !== undefined &&
      index > 0
    ) {
      byIndex.set(index, (byIndex.get(index) ?? new Set()).add(number));
    }
  }
  return merged([...groups, ...byIndex.values()]);
}

/** Groups that share a port are one. */
function merged(groups: Set<number>[]): Map<number, number[]> {
  const groupOf = new Map<number, Set<number>>();
  for (const group of groups) {
    const whole = new Set(group);
    for (const port of group) {
      groupOf.get(port)?.forEach(member => whole.add(member));
    }
    whole.forEach(port => groupOf.set(port, whole));
  }
  return new Map(
    [...groupOf]
      .filter(([, group]) => group.size > 1)
      .map(([port, group]) => [port, [...group].sort((a, b) => a - b)]),
  );
}
