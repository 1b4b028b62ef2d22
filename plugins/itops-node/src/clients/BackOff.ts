/**
 * Remembers what failed, and for how long it should be left alone: longer with each failure
 * in a row, and not at all after a success.
 */
export class BackOff {
  private readonly failures = new Map<
    string,
    { count: number; until: number }
  >();

  private constructor(
    private readonly firstMs: number,
    private readonly longestMs: number,
    private readonly now: () => number,
  ) {}

  static create(options: {
    firstMs: number;
    longestMs: number;
    now?: () => number;
  }): BackOff {
    const { firstMs, longestMs, now = Date.now } = options;
    return new BackOff(firstMs, longestMs, now);
  }

  failed(key: string) {
    const count = (this.failures.get(key)?.count ?? 0) + 1;
    const wait = Math.min(this.firstMs * 2 ** (count - 1), this.longestMs);
    this.failures.set(key, { count, until: this.now() + wait });
  }

  succeeded(key: string) {
    this.failures.delete(key);
  }

  /** It failed, and its time is not over yet. */
  isResting(key: string): boolean {
    return (this.failures.get(key)?.until ?? 0) > this.now();
  }
}
