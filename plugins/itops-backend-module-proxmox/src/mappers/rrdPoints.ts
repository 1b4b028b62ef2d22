import { compact } from '@sankofa/plugin-itops-node';
import { Limits, MetricPoint } from '@sankofa/site-model';
import { RrdRow } from '../clients/schemas';

/** Longest step of any archive: a week. */
const MAX_STEP = 604_800;

/** What was measured of one thing, with the most there is of each. */
export interface Measured {
  points: MetricPoint[];
  limits: Limits;
}

export const rounded = (value: number | undefined) =>
  value === undefined || value < 0 ? undefined : Math.round(value);

/** A fraction of cores as milli-cores. */
export function milliCores(
  share: number | undefined,
  cores: number | undefined,
): number | undefined {
  return share === undefined || cores === undefined
    ? undefined
    : rounded(share * cores * 1000);
}

/** A row with nothing but its time was measured by nobody. */
function isGap({ time: _, ...values }: RrdRow): boolean {
  return Object.values(values).every(value => value === undefined);
}

function limitsOf(row: RrdRow | undefined): Limits {
  return compact({
    milliCores: row?.maxcpu === undefined ? undefined : row.maxcpu * 1000,
    memoryBytes: rounded(row?.memtotal ?? row?.maxmem),
    diskBytes: rounded(row?.roottotal ?? row?.maxdisk),
  });
}

/**
 * Rows of a round robin archive as points. The step of each is the distance to the next
 * one: during an upgrade one answer mixes steps. A row that has limits and no load says
 * that the thing did not run; one without anything is a gap.
 *
 * Source: PVE/RRD.pm and status.c: `cpu` is a fraction of `maxcpu`, rates are bytes per
 * second; the `disk` of a VM is always 0, which is no measurement.
 */
export function rrdPoints(
  rows: readonly RrdRow[],
  kind: 'node' | 'lxc' | 'qemu',
): Measured {
  const ordered = [...rows].sort((left, right) => left.time - right.time);
  const points = ordered.flatMap((row, index): MetricPoint[] => {
    const next = ordered[index + 1];
    const before = ordered[index - 1];
    const stepSeconds = next
      ? next.time - row.time
      : row.time - (before?.time ?? row.time);
    if (isGap(row) || stepSeconds < 1 || stepSeconds > MAX_STEP) {
      return [];
    }
    return [
      compact({
        at: row.time,
        stepSeconds,
        cpu: milliCores(row.cpu, row.maxcpu),
        memory: rounded(row.memused ?? row.mem),
        disk: kind === 'qemu' ? undefined : diskOf(row, kind),
        netIn: rounded(row.netin),
        netOut: rounded(row.netout),
      }),
    ];
  });
  const last = [...ordered].reverse().find(row => !isGap(row));
  return { points, limits: limitsOf(last) };
}

/** The root file system of a container that does not run is not looked at: it says 0. */
function diskOf(row: RrdRow, kind: 'node' | 'lxc'): number | undefined {
  return kind === 'node' || row.cpu !== undefined
    ? rounded(row.rootused ?? row.disk)
    : undefined;
}
