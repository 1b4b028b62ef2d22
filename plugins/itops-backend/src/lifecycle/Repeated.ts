interface Options {
  everyMs: number;
  act: () => Promise<void>;
  /** Told of the first failure in a row: more often would drown the log. */
  onFailure: (error: unknown) => void;
}

/** Does something again and again while the process runs, one after the other. */
export class Repeated {
  private timer: NodeJS.Timeout | undefined;
  private acting: Promise<void> | undefined;
  private failing = false;

  private constructor(private readonly options: Options) {}

  static create(options: Options): Repeated {
    return new Repeated(options);
  }

  start(): void {
    this.timer = setInterval(() => {
      this.acting ??= this.once().finally(() => {
        this.acting = undefined;
      });
    }, this.options.everyMs);
    this.timer.unref();
  }

  /** Lets what is under way end, and begins no more. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.acting;
  }

  /** Now, once. Never rejects. */
  async once(): Promise<void> {
    const { act, onFailure } = this.options;
    try {
      await act();
      this.failing = false;
    } catch (error) {
      if (!this.failing) {
        onFailure(error);
      }
      this.failing = true;
    }
  }
}
