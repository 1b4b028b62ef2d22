import { LookupFunction } from 'node:net';
import { InputError } from '@backstage/errors';
import { Pool } from 'undici';
import { ConnectorError } from './ConnectorError';
import { Watch } from './Watch';
import { HttpResponse, ResponseReader } from './ResponseReader';
import { createConnector } from './createConnector';
import { explainNetworkError } from './explainNetworkError';
import { normalizeFingerprint } from './fingerprint';
import { guardedLookup } from './resolveGuarded';

/** @public */
export interface HttpClientOptions {
  /** Origin and path prefix of every request: `https://192.168.11.11:8006/api2/json`. */
  baseUrl: string;
  /**
   * How the certificate is checked: by SHA-256 fingerprints (any of them; two
   * during a rotation), by a CA, or by the authorities Node knows. There is no way not to check.
   */
  tls?: { fingerprints?: string[]; caPem?: string };
  /** An `http:` URL is refused unless this says that everything may be read on the way. */
  plainHttp?: boolean;
  /** Sent with every request, never part of an error. */
  headers?: Record<string, string>;
  /** The one path that may be posted to: see {@link HttpClient.logIn}. Without it nothing is ever posted. */
  loginPath?: string;
  /** How credentials are posted: `form`, as OAuth wants them (RFC 6749). Default `json`. */
  loginAs?: 'json' | 'form';
  /** From the call to the last byte, whatever happens in between. Default 15 s. */
  deadlineMs?: number;
  /** For one connection to be opened. Default 5 s. */
  connectMs?: number;
  /** Largest body that is read. Default 32 MiB. */
  maxBytes?: number;
  /** Connections kept at a time; further calls wait for one. Default 8. */
  connections?: number;
  /** Name resolution; replaced in tests. */
  lookup?: LookupFunction;
}

/** @public */
export interface HttpGetOptions {
  signal?: AbortSignal;
  /** Of this request only, such as the token of a session. Never part of an error. */
  headers?: Record<string, string>;
  deadlineMs?: number;
  maxBytes?: number;
  /** A redirect is an error; with `answer` it is an answer like any other. It is never followed. */
  redirect?: 'refuse' | 'answer';
}

/** One request, as the clients of this folder make it. */
export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  body?: string;
  /** Of the body. Default JSON. */
  contentType?: string;
  /** Told when a connection takes the request: from now on the server may have read of it. */
  onStart?: () => void;
}

const CLOSED_WHILE_IDLE = ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'];

/** @throws InputError for an address that cannot be right */
export function checkedUrl(options: HttpClientOptions): URL {
  const url = URL.canParse(options.baseUrl)
    ? new URL(options.baseUrl)
    : undefined;
  if (!url || !['https:', 'http:'].includes(url.protocol)) {
    throw new InputError(
      `"${options.baseUrl}" is not an address of the form https://HOST:PORT`,
    );
  }
  if (url.username || url.password) {
    throw new InputError(
      `The address of ${url.host} contains a user or password: put them into their own settings.`,
    );
  }
  if (url.protocol === 'http:' && !options.plainHttp) {
    throw new InputError(
      `${url.origin} is not encrypted: use https, with the fingerprint or CA file of the host.`,
    );
  }
  return url;
}

/**
 * The server closed a kept connection just when it was used again (pveproxy does
 * after 100 requests and after 5 s). A GET may simply be sent once more.
 */
class ClosedWhileIdle extends Error {
  constructor(readonly cause: unknown) {
    super('closed while idle');
  }
}

/**
 * Reads from one HTTP server that is pinned: nothing is sent to a host with
 * another certificate, redirects are refused, nothing but a login is ever posted, every call
 * has a deadline for the whole exchange and a cap on the bytes read, and no error carries what was sent.
 *
 * @example
 * ```ts
 * const client = HttpClient.create({
 *   baseUrl: 'https://192.168.11.11:8006/api2/json',
 *   tls: { fingerprints: ['AA:BB:…'] },
 *   headers: { authorization: `PVEAPIToken=${token}` },
 * });
 * const { status, statusText, body } = await client.get('/version', { signal });
 * ```
 *
 * @public
 */
export class HttpClient {
  /** Host and port, for messages. */
  readonly host: string;
  /** SHA-256 fingerprint of the certificate presented last, accepted or not. */
  peerFingerprint?: string;

  private readonly pool: Pool;
  private readonly prefix: string;

  protected constructor(
    url: URL,
    private readonly options: HttpClientOptions,
    connections: 'kept' | 'for-one-request' = 'kept',
  ) {
    this.host = `${url.hostname}:${
      url.port || (url.protocol === 'https:' ? '443' : '80')
    }`;
    this.prefix = url.pathname.replace(/\/+$/, '');
    this.pool = new Pool(url.origin, {
      connections: options.connections ?? 8,
      pipelining: connections === 'kept' ? 1 : 0,
      // Below the 5 s after which pveproxy closes an idle connection.
      keepAliveTimeout: 4_000,
      keepAliveMaxTimeout: 4_000,
      // The one deadline of a call replaces undici's own two, which a slow drip never reaches.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: createConnector({
        host: this.host,
        fingerprints: (options.tls?.fingerprints ?? []).map(
          normalizeFingerprint,
        ),
        caPem: options.tls?.caPem,
        connectMs: options.connectMs ?? 5_000,
        lookup: options.lookup ?? guardedLookup(),
        onCertificate: fingerprint => {
          this.peerFingerprint = fingerprint;
        },
      }),
    });
  }

  /** @throws InputError for an address or fingerprint that cannot be right */
  static create(options: HttpClientOptions): HttpClient {
    return new HttpClient(checkedUrl(options), options);
  }

  /**
   * Reads one path. Resolves for every status except a redirect that was not asked for.
   *
   * @param path - below the base URL, beginning with `/`, already encoded
   * @throws ConnectorError
   */
  async get(path: string, options: HttpGetOptions = {}): Promise<HttpResponse> {
    return this.send({ method: 'GET', path }, options);
  }

  /**
   * Posts credentials to the configured `loginPath`, to get a session for the reading that
   * follows. It is the only request that is no GET, goes to no other path, and is never sent
   * twice: every attempt counts where logins are limited. Resolves for every status except a redirect.
   *
   * @param credentials - sent as JSON, or as `loginAs` says; never part of an error
   * @throws ConnectorError
   * @throws TypeError when the client was made without a `loginPath`
   */
  async logIn(
    credentials: Readonly<Record<string, unknown>>,
    options: HttpGetOptions = {},
  ): Promise<HttpResponse> {
    const { loginAs, loginPath } = this.options;
    if (loginPath === undefined) {
      throw new TypeError(`The client of ${this.host} only reads.`);
    }
    const posted =
      loginAs === 'form'
        ? {
            contentType: 'application/x-www-form-urlencoded',
            body: new URLSearchParams(
              Object.entries(credentials).map(([name, value]) => [
                name,
                String(value),
              ]),
            ).toString(),
          }
        : { body: JSON.stringify(credentials) };
    return this.send({ method: 'POST', path: loginPath, ...posted }, options);
  }

  /** Ends all connections; what is under way fails. */
  async close(): Promise<void> {
    await this.pool.destroy();
  }

  protected async send(
    request: HttpRequest,
    options: HttpGetOptions,
  ): Promise<HttpResponse> {
    const deadlineMs = options.deadlineMs ?? this.options.deadlineMs ?? 15_000;
    const endsAt = performance.now() + deadlineMs;
    const once = () =>
      this.exchange(request, options, deadlineMs, endsAt - performance.now());
    let response: HttpResponse;
    try {
      response = await once().catch(error => {
        if (
          error instanceof ClosedWhileIdle &&
          request.method === 'GET' &&
          !options.signal?.aborted
        ) {
          return once();
        }
        throw error;
      });
    } catch (error) {
      throw explainNetworkError(
        error instanceof ClosedWhileIdle ? error.cause : error,
        this.host,
      );
    }
    const isRedirect = response.status >= 300 && response.status < 400;
    if (isRedirect && options.redirect !== 'answer') {
      throw new ConnectorError(
        'refused',
        `${this.host} redirects (${response.status}) to another address: not followed. Configure the final address.`,
      );
    }
    return response;
  }

  private exchange(
    { method, path, body, contentType, onStart }: HttpRequest,
    { signal, maxBytes, headers }: HttpGetOptions,
    deadlineMs: number,
    remainingMs: number,
  ): Promise<HttpResponse> {
    return new Promise((resolve, reject) => {
      const watch = new Watch();
      const reader = new ResponseReader(
        this.host,
        maxBytes ?? this.options.maxBytes ?? 32 * 1024 * 1024,
        (error, response) => {
          watch.end();
          if (response) {
            resolve(response);
            return;
          }
          const { code } = error as Error & { code?: string };
          reject(
            reader.untouched && code && CLOSED_WHILE_IDLE.includes(code)
              ? new ClosedWhileIdle(error)
              : error,
          );
        },
        onStart,
      );
      const wanted = watch.begin({
        milliseconds: remainingMs,
        signal,
        onLate: () =>
          reader.abort(
            new ConnectorError(
              'timeout',
              `${this.host} did not answer within ${deadlineMs / 1000} s.`,
            ),
          ),
        onStopped: () =>
          reader.abort(
            new ConnectorError(
              'timeout',
              `The exchange with ${this.host} was stopped before it answered: the time of the whole run was up.`,
            ),
          ),
      });
      if (wanted) {
        this.pool.dispatch(
          {
            path: `${this.prefix}${path}`,
            method,
            body,
            headers: {
              accept: 'application/json',
              ...(body !== undefined && {
                'content-type': contentType ?? 'application/json',
              }),
              ...this.options.headers,
              ...headers,
            },
          },
          reader,
        );
      }
    });
  }
}
