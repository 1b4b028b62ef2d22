import {
  BackOff,
  CollectionResult,
  ConnectorError,
  failedScope,
} from '@sankofa/plugin-itops-node';
import { SOURCE_SCOPE, ScopeResult } from '@sankofa/site-model';
import { ProxmoxApi } from './clients/ProxmoxApi';
import { ProxmoxReader } from './clients/ProxmoxReader';
import { ProxmoxSsh } from './clients/ProxmoxSsh';
import { ProxmoxSourceConfig } from './config';

/** Nobody answered, as opposed to: somebody answered, and it was wrong. */
function isUnreachable(error: ConnectorError): boolean {
  return error.reason === 'unreachable' || error.reason === 'timeout';
}

type Reading = (reader: ProxmoxReader) => Promise<ScopeResult[]>;

/**
 * One configured cluster: chooses the transport for a run, and turns the failure of
 * a whole run into a result.
 */
export class ProxmoxSource {
  readonly sourceId: string;
  /** Endpoints that failed lately are tried last; kept from run to run. */
  private readonly memory = BackOff.create({
    firstMs: 60_000,
    longestMs: 600_000,
  });

  private constructor(readonly config: ProxmoxSourceConfig) {
    this.sourceId = `proxmox/${config.id}`;
  }

  static create(config: ProxmoxSourceConfig): ProxmoxSource {
    return new ProxmoxSource(config);
  }

  /** Reads over the configured transport, or over SSH where the API cannot be reached. */
  async read(signal: AbortSignal, reading: Reading): Promise<CollectionResult> {
    const collectedAt = new Date().toISOString();
    const { transport, ssh } = this.config;
    try {
      if (transport === 'ssh') {
        return { collectedAt, ...(await this.overSsh(signal, reading)) };
      }
      return { collectedAt, ...(await this.overApi(reading)) };
    } catch (error) {
      if (!(error instanceof ConnectorError)) {
        throw error;
      }
      if (
        transport === 'ssh' ||
        !ssh ||
        !isUnreachable(error) ||
        signal.aborted
      ) {
        return this.nothing(collectedAt, transport, error);
      }
      return this.instead(collectedAt, signal, reading, error);
    }
  }

  /**
   * An API for one run, or for the checks of the doctor.
   *
   * @param token - another one than that of the collectors
   */
  openApi(token: string = this.config.token ?? ''): ProxmoxApi {
    const { endpoints, concurrency, requestTimeoutMs } = this.config;
    return ProxmoxApi.create({
      endpoints,
      token,
      concurrency,
      requestTimeoutMs,
      memory: this.memory,
    });
  }

  /** @throws ConnectorError */
  openSsh(signal: AbortSignal): Promise<ProxmoxSsh> {
    const { ssh, concurrency } = this.config;
    if (!ssh) {
      throw new TypeError(`${this.sourceId} has no section ssh`);
    }
    return ProxmoxSsh.connect(ssh, { signal, concurrency });
  }

  private async overApi(reading: Reading) {
    const api = this.openApi();
    try {
      const scopes = await reading(api);
      // Someone else stood in, so the run is whole; but it should be known.
      const note = api.troubles.slice(0, 3).join(' ');
      return { transport: 'api', scopes, ...(note && { note }) };
    } finally {
      await api.close();
    }
  }

  private async overSsh(signal: AbortSignal, reading: Reading) {
    const ssh = await this.openSsh(signal);
    try {
      return { transport: 'ssh', scopes: await reading(ssh) };
    } finally {
      ssh.close();
    }
  }

  /** The second transport after the first could not be reached. */
  private async instead(
    collectedAt: string,
    signal: AbortSignal,
    reading: Reading,
    apiError: ConnectorError,
  ): Promise<CollectionResult> {
    try {
      return {
        collectedAt,
        ...(await this.overSsh(signal, reading)),
        note: `The API could not be reached, so this was read over SSH. ${apiError.message}`,
      };
    } catch (error) {
      if (!(error instanceof ConnectorError)) {
        throw error;
      }
      return this.nothing(
        collectedAt,
        'api',
        new ConnectorError(
          apiError.reason,
          `${apiError.message} SSH did not help either: ${error.message}`,
        ),
      );
    }
  }

  private nothing(
    collectedAt: string,
    transport: string,
    error: ConnectorError,
  ): CollectionResult {
    return {
      collectedAt,
      transport,
      scopes: [failedScope(SOURCE_SCOPE, error)],
    };
  }
}
