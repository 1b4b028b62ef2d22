import {
  ConnectorError,
  HttpClient,
  HttpResponse,
  parseJson,
} from '@sankofa/plugin-itops-node';
import { ReasonCode } from '@sankofa/site-model';
import { NpmError } from './NpmError';
import { Grant, NpmSession, errorText } from './NpmSession';
import { parse } from './parse';
import { rootSchema } from './schemas';

export type Dialect = 'npm' | 'npmplus';

/** What the proxy says of itself to anybody. */
export interface ProxyIdentity {
  dialect: Dialect;
  version: string;
  /** `false`: nobody has created its first administrator yet. */
  setUp: boolean;
}

export interface NpmApiOptions {
  /** `npm/edge`, for messages. */
  sourceId: string;
  client: HttpClient;
  session: NpmSession;
  deadlineMs: number;
  signal: AbortSignal;
}

/**
 * Every status by which one of the versions answers to a session that is over: NPM says 400 to
 * an expired token, 404 or 401 to none and 500 to one it cannot read; NPMplus says 403.
 */
const SESSION_OVER = [400, 401, 403, 404, 500];
/** The part of them that a list does not use to say that the account may not see it. */
const SURELY_OVER = [400, 401];
const SMALL = 1024 * 1024;
/** A list of 10,000 proxy hosts is about 15 MB. */
const LARGE = 64 * 1024 * 1024;

/** Asks one proxy during one reading. Logs in at most once. */
export class NpmApi {
  /** The login of this reading; the session may have had one before. */
  private renewed?: Promise<Grant>;

  constructor(private readonly options: NpmApiOptions) {}

  /** Host and port, for messages. */
  get host(): string {
    return this.options.client.host;
  }

  get sourceId(): string {
    return this.options.sourceId;
  }

  get identity(): string {
    return this.options.session.identity;
  }

  /** SHA-256 fingerprint of the certificate it presented. */
  get peerFingerprint(): string | undefined {
    return this.options.client.peerFingerprint;
  }

  /** @throws ConnectorError */
  async root(): Promise<ProxyIdentity> {
    const response = await this.ask('/', SMALL);
    const { status } = response;
    if (status !== 200) {
      const reasons: Record<number, ReasonCode> = {
        401: 'unauthorized',
        403: 'forbidden',
      };
      throw new NpmError(
        reasons[status] ?? 'http-error',
        `${this.host} answers ${status} at the configured address, which must be the API: it ends in /api.`,
        status,
      );
    }
    const { version, setup } = parse(
      rootSchema,
      this.read('/', response),
      `${this.sourceId}: the answer of ${this.host} at the configured address`,
    );
    return typeof version === 'string'
      ? { dialect: 'npmplus', version, setUp: setup }
      : {
          dialect: 'npm',
          version: `${version.major}.${version.minor}.${version.revision}`,
          setUp: setup,
        };
  }

  /**
   * The account that is used. Every account may ask this, so whatever else is answered means that the
   * session of an earlier reading is over.
   *
   * @throws NpmError, ConnectorError
   */
  async account(): Promise<unknown> {
    const path = '/users/me?expand=permissions';
    return this.read(path, await this.askAs(path, SMALL, SESSION_OVER));
  }

  /** @throws NpmError, ConnectorError */
  async list(path: string): Promise<unknown> {
    return this.read(path, await this.askAs(path, LARGE, SURELY_OVER));
  }

  private async askAs(
    path: string,
    maxBytes: number,
    over: number[],
  ): Promise<HttpResponse> {
    const grant = this.options.session.current ?? (await this.renew());
    const response = await this.ask(path, maxBytes, grant);
    if (!over.includes(response.status)) {
      return response;
    }
    const earlier =
      this.renewed === undefined || (await this.renewed) !== grant;
    return earlier ? this.ask(path, maxBytes, await this.renew()) : response;
  }

  private renew(): Promise<Grant> {
    const { session, client, signal, deadlineMs } = this.options;
    this.renewed ??= session.logIn(client, { signal, deadlineMs });
    return this.renewed;
  }

  private async ask(
    path: string,
    maxBytes: number,
    grant?: Grant,
  ): Promise<HttpResponse> {
    const { client, session, signal, deadlineMs } = this.options;
    session.mustNotRest(this.host);
    const response = await client.get(path, {
      signal,
      deadlineMs,
      maxBytes,
      headers: grant?.headers,
    });
    if (session.isLimited(response)) {
      session.mustNotRest(this.host);
    }
    return response;
  }

  private read(path: string, response: HttpResponse): unknown {
    if (response.status === 200) {
      return parseJson(response.body, `${this.host}${path}`);
    }
    throw this.explain(path, response);
  }

  private explain(path: string, response: HttpResponse): ConnectorError {
    const { status } = response;
    const text = errorText(response, this.options.session.secrets);
    const said = `${status}${text ? `: ${text}` : ''}`;
    if (status === 400 || status === 401) {
      return new NpmError(
        'unauthorized',
        `${this.host} does not accept the session of ${this.identity} for ${path} (${said}).`,
        status,
      );
    }
    return new NpmError(
      status === 403 || status === 404 ? 'forbidden' : 'http-error',
      `${this.host} answered ${path} with ${said}.`,
      status,
    );
  }
}
