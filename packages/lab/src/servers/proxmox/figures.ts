import { LabGuest, LabNode } from '../../world';

/**
 * Figures that move between two answers although nothing changed: whoever
 * stores them as facts writes rows for ever.
 */
function wave(seed: number, seconds: number): number {
  return 0.5 + 0.4 * Math.sin(seed + seconds / 37);
}

const UP_BEFORE_START = 864_000;

export function nodeFigures(node: LabNode, seconds: number) {
  const load = wave(node.nodeId, seconds);
  return {
    cpu: load / 2,
    mem: Math.round(node.memoryBytes * (0.3 + load / 4)),
    uptime: Math.round(UP_BEFORE_START + node.nodeId * 977 + seconds),
    disk: 12_000_000_000 + node.nodeId * 1_000_000,
    maxdisk: 100_861_726_720,
  };
}

export function guestFigures(guest: LabGuest, seconds: number) {
  const running = guest.status === 'running';
  const load = wave(guest.vmid, seconds);
  const maxmem = guest.memoryMib * 2 ** 20;
  const traffic = running ? Math.round(seconds * 1000 * (1 + load)) : 0;
  return {
    cpu: running ? load / 10 : 0,
    mem: running ? Math.round(maxmem * load) : 0,
    maxmem,
    // The disk of a VM is always reported as 0 used.
    disk:
      guest.type === 'qemu' ? 0 : Math.round(guest.diskGib * 2 ** 28 * load),
    maxdisk: guest.diskGib * 2 ** 30,
    uptime: running
      ? Math.round(UP_BEFORE_START / 2 + guest.vmid + seconds)
      : 0,
    netin: traffic * 3,
    netout: traffic * 2,
    diskread: traffic,
    diskwrite: traffic * 4,
  };
}
