import {
  CollectionResult,
  Collector,
  CollectorContext,
  ConcurrencyLimit,
  DoctorCheck,
  completeScope,
  failedScope,
} from '@sankofa/plugin-itops-node';
import { SOURCE_SCOPE, ScopeResult } from '@sankofa/site-model';
import { ProvenPresence } from './collection/ProvenPresence';
import { NodeReading, readNode } from './collection/readNode';
import { NeighboursSourceConfig, NodeConfig } from './config';
import { checkNode } from './doctor';

/** A recorded file that is older is worth a word. */
const OLD_MS = 60 * 60 * 1000;

/**
 * Neighbour tables and links of named nodes. Every node is a scope of its own.
 * @public
 */
export class NeighboursCollector implements Collector {
  readonly kind = 'neighbours';
  readonly pass = 'inventory';

  private readonly proven: ProvenPresence;

  private constructor(private readonly config: NeighboursSourceConfig) {
    this.proven = ProvenPresence.create(config.presenceWindowMs);
  }

  /** @internal */
  static create(config: NeighboursSourceConfig): NeighboursCollector {
    return new NeighboursCollector(config);
  }

  get sourceId() {
    return `neighbours/${this.config.id}`;
  }

  get title() {
    return `Neighbours ${this.config.id}`;
  }

  get schedule() {
    return this.config.schedule;
  }

  async collect({ signal }: CollectorContext): Promise<CollectionResult> {
    const collectedAt = new Date().toISOString();
    const readings = await this.each(node =>
      readNode(node, this.options(signal)),
    );
    const scopes = readings.map(({ scope, recordedAt }) =>
      this.proven.apply(scope, {
        collectedAt,
        spokenAt: recordedAt ?? collectedAt,
      }),
    );
    const note = this.noteOn(readings);
    return {
      collectedAt,
      transport: this.transport(),
      ...(note && { note }),
      scopes: [sourceScope(scopes), ...scopes],
    };
  }

  async check({ signal }: CollectorContext): Promise<DoctorCheck[]> {
    const options = this.options(signal);
    return this.each(async node =>
      checkNode(this.sourceId, node, {
        reading: await readNode(node, options),
        ...options,
      }),
    );
  }

  private options(signal: AbortSignal) {
    return { signal, timeoutMs: this.config.requestTimeoutMs };
  }

  /** Does something with all nodes, so many at a time as the configuration says; in its order. */
  private each<T>(task: (node: NodeConfig) => Promise<T>): Promise<T[]> {
    const limit = ConcurrencyLimit.create(this.config.concurrency);
    return Promise.all(
      this.config.nodes.map(node => limit.run(() => task(node))),
    );
  }

  private transport(): string {
    const ways = this.config.nodes.map(({ place }) =>
      'ssh' in place ? 'ssh' : 'file',
    );
    return [...new Set(ways)].sort().reverse().join('+');
  }

  private noteOn(readings: NodeReading[]): string | undefined {
    const old = this.config.nodes.flatMap(({ node }, index) => {
      const { recordedAt } = readings[index];
      return recordedAt && Date.now() - Date.parse(recordedAt) > OLD_MS
        ? [`${node} (${recordedAt})`]
        : [];
    });
    return old.length > 0
      ? `Read from files that were written some time ago: ${old.join(', ')}.`
      : undefined;
  }
}

/** Failed when no node could be read: then nothing of the source was. */
function sourceScope(nodes: ScopeResult[]): ScopeResult {
  const failures = nodes.flatMap(({ completeness, error }) =>
    completeness === 'failed' && error ? [error] : [],
  );
  if (failures.length < nodes.length) {
    return completeScope(SOURCE_SCOPE, []);
  }
  const [{ reason, message }] = failures;
  return failedScope(SOURCE_SCOPE, {
    reason,
    message:
      nodes.length === 1
        ? message
        : `None of the ${nodes.length} nodes could be read. ${message}`,
  });
}
