import {
  CollectionResult,
  Collector,
  CollectorContext,
  ConnectorError,
  DoctorCheck,
  failedScope,
} from '@sankofa/plugin-itops-node';
import { SOURCE_SCOPE } from '@sankofa/site-model';
import { NpmSource } from './NpmSource';
import { readProxy } from './collection/readProxy';
import { checkSource } from './doctor';

/**
 * Proxy hosts, redirections, 404 hosts and streams of one Nginx Proxy Manager or NPMplus.
 * @public
 */
export class NpmCollector implements Collector {
  readonly kind = 'npm';
  readonly pass = 'inventory';

  private constructor(private readonly source: NpmSource) {}

  static create(source: NpmSource): NpmCollector {
    return new NpmCollector(source);
  }

  get sourceId() {
    return this.source.sourceId;
  }

  get title() {
    return `Reverse proxy ${this.source.config.id}`;
  }

  get schedule() {
    return this.source.config.schedule;
  }

  async collect({ signal }: CollectorContext): Promise<CollectionResult> {
    const collectedAt = new Date().toISOString();
    const { addresses } = this.source.config;
    try {
      const scopes = await this.source.ask(signal, api =>
        readProxy(api, { addresses }),
      );
      return { collectedAt, scopes };
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
