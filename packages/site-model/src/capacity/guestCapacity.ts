import { FreshnessLabel } from '../observations';
import { Guest } from '../site';
import { GuestCapacity, Oversize, SeriesSummary } from './capacity';
import { Usage } from './usage';

const MIB = 1024 * 1024;
/** What an operating system does that has nothing to do. */
const IDLE_CPU_SHARE = 0.02;
const IDLE_MILLI_CORES = 30;
const IDLE_BYTES_PER_SECOND = 2_000;
/** A guest that uses less than these shares of what it was given has too much. */
const CPU_SHARE = 0.25;
const MEMORY_SHARE = 0.4;
const HEADROOM = 1.5;
const MEMORY_STEP = 256 * MIB;
const SMALLEST_MEMORY = 512 * MIB;

function activityOf(
  guest: Guest,
  { usage }: SeriesSummary,
): GuestCapacity['activity'] {
  if (guest.template || guest.status === 'stopped') {
    return 'stopped';
  }
  const { cpu, netIn, netOut } = usage;
  if (cpu.state !== 'measured') {
    return 'unknown';
  }
  const quiet = Math.max(
    IDLE_MILLI_CORES,
    (guest.milliCores ?? 0) * IDLE_CPU_SHARE,
  );
  if (cpu.p95 > quiet) {
    return 'busy';
  }
  if (netIn.state !== 'measured' || netOut.state !== 'measured') {
    return 'unknown';
  }
  return netIn.p95 + netOut.p95 <= IDLE_BYTES_PER_SECOND ? 'idle' : 'busy';
}

function oversize(
  resource: Oversize['resource'],
  allocated: number | undefined,
  usage: Usage,
  rule: { share: number; step: number; least: number },
): Oversize[] {
  if (allocated === undefined || usage.state !== 'measured') {
    return [];
  }
  const { p95 } = usage;
  const suggested = Math.max(
    rule.least,
    Math.ceil((p95 * HEADROOM) / rule.step) * rule.step,
  );
  return p95 < allocated * rule.share && suggested < allocated
    ? [{ resource, allocated, p95, suggested }]
    : [];
}

/** One guest: what it was given, what it uses, and whether that fits together. */
export function guestCapacity(
  guest: Guest,
  summary: SeriesSummary,
  metricsFreshness: FreshnessLabel,
): GuestCapacity {
  const { milliCores, memoryBytes, diskBytes, name } = guest;
  const { usage, forecast } = summary;
  const runs = !guest.template && guest.status !== 'stopped';
  return {
    guestId: guest.id,
    sourceId: guest.sourceId,
    vmid: guest.vmid,
    type: guest.type,
    ...(name !== undefined && { name }),
    node: guest.node,
    status: guest.status,
    template: guest.template,
    freshness: guest.freshness,
    metricsFreshness,
    ...(milliCores !== undefined && { milliCores }),
    ...(memoryBytes !== undefined && { memoryBytes }),
    ...(diskBytes !== undefined && { diskBytes }),
    usage,
    forecast,
    stoppedShare: summary.stoppedShare,
    activity: activityOf(guest, summary),
    oversized: runs
      ? [
          ...oversize('cpu', milliCores, usage.cpu, {
            share: CPU_SHARE,
            step: 1000,
            least: 1000,
          }),
          ...oversize('memory', memoryBytes, usage.memory, {
            share: MEMORY_SHARE,
            step: MEMORY_STEP,
            least: SMALLEST_MEMORY,
          }),
        ]
      : [],
  };
}
