/** What the servers were asked. @public */
export interface LabCounts {
  requests: number;
  /** Everything that was no GET, refused or not. A collector leaves it at 0. */
  writes: number;
  /** Calls under way now, and the most there ever were at a time. */
  inFlight: number;
  maxInFlight: number;
  /** The same for each node's server. */
  byNode: Record<string, { requests: number; maxInFlight: number }>;
  byStatus: Record<string, number>;
}

/** Counts calls from the first byte of the request to the end of the answer. */
export class Counters {
  private counts = Counters.zero();
  private readonly flying = new Map<string, number>();

  private constructor() {}

  static create(): Counters {
    return new Counters();
  }

  private static zero(): LabCounts {
    return {
      requests: 0,
      writes: 0,
      inFlight: 0,
      maxInFlight: 0,
      byNode: {},
      byStatus: {},
    };
  }

  begin(node: string): void {
    const { counts } = this;
    const flying = (this.flying.get(node) ?? 0) + 1;
    this.flying.set(node, flying);
    counts.requests += 1;
    counts.inFlight += 1;
    counts.maxInFlight = Math.max(counts.maxInFlight, counts.inFlight);
    const ofNode = (counts.byNode[node] ??= { requests: 0, maxInFlight: 0 });
    ofNode.requests += 1;
    ofNode.maxInFlight = Math.max(ofNode.maxInFlight, flying);
  }

  write(): void {
    this.counts.writes += 1;
  }

  end(node: string, status: number): void {
    this.flying.set(node, (this.flying.get(node) ?? 1) - 1);
    this.counts.inFlight -= 1;
    this.counts.byStatus[status] = (this.counts.byStatus[status] ?? 0) + 1;
  }

  read(): LabCounts {
    return structuredClone(this.counts);
  }

  /** Starts over; calls under way stay counted as such. */
  reset(): void {
    const { inFlight } = this.counts;
    this.counts = { ...Counters.zero(), inFlight, maxInFlight: inFlight };
  }
}
