import {
  BackOff,
  ConnectorError,
  HttpResponse,
} from '@sankofa/plugin-itops-node';
import { UnifiError } from './UnifiError';

/** The console counts logins that succeed, too: a pause is long from the first failure on. */
const FIRST_PAUSE_MS = 5 * 60_000;
const LONGEST_PAUSE_MS = 60 * 60_000;
const KEY = 'login';

/** Nothing was sent, so nothing was counted. */
const NOT_COUNTED = ['unreachable', 'certificate-changed', 'file-missing'];

/** The cookies that an answer sets, `NAME=VALUE`, by name. */
export function cookiesOf({
  headers,
}: Pick<HttpResponse, 'headers'>): Map<string, string> {
  // One alone may come without a list around it, whatever its type says.
  return new Map(
    [headers['set-cookie'] ?? []].flat().flatMap((line): [string, string][] => {
      const [, name, value] = /^([^=;\s]+)=([^;\s]+)/.exec(line) ?? [];
      return name && value ? [[name, value]] : [];
    }),
  );
}

/**
 * The one session that this process has with a console. It lives from run to run, is
 * shared by everything that reads, and is renewed only after a 401.
 *
 * A console answers 429 after too many logins, also good ones, and every further try
 * extends it. So a login that failed is not repeated before a pause is over, however often
 * somebody asks; meanwhile the old failure is the answer.
 */
export class Session {
  private readonly cookies = new Map<string, string>();
  private pending?: Promise<string>;
  private failure?: ConnectorError;
  private readonly backOff: BackOff;

  private constructor(now: () => number) {
    this.backOff = BackOff.create({
      firstMs: FIRST_PAUSE_MS,
      longestMs: LONGEST_PAUSE_MS,
      now,
    });
  }

  static create(options: { now?: () => number } = {}): Session {
    return new Session(options.now ?? Date.now);
  }

  /** What the session is known by, and so must not appear in a message. */
  get secrets(): string[] {
    return [...this.cookies.values()];
  }

  /**
   * The value of the header `Cookie`; logs in where there is no session yet.
   *
   * @param logIn - resolves with the answer to a login that was accepted
   * @throws ConnectorError of the login, or of an earlier one that still rests
   */
  async header(logIn: () => Promise<HttpResponse>): Promise<string> {
    return this.cookies.size > 0 ? this.current() : this.begin(logIn);
  }

  /** Another session after `used` was refused, unless somebody else has renewed it already. */
  async renew(
    used: string,
    logIn: () => Promise<HttpResponse>,
  ): Promise<string> {
    if (this.current() === used) {
      this.cookies.clear();
    }
    return this.header(logIn);
  }

  /** Takes over what an answer sets: consoles rotate their cookie. */
  keep(response: HttpResponse) {
    cookiesOf(response).forEach((value, name) => this.cookies.set(name, value));
  }

  private current(): string {
    return [...this.cookies]
      .map(([name, value]) => `${name}=${value}`)
      .join('; ');
  }

  private begin(logIn: () => Promise<HttpResponse>): Promise<string> {
    this.pending ??= this.start(logIn).finally(() => {
      this.pending = undefined;
    });
    return this.pending;
  }

  private async start(logIn: () => Promise<HttpResponse>): Promise<string> {
    const until = this.backOff.restsUntil(KEY);
    if (until !== undefined && this.failure) {
      throw new ConnectorError(
        this.failure.reason,
        `${this.failure.message} No further login before ${new Date(
          until,
        ).toISOString()}.`,
      );
    }
    try {
      const response = await logIn();
      this.keep(response);
      this.backOff.succeeded(KEY);
      return this.current();
    } catch (error) {
      if (
        error instanceof ConnectorError &&
        !NOT_COUNTED.includes(error.reason)
      ) {
        this.failure = error;
        this.backOff.failed(
          KEY,
          error instanceof UnifiError ? error.retryAfterMs : undefined,
        );
      }
      throw error;
    }
  }
}
