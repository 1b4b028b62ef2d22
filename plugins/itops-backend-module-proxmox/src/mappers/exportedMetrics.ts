import { compact } from '@sankofa/plugin-itops-node';
import { Limits, MetricPoint } from '@sankofa/site-model';
import { MetricRow } from '../clients/schemas';
import { Measured, milliCores, rounded } from './rrdPoints';

/** Proxmox looks every 10 s; samples further apart than its heartbeat have a gap between them. */
const SAMPLE_SECONDS = 10;
const HEARTBEAT_SECONDS = 120;

type Sample = { at: number; values: Map<string, number> };

function samplesById(rows: readonly MetricRow[]): Map<string, Sample[]> {
  const byId = new Map<string, Map<number, Map<string, number>>>();
  for (const { id, metric, timestamp, value } of rows) {
    const byTime = byId.get(id) ?? new Map<number, Map<string, number>>();
    byId.set(id, byTime);
    const values = byTime.get(timestamp) ?? new Map<string, number>();
    byTime.set(timestamp, values);
    values.set(metric, value);
  }
  return new Map(
    [...byId].map(([id, byTime]) => [
      id,
      [...byTime]
        .map(([at, values]) => ({ at, values }))
        .sort((left, right) => left.at - right.at),
    ]),
  );
}

/** Traffic is counted: its rate is the difference to the next sample. A counter that fell began anew. */
function rate(metric: string, from: Sample, to: Sample | undefined) {
  const first = from.values.get(metric);
  const last = to?.values.get(metric);
  return first === undefined || last === undefined
    ? undefined
    : rounded((last - first) / (to!.at - from.at));
}

function pointOf(
  sample: Sample,
  following: Sample | undefined,
  isMachine: boolean,
): MetricPoint {
  const { at, values } = sample;
  const distance = following ? following.at - at : Infinity;
  const next = distance <= HEARTBEAT_SECONDS ? following : undefined;
  const stepSeconds = next ? distance : SAMPLE_SECONDS;
  if (values.get('uptime') === 0) {
    return { at, stepSeconds };
  }
  return compact({
    at,
    stepSeconds,
    cpu: milliCores(values.get('cpu_current'), values.get('cpu_max')),
    memory: rounded(values.get('mem_used')),
    disk: isMachine ? undefined : rounded(values.get('disk_used')),
    netIn: rate('net_in', sample, next),
    netOut: rate('net_out', sample, next),
  });
}

function limitsOf({ values }: Sample): Limits {
  const cores = values.get('cpu_max');
  return compact({
    milliCores: cores === undefined ? undefined : cores * 1000,
    memoryBytes: rounded(values.get('mem_total')),
    diskBytes: rounded(values.get('disk_total')),
  });
}

/**
 * The rows of `/cluster/metrics/export` by the thing they are about: `node/pve1`,
 * `qemu/100`, `lxc/101`. Storages are read elsewhere.
 *
 * Source: the names in PVE/PullMetric.pm; `cpu_current` is a fraction of `cpu_max`,
 * `net_in` and `net_out` count bytes.
 */
export function exportedMetrics(
  rows: readonly MetricRow[],
): Map<string, Measured> {
  const found = new Map<string, Measured>();
  for (const [id, samples] of samplesById(rows)) {
    if (/^(?:node|qemu|lxc)\//.test(id)) {
      const isMachine = id.startsWith('qemu/');
      found.set(id, {
        points: samples.map((sample, index) =>
          pointOf(sample, samples[index + 1], isMachine),
        ),
        limits: limitsOf(samples[samples.length - 1]),
      });
    }
  }
  return found;
}
