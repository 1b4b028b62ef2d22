/** Logins are counted over five minutes, right ones included. */
const WINDOW_MS = 300_000;

/** The limit of logins of NPMplus (ten) and of UniFi consoles; NPM has none. */
export class LoginLimit {
  private startedAt = -Infinity;
  private count = 0;

  private constructor(
    private readonly most: number,
    private readonly now: () => number,
  ) {}

  static create(most: number, now: () => number = Date.now): LoginLimit {
    return new LoginLimit(most, now);
  }

  /** Counts a login. @returns the seconds to wait, when it was one too many */
  attempt(): number | undefined {
    const now = this.now();
    if (now - this.startedAt >= WINDOW_MS) {
      this.startedAt = now;
      this.count = 0;
    }
    this.count += 1;
    return this.count > this.most
      ? Math.ceil((this.startedAt + WINDOW_MS - now) / 1000)
      : undefined;
  }
}
