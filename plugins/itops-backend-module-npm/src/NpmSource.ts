import { HttpClient, loadTls } from '@sankofa/plugin-itops-node';
import { NpmApi } from './clients/NpmApi';
import { NpmSession } from './clients/NpmSession';
import { NpmSourceConfig } from './config';

/** One configured proxy, with the session that its readings share. */
export class NpmSource {
  readonly sourceId: string;
  /** Host and port, for messages. */
  readonly host: string;
  private readonly session: NpmSession;

  private constructor(readonly config: NpmSourceConfig) {
    this.sourceId = `npm/${config.id}`;
    this.host = new URL(config.url).host;
    this.session = NpmSession.create(config.credentials);
  }

  static create(config: NpmSourceConfig): NpmSource {
    return new NpmSource(config);
  }

  /** Everything that is sent can be read on the way. */
  get isPlain(): boolean {
    return this.config.url.startsWith('http:');
  }

  /**
   * Lets a reading ask the proxy, over connections of its own.
   *
   * @throws ConnectorError
   */
  async ask<T>(
    signal: AbortSignal,
    reading: (api: NpmApi) => Promise<T>,
  ): Promise<T> {
    const { url, tls, requestTimeoutMs } = this.config;
    const client = HttpClient.create({
      baseUrl: url,
      tls: await loadTls(tls, this.host),
      plainHttp: this.isPlain,
      loginPath: '/tokens',
      // One for each list.
      connections: 4,
    });
    try {
      return await reading(
        new NpmApi({
          sourceId: this.sourceId,
          client,
          session: this.session,
          deadlineMs: requestTimeoutMs,
          signal,
        }),
      );
    } finally {
      await client.close();
    }
  }
}
