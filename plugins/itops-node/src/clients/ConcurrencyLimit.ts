/**
 * Lets at most `limit` tasks run at a time, in the order they came.
 * @public
 */
export class ConcurrencyLimit {
  private running = 0;
  private waiting: (() => void)[] = [];
  private next = 0;

  private constructor(private readonly limit: number) {}

  static create(limit: number): ConcurrencyLimit {
    if (!Number.isInteger(limit) || limit < 1) {
      throw new RangeError(
        `A concurrency of ${limit} is not possible: give 1 or more.`,
      );
    }
    return new ConcurrencyLimit(limit);
  }

  /**
   * Runs the task when a place is free. A task that is no longer wanted when its turn comes
   * is still called: it must look at its own signal first.
   */
  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.running < this.limit) {
      this.running++;
    } else {
      await new Promise<void>(resolve => this.waiting.push(resolve));
    }
    try {
      return await task();
    } finally {
      this.release();
    }
  }

  /** A free place goes straight to the next in line, so that nobody can slip in between. */
  private release() {
    const resolve = this.waiting[this.next];
    if (!resolve) {
      this.waiting = [];
      this.next = 0;
      this.running--;
      return;
    }
    // A moving index instead of shift(): ten thousand waiting tasks stay linear.
    this.next++;
    if (this.next > 1024 && this.next * 2 > this.waiting.length) {
      this.waiting = this.waiting.slice(this.next);
      this.next = 0;
    }
    resolve();
  }
}
