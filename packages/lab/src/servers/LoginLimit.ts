/** NPMplus counts logins of the last five minutes, right ones included. */
const WINDOW_MS = 300_000;
const MOST = 10;

/** The limit of logins of NPMplus; NPM has none. */
export class LoginLimit {
  private startedAt = -Infinity;
  private count = 0;

  private constructor(private readonly now: () => number) {}

  static create(now: () => number = Date.now): LoginLimit {
    return new LoginLimit(now);
  }

  /** Counts a login. @returns the seconds to wait, when it was one too many */
  attempt(): number | undefined {
    const now = this.now();
    if (now - this.startedAt >= WINDOW_MS) {
      this.startedAt = now;
      this.count = 0;
    }
    this.count += 1;
    return this.count > MOST
      ? Math.ceil((this.startedAt + WINDOW_MS - now) / 1000)
      : undefined;
  }
}
