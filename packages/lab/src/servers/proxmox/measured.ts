import { LabGuest, LabNode } from '../../world';

const GIB = 2 ** 30;
const DAY = 86_400;

/** Between 0 and 1, the same for the same number. */
function share(seed: number): number {
  const value = Math.sin(seed * 12.9898) * 43_758.5453;
  return value - Math.floor(value);
}

/** Busy by day, quiet by night, with a ripple that differs from thing to thing. */
function rhythm(seed: number, time: number): number {
  const day = 0.5 - 0.5 * Math.cos((2 * Math.PI * (time % DAY)) / DAY);
  const ripple = 0.5 + 0.5 * Math.sin(time / 611 + seed);
  return 0.2 + 0.6 * day + 0.2 * ripple;
}

/** What a running guest uses at a moment; a third of them have next to nothing to do. */
export function guestUse(guest: LabGuest, time: number) {
  const character = share(guest.vmid);
  const isIdle = character < 0.33;
  const load = isIdle ? 0.002 : character * 0.6 * rhythm(guest.vmid, time);
  const traffic = isIdle ? 120 : 40_000 * character * rhythm(guest.vmid, time);
  return {
    cpu: load,
    mem: guest.memoryMib * 2 ** 20 * (0.15 + 0.6 * share(guest.vmid + 1)),
    disk: guest.diskGib * GIB * (0.2 + 0.3 * character),
    netin: traffic,
    netout: traffic / 2,
  };
}

/** What a node uses: its guests, and a little itself. */
export function nodeUse(
  node: LabNode,
  guests: readonly LabGuest[],
  time: number,
) {
  const running = guests.filter(({ status }) => status === 'running');
  const uses = running.map(guest => ({ guest, use: guestUse(guest, time) }));
  const cores = uses.reduce(
    (sum, { guest, use }) => sum + use.cpu * guest.cores,
    0.3,
  );
  const sum = (of: (use: ReturnType<typeof guestUse>) => number) =>
    uses.reduce((total, { use }) => total + of(use), 0);
  return {
    cpu: Math.min(1, cores / threadsOf(node)),
    mem: Math.min(node.memoryBytes, 2 * GIB + sum(use => use.mem)),
    disk: 12 * GIB + (time / DAY / 400) * GIB,
    netin: sum(use => use.netin),
    netout: sum(use => use.netout),
  };
}

export function threadsOf(node: LabNode): number {
  return node.sockets * node.coresPerSocket * 2;
}
