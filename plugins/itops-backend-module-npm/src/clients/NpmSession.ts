import {
  ConnectorError,
  HttpClient,
  HttpResponse,
  excerpt,
  parseJson,
  redact,
} from '@sankofa/plugin-itops-node';
import { NpmError } from './NpmError';
import { parse } from './parse';
import { loginSchema } from './schemas';

/** What a login gave: the header that later requests carry. */
export interface Grant {
  headers: Record<string, string>;
  /** Milliseconds since the epoch, by the clock of the proxy. */
  expiresAt: number;
}

export interface Credentials {
  identity: string;
  secret: string;
}

const MINUTE = 60_000;
/** The window in which NPMplus counts logins. */
const DEFAULT_REST_MS = 5 * MINUTE;
const LONGEST_REST_MS = 60 * MINUTE;
/** The names that NPMplus gave its cookie, and not the one of a second factor. */
const SESSION_COOKIE = /^(?:__Host-Http-)?token$/;

/** What the proxy says in the body of an error. */
export function errorText({ body }: HttpResponse, secrets: string[]): string {
  const message = /"message"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(
    body.slice(0, 10_000),
  );
  return excerpt(redact(message?.[1] ?? '', secrets));
}

/** A `Retry-After`, which is a number of seconds or a date, in milliseconds from now. */
function restOf(retryAfter: string = '', now: number): number {
  const milliseconds = /^\d+$/.test(retryAfter)
    ? Number(retryAfter) * 1000
    : Date.parse(retryAfter.endsWith(' GMT') ? retryAfter : '') - now;
  return Number.isNaN(milliseconds)
    ? DEFAULT_REST_MS
    : Math.min(Math.max(milliseconds, 1000), LONGEST_REST_MS);
}

/**
 * The one session of a source, shared by all its readings: both dialects give a token for a day,
 * and NPMplus counts every login against a limit. It never logs in by itself twice for one reading.
 */
export class NpmSession {
  private grant?: Grant;
  private pending?: Promise<Grant>;
  private restsUntil = 0;

  private constructor(
    private readonly credentials: Credentials,
    private readonly now: () => number,
  ) {}

  static create(
    credentials: Credentials,
    options: { now?: () => number } = {},
  ): NpmSession {
    return new NpmSession(credentials, options.now ?? (() => Date.now()));
  }

  get identity(): string {
    return this.credentials.identity;
  }

  /** What must not be part of a message. */
  get secrets(): string[] {
    const tokens = Object.values(this.grant?.headers ?? {}).map(value =>
      value.replace(/^(?:Bearer |[^=]*=)/, ''),
    );
    return [this.credentials.secret, ...tokens];
  }

  /** The grant of an earlier login that is not over yet. */
  get current(): Grant | undefined {
    return this.grant && this.grant.expiresAt - MINUTE > this.now()
      ? this.grant
      : undefined;
  }

  /**
   * Logs in; those who ask meanwhile get the same grant.
   *
   * @throws ConnectorError `rate-limited` without asking while the proxy wants to be left alone
   */
  logIn(
    client: HttpClient,
    options: { signal: AbortSignal; deadlineMs: number },
  ): Promise<Grant> {
    this.pending ??= this.ask(client, options).finally(() => {
      this.pending = undefined;
    });
    return this.pending;
  }

  /** Whether the answer asks to be left alone; remembers for how long. */
  isLimited({ status, headers }: HttpResponse): boolean {
    if (status !== 429) {
      return false;
    }
    const now = this.now();
    this.restsUntil = now + restOf(headers['retry-after'], now);
    return true;
  }

  /** @throws ConnectorError `rate-limited` while the proxy wants to be left alone */
  mustNotRest(host: string): void {
    const seconds = Math.ceil((this.restsUntil - this.now()) / 1000);
    if (seconds > 0) {
      throw new ConnectorError(
        'rate-limited',
        `${host} was asked to log in too often and wants to be left alone for ${seconds} s more. Does something else log in from here, or as ${this.identity}?`,
      );
    }
  }

  private async ask(
    client: HttpClient,
    options: { signal: AbortSignal; deadlineMs: number },
  ): Promise<Grant> {
    this.mustNotRest(client.host);
    this.grant = undefined;
    const { identity, secret } = this.credentials;
    const response = await client.logIn(
      { identity, secret },
      { ...options, maxBytes: 1024 * 1024 },
    );
    if (this.isLimited(response)) {
      this.mustNotRest(client.host);
    }
    if (response.status !== 200) {
      throw this.refusal(client.host, response);
    }
    this.grant = this.grantOf(client.host, response);
    return this.grant;
  }

  private grantOf(host: string, response: HttpResponse): Grant {
    const where = `${host}/tokens`;
    const answer = parse(loginSchema, parseJson(response.body, where), where);
    if (answer.requires_2fa || answer.requiresTotp) {
      throw new ConnectorError(
        'unauthorized',
        `${host} asks ${this.identity} for a second factor: use an account of its own without one, with read permissions only.`,
      );
    }
    const expires = Date.parse(answer.expires ?? '');
    const expiresAt = Number.isNaN(expires) ? Infinity : expires;
    if (answer.token !== undefined) {
      const headers = { authorization: `Bearer ${answer.token}` };
      return { headers, expiresAt };
    }
    const cookie = (response.headers['set-cookie'] ?? [])
      .map(line => line.split(';', 1)[0])
      .find(pair => SESSION_COOKIE.test(pair.split('=', 1)[0].trim()));
    if (cookie === undefined) {
      throw new ConnectorError(
        'invalid-answer',
        `${where} let ${this.identity} in without a token or a cookie: is this Nginx Proxy Manager or NPMplus?`,
      );
    }
    return { headers: { cookie: cookie.trim() }, expiresAt };
  }

  private refusal(host: string, response: HttpResponse): NpmError {
    const { status } = response;
    const text = errorText(response, this.secrets);
    const said = `${status}${text ? `: ${text}` : ''}`;
    return [400, 401, 403].includes(status)
      ? new NpmError(
          'unauthorized',
          `${host} does not let ${this.identity} in (${said}): check identity and secret.`,
          status,
        )
      : new NpmError(
          'http-error',
          `${host} answered ${said} to the login.`,
          status,
        );
  }
}
