import { randomBytes } from 'node:crypto';

/** Sessions of a console: it remembers them until it restarts. */
export class Sessions {
  private readonly tokens = new Set<string>();

  private constructor() {}

  static create(): Sessions {
    return new Sessions();
  }

  /** @returns the value of the cookie, a JWT that holds the other one */
  issue(): { token: string; csrfToken: string } {
    const csrfToken = randomBytes(16).toString('hex');
    const part = (value: object) =>
      Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = [
      part({ alg: 'HS256', typ: 'JWT' }),
      part({ csrfToken, userId: 'itops-reader' }),
      randomBytes(24).toString('base64url'),
    ].join('.');
    this.tokens.add(token);
    return { token, csrfToken };
  }

  /** @param cookie - the whole header */
  has(cookie: string | undefined): boolean {
    const token = /(?:^|;\s*)TOKEN=([^;]+)/.exec(cookie ?? '')?.[1];
    return token !== undefined && this.tokens.has(token);
  }

  forgetAll(): void {
    this.tokens.clear();
  }
}
