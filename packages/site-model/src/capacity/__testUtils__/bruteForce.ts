import { PlacementRequest } from '../placement';
import { ClusterSketch, GIB, NodeSketch, POLICY } from './clusters';

/*
 * The oracle: every assignment is tried, and the constraints are written down a second
 * time from the words of the sketch. It shares no code with the advice.
 */

type Placed = ReadonlyMap<string, string>;
type Request = PlacementRequest & { id: string };

function mayHost(node: NodeSketch, request: Request): boolean {
  const carried = new Set([11, ...(node.vlans ?? [11, 110, 120])]);
  return (
    (node.status ?? 'online') === 'online' &&
    (node.lifecycle ?? 'active') === 'active' &&
    request.milliCores <= node.cores * 1000 &&
    (request.networks ?? []).every(({ vlan }) => carried.has(vlan)) &&
    (!request.requireSubscription || (node.coveredSockets ?? 0) >= 2)
  );
}

/** How full a node would be; nothing where a hard constraint is broken. */
function fullness(
  sketch: ClusterSketch,
  node: NodeSketch,
  placed: readonly Request[],
): number | undefined {
  const here = sketch.guests.filter(guest => guest.node === node.name);
  const cores =
    here.reduce((sum, guest) => sum + guest.cores * 1000, 0) +
    placed.reduce((sum, { milliCores }) => sum + milliCores, 0);
  const memory =
    here.reduce((sum, guest) => sum + guest.memoryGib * GIB, 0) +
    placed.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0);
  const disk = placed.reduce((sum, item) => sum + (item.disk?.bytes ?? 0), 0);
  const { usedGib, totalGib } = node.storage!;
  const cpuShare = cores / (node.cores * 1000 * POLICY.cpuOvercommit);
  const memoryShare =
    memory / (node.memoryGib * GIB * (1 - POLICY.memoryReserve));
  const diskShare =
    (usedGib * GIB + disk) / (totalGib * GIB * (1 - POLICY.storageReserve));
  const apart = placed.filter(({ antiAffinity }) => antiAffinity?.tags);
  const dbs =
    here.filter(({ tags }) => tags?.includes('db')).length +
    placed.filter(({ tags }) => tags?.includes('db')).length;
  const broken =
    !placed.every(request => mayHost(node, request)) ||
    (placed.length > 0 && (cpuShare > 1 || memoryShare > 1)) ||
    (disk > 0 && diskShare > 1) ||
    (apart.length > 0 && dbs > 1);
  if (broken) {
    return undefined;
  }
  return Math.max(cpuShare, memoryShare, disk > 0 ? diskShare : 0);
}

/** The fullest node of an assignment; nothing where it breaks a hard constraint. */
export function peakOf(
  sketch: ClusterSketch,
  placed: Placed,
): number | undefined {
  const shares = sketch.nodes.map(node =>
    fullness(
      sketch,
      node,
      sketch.requests.filter(({ id }) => placed.get(id) === node.name),
    ),
  );
  return shares.some(share => share === undefined)
    ? undefined
    : Math.max(...(shares as number[]));
}

/** The best peak of all assignments there are; nothing where none is possible. */
export function bestPeak(sketch: ClusterSketch): number | undefined {
  const { nodes, requests } = sketch;
  let best: number | undefined;
  const total = nodes.length ** requests.length;
  for (let number = 0; number < total; number++) {
    let rest = number;
    const placed = new Map(
      requests.map(({ id }): [string, string] => {
        const node = nodes[rest % nodes.length];
        rest = Math.floor(rest / nodes.length);
        return [id, node.name];
      }),
    );
    const peak = peakOf(sketch, placed);
    if (peak !== undefined && (best === undefined || peak < best)) {
      best = peak;
    }
  }
  return best;
}

/** Most nodes that can be emptied by moving their guests, of all ways there are. */
export function mostEmptied(sketch: ClusterSketch): number {
  const { nodes, guests } = sketch;
  let best = 0;
  const total = nodes.length ** guests.length;
  const had = new Set(guests.map(({ node }) => node));
  for (let number = 0; number < total; number++) {
    let rest = number;
    const moved = guests.map(guest => {
      const node = nodes[rest % nodes.length].name;
      rest = Math.floor(rest / nodes.length);
      return { ...guest, node };
    });
    const emptied = [...had].filter(
      name => !moved.some(({ node }) => node === name),
    );
    // Only guests of emptied nodes move; the others stay where they are.
    const isPlan = guests.every(
      (guest, index) =>
        guest.node === moved[index].node || emptied.includes(guest.node),
    );
    const placedOn = (node: NodeSketch) =>
      moved.filter(
        (guest, index) =>
          guest.node === node.name && guests[index].node !== node.name,
      );
    const holds = nodes.every(node => {
      const news = placedOn(node);
      const all = moved.filter(guest => guest.node === node.name);
      const cores = all.reduce((sum, guest) => sum + guest.cores, 0);
      const memory = all.reduce((sum, guest) => sum + guest.memoryGib, 0);
      return (
        news.length === 0 ||
        ((node.status ?? 'online') === 'online' &&
          (node.lifecycle ?? 'active') === 'active' &&
          cores <= node.cores * POLICY.cpuOvercommit &&
          memory <= node.memoryGib * (1 - POLICY.memoryReserve) &&
          news.every(
            guest =>
              guest.tag === undefined ||
              (node.vlans ?? [guest.tag]).includes(guest.tag),
          ))
      );
    });
    // What is on an offline node cannot be judged, so it stays.
    const fromOnline = emptied.every(
      name => nodes.find(node => node.name === name)!.status !== 'offline',
    );
    if (isPlan && holds && fromOnline && emptied.length > best) {
      best = emptied.length;
    }
  }
  return best;
}
