/**
 * A node computes only so many answers at a time (pveproxy and pvedaemon have
 * three workers each); further calls wait in line.
 */
export class Workers {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  private constructor(size: number) {
    this.free = size;
  }

  static of(size: number): Workers {
    return new Workers(size);
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) {
      this.free -= 1;
    } else {
      await new Promise<void>(resolve => this.waiting.push(resolve));
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) {
        next(); // hands its place over
      } else {
        this.free += 1;
      }
    }
  }
}
