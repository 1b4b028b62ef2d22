import {
  ConcurrencyLimit,
  ConnectorError,
  HttpClient,
  HttpResponse,
  parseJson,
  redact,
} from '@sankofa/plugin-itops-node';
import { EndpointConfig } from '../config';
import { ProxmoxError } from './ProxmoxError';
import { apiConnection, errorText, hostOf, tokenIdOf } from './apiConnection';

/** Statuses by which a member says that it could not reach the member that was meant. */
const PROXY_FAILURES = [595, 596, 599];

/** The API of one cluster member, with the places for requests to it. */
export class ApiEndpoint {
  /** Host and port, for messages. */
  readonly host: string;
  /** The member behind it, once known. */
  node?: string;
  readonly limit: ConcurrencyLimit;
  private client?: Promise<HttpClient>;

  constructor(
    readonly config: EndpointConfig,
    private readonly token: string,
    private readonly concurrency: number,
  ) {
    this.host = hostOf(config);
    this.node = config.node;
    this.limit = ConcurrencyLimit.create(concurrency);
  }

  get tokenId(): string {
    return tokenIdOf(this.token);
  }

  /** SHA-256 fingerprint of the certificate it presented, accepted or not. */
  async peerFingerprint(): Promise<string | undefined> {
    return (await this.connect()).peerFingerprint;
  }

  /** @throws ProxmoxError, ConnectorError */
  async get(
    path: string,
    options: { signal: AbortSignal; deadlineMs: number },
  ): Promise<unknown> {
    const client = await this.connect();
    const response = await this.limit.run(() => client.get(path, options));
    if (response.status !== 200) {
      throw this.explain(path, response);
    }
    const answer = parseJson(response.body, `${this.host}${path}`);
    if (typeof answer !== 'object' || answer === null || !('data' in answer)) {
      throw new ConnectorError(
        'invalid-answer',
        `${this.host}${path} answered with JSON that is not from Proxmox: it has no "data".`,
      );
    }
    return answer.data;
  }

  /** Ends what is under way, without waiting for it. */
  giveUp() {
    this.close().catch(() => undefined);
  }

  async close() {
    // A client that could not be made has told so to whoever asked for it.
    const client = await this.client?.catch(() => undefined);
    await client?.close();
  }

  private connect(): Promise<HttpClient> {
    this.client ??= this.createClient();
    return this.client;
  }

  private async createClient(): Promise<HttpClient> {
    return HttpClient.create({
      ...(await apiConnection(this.config, this.token)),
      connections: this.concurrency,
      // A list of 100,000 guests is about 30 MB.
      maxBytes: 64 * 1024 * 1024,
    });
  }

  private explain(path: string, response: HttpResponse): ProxmoxError {
    const { status } = response;
    const text = redact(errorText(response), [this.token]);
    const said = text ? `: ${text}` : '';
    if (status === 401) {
      return new ProxmoxError(
        'unauthorized',
        `${this.host} does not accept the token ${this.tokenId} (401${said}): the secret is wrong, the token has expired, or its user is disabled. Proxmox does not say which.`,
        status,
        text,
      );
    }
    if (status === 403) {
      return new ProxmoxError(
        'forbidden',
        `Token ${this.tokenId} may not read ${path} (403${said}).`,
        status,
        text,
      );
    }
    if (PROXY_FAILURES.includes(status)) {
      return new ProxmoxError(
        'node-offline',
        `${this.host} cannot reach the node for ${path} (${status}${said}).`,
        status,
        text,
      );
    }
    return new ProxmoxError(
      'http-error',
      `${this.host} answered ${status} to ${path}${said}.`,
      status,
      text,
    );
  }
}
