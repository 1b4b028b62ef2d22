/**
 * Remembers what failed, and for how long it should be left alone: longer with each failure
 * in a row, and not at all after a success.
 * @public
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

  /** @param atLeastMs - what the other side asked for, such as its `Retry-After` */
  failed(key: string, atLeastMs: number = 0) {
    const count = (this.failures.get(key)?.count ?? 0) + 1;
    const wait = Math.min(this.firstMs * 2 ** (count - 1), this.longestMs);
    const until = this.now() + Math.max(wait, atLeastMs);
    this.failures.set(key, { count, until });
  }

  succeeded(key: string) {
    this.failures.delete(key);
  }

  /** It failed, and its time is not over yet. */
  isResting(key: string): boolean {
    return this.restsUntil(key) !== undefined;
  }

  /** The end of its rest, in milliseconds since the epoch; nothing when it need not rest. */
  restsUntil(key: string): number | undefined {
    const until = this.failures.get(key)?.until ?? 0;
    return until > this.now() ? until : undefined;
  }
}
