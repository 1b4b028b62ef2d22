import {
  ConnectorError,
  HttpClient,
  HttpResponse,
  parseJson,
} from '@sankofa/plugin-itops-node';
import { UnifiSourceConfig } from '../config';
import { CONSOLE_PATHS, ConsoleKind } from './consoleKind';
import { Session } from './Session';
import { UnifiError } from './UnifiError';
import { explainAnswer } from './explainAnswer';
import { logIn } from './logIn';

/** Rows of a list, not looked at yet, and where and when they were said. */
export interface UnifiList {
  rows: unknown[];
  /** Path below the host: what a fact gives as its place. */
  locator: string;
  /** The console's own clock, in milliseconds, if it told. */
  saidAt?: number;
}

/** The official API gives 25 at a time when not asked, and at most 200. */
const PAGE = 200;
const MAX_PAGES = 1000;

type Credential = 'key' | 'account';

/**
 * Reads one console during one run. Everything is a GET, except for at most one login.
 */
export class UnifiClient {
  readonly host: string;
  private loggedIn = false;

  private constructor(
    private readonly http: HttpClient,
    readonly kind: ConsoleKind,
    private readonly config: UnifiSourceConfig,
    private readonly session: Session,
    private readonly options: { signal: AbortSignal; now: () => number },
  ) {
    this.host = http.host;
  }

  static create(options: {
    http: HttpClient;
    kind: ConsoleKind;
    config: UnifiSourceConfig;
    session: Session;
    signal: AbortSignal;
    now: () => number;
  }): UnifiClient {
    const { http, kind, config, session, signal, now } = options;
    return new UnifiClient(http, kind, config, session, { signal, now });
  }

  get site(): string {
    return this.config.site;
  }

  /** SHA-256 fingerprint of the certificate it presented. */
  get peerFingerprint(): string | undefined {
    return this.http.peerFingerprint;
  }

  /**
   * Reads a list of the API that the console's own pages use.
   *
   * @param path - below the site: `/stat/device`
   * @throws ConnectorError
   */
  async legacy(path: string, credential: Credential): Promise<UnifiList> {
    const { network } = CONSOLE_PATHS[this.kind];
    const locator = `${network}/api/s/${this.config.site}${path}`;
    const response =
      credential === 'key'
        ? await this.get(locator, { 'x-api-key': this.config.apiKey! })
        : await this.getInSession(locator);
    const rows = this.rowsOf(response, locator);
    const saidAt = Date.parse(response.headers.date ?? '');
    return {
      rows,
      locator,
      ...(Number.isNaN(saidAt) ? {} : { saidAt }),
    };
  }

  /**
   * Reads one thing of the official API, which only takes keys.
   *
   * @param path - `/info`
   * @throws ConnectorError
   */
  async official(path: string): Promise<unknown> {
    const locator = this.officialPath(path);
    const response = await this.get(locator, {
      'x-api-key': this.config.apiKey!,
    });
    if (response.status !== 200) {
      throw this.explain(response, locator);
    }
    return parseJson(response.body, `${this.host}${locator}`);
  }

  /** Reads a list of the official API, page by page. */
  async officialList(path: string): Promise<UnifiList> {
    const rows = new Map<unknown, unknown>();
    const locator = this.officialPath(path);
    let offset = 0;
    for (let page = 0; page < MAX_PAGES; page++) {
      const answer = (await this.official(
        `${path}?offset=${offset}&limit=${PAGE}`,
      )) as { data?: unknown; totalCount?: unknown } | null;
      const { data, totalCount } = answer ?? {};
      if (!Array.isArray(data) || typeof totalCount !== 'number') {
        throw this.invalid(locator, 'a page without data and totalCount');
      }
      data.forEach(row => rows.set((row as { id?: unknown } | null)?.id, row));
      offset += data.length;
      if (offset >= totalCount) {
        if (rows.size < totalCount) {
          throw this.invalid(locator, 'a list that changed while it was read');
        }
        return { rows: [...rows.values()], locator };
      }
      if (data.length === 0) {
        break;
      }
    }
    throw this.invalid(locator, 'a list that ends before its own count');
  }

  officialPath(path: string): string {
    return `${CONSOLE_PATHS[this.kind].network}/integration/v1${path}`;
  }

  async close() {
    await this.http.close();
  }

  private get limits() {
    return {
      signal: this.options.signal,
      deadlineMs: this.config.requestTimeoutMs,
    };
  }

  private get(path: string, headers: Record<string, string>) {
    return this.http.get(path, { ...this.limits, headers });
  }

  private async getInSession(path: string): Promise<HttpResponse> {
    const cookie = await this.session.header(() => this.logIn());
    let response = await this.get(path, { cookie });
    if (this.isWithoutSession(response, path)) {
      const renewed = await this.session.renew(cookie, () => this.logIn());
      response = await this.get(path, { cookie: renewed });
    }
    if (response.status === 200) {
      this.session.keep(response);
    }
    return response;
  }

  private isWithoutSession(response: HttpResponse, path: string): boolean {
    return (
      response.status === 401 &&
      this.explain(response, path).reason === 'unauthorized'
    );
  }

  /** Not a second time in one run: a session that is refused at once will be refused again. */
  private async logIn(): Promise<HttpResponse> {
    const { account } = this.config;
    if (!account || this.loggedIn) {
      throw new UnifiError(
        'unauthorized',
        `${this.host} let ${account?.username} in and does not accept the session that it gave.`,
        401,
      );
    }
    this.loggedIn = true;
    return logIn(this.http, {
      kind: this.kind,
      account,
      now: this.options.now(),
      ...this.limits,
    });
  }

  /** A list in its envelope, or bare: both occur. */
  private rowsOf(response: HttpResponse, path: string): unknown[] {
    if (response.status !== 200) {
      throw this.explain(response, path);
    }
    const answer = parseJson(response.body, `${this.host}${path}`);
    if (Array.isArray(answer)) {
      return answer;
    }
    const { meta, data } = (answer ?? {}) as {
      meta?: { rc?: unknown };
      data?: unknown;
    };
    if (meta?.rc === 'error') {
      throw this.explain(response, path);
    }
    if (!Array.isArray(data)) {
      throw this.invalid(path, 'no list');
    }
    return data;
  }

  private invalid(path: string, what: string): ConnectorError {
    return new ConnectorError(
      'invalid-answer',
      `unifi/${this.config.id}: ${this.host}${path} answered with ${what}.`,
    );
  }

  private explain(response: HttpResponse, path: string): UnifiError {
    const { apiKey, account } = this.config;
    return explainAnswer(response, {
      where: `${this.host}${path}`,
      secrets: [
        ...(apiKey ? [apiKey] : []),
        ...(account ? [account.password] : []),
        ...this.session.secrets,
      ],
      now: this.options.now(),
    });
  }
}
