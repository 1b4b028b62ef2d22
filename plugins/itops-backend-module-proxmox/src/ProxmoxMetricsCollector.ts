import {
  CollectionResult,
  Collector,
  CollectorContext,
  DoctorCheck,
  MeasuredSeries,
} from '@sankofa/plugin-itops-node';
import { METRICS_PASS } from '@sankofa/site-model';
import { ProxmoxSource } from './ProxmoxSource';
import { readMetrics } from './collection/readMetrics';

/** The archives keep an hour in fine steps: after a longer pause the coarse ones are read, too. */
const FINE_SECONDS = 3_000;

/**
 * How much the nodes, guests and storages of one Proxmox cluster use. A pass of its own:
 * it asks every guest where the cluster cannot tell at once, and what it brings is no fact.
 * @public
 */
export class ProxmoxMetricsCollector implements Collector {
  readonly kind = 'proxmox';
  readonly pass = METRICS_PASS;
  /** When this process last read them, seconds since the epoch. */
  private readAt = 0;

  private constructor(private readonly source: ProxmoxSource) {}

  static create(source: ProxmoxSource): ProxmoxMetricsCollector {
    return new ProxmoxMetricsCollector(source);
  }

  get sourceId() {
    return this.source.sourceId;
  }

  get title() {
    return `Proxmox ${this.source.config.id}, metrics`;
  }

  get schedule() {
    return this.source.config.metricsSchedule;
  }

  async collect({ signal }: CollectorContext): Promise<CollectionResult> {
    const now = Math.floor(Date.now() / 1000);
    const withBacklog = now - this.readAt > FINE_SECONDS;
    let metrics: MeasuredSeries[] = [];
    const result = await this.source.read(signal, async reader => {
      const reading = await readMetrics(reader, { signal, withBacklog, now });
      metrics = reading.metrics;
      return reading.scopes;
    });
    if (result.scopes.every(({ completeness }) => completeness !== 'failed')) {
      this.readAt = now;
    }
    return { ...result, metrics };
  }

  /** The inventory pass has checked the source already; this one needs nothing more. */
  async check(): Promise<DoctorCheck[]> {
    return [];
  }
}
