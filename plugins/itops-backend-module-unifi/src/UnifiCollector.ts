import {
  CollectionResult,
  Collector,
  CollectorContext,
  ConnectorError,
  DoctorCheck,
  failedScope,
} from '@sankofa/plugin-itops-node';
import { SOURCE_SCOPE } from '@sankofa/site-model';
import { UnifiSource } from './UnifiSource';
import { readConsole } from './collection/readConsole';
import { UnifiSourceConfig } from './config';
import { checkSource } from './doctor';

/**
 * Switches, ports, clients, networks and port forwards of one UniFi console.
 * @public
 */
export class UnifiCollector implements Collector {
  readonly kind = 'unifi';
  readonly pass = 'inventory';

  private constructor(private readonly source: UnifiSource) {}

  /** @internal */
  static create(
    config: UnifiSourceConfig,
    options: { now?: () => number } = {},
  ): UnifiCollector {
    return new UnifiCollector(UnifiSource.create(config, options));
  }

  get sourceId() {
    return this.source.sourceId;
  }

  get title() {
    return `UniFi ${this.source.config.id}`;
  }

  get schedule() {
    return this.source.config.schedule;
  }

  async collect({ signal }: CollectorContext): Promise<CollectionResult> {
    const collectedAt = new Date().toISOString();
    try {
      return await this.source.withConsole(signal, async console => ({
        collectedAt,
        ...(console.note === undefined ? {} : { note: console.note }),
        scopes: await readConsole(console, this.sourceId),
      }));
    } catch (error) {
      if (!(error instanceof ConnectorError)) {
        throw error;
      }
      return { collectedAt, scopes: [failedScope(SOURCE_SCOPE, error)] };
    }
  }

  check({ signal }: CollectorContext): Promise<DoctorCheck[]> {
    return checkSource(this.source, signal);
  }
}
