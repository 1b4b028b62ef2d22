import { Fact, NeighbourFact, ScopeResult } from '@sankofa/site-model';

/** When a MAC last was REACHABLE, DELAY or PROBE. */
interface Proof {
  mac: string | undefined;
  atMs: number;
}

/** When a table was read, and of when it speaks; both ISO-8601 UTC. */
export interface ReadingTimes {
  collectedAt: string;
  /** Earlier than `collectedAt` where it was read from a file. */
  spokenAt: string;
}

/**
 * Remembers who answered, so that presence does not follow the timers of a
 * kernel, which calls a quiet neighbour STALE after half a minute.
 *
 * A STALE entry is present while the same MAC answered for the same address of
 * the same device no longer than the window ago, as this process itself has read.
 * Nothing is remembered beyond that, nor across a restart: presence is proven
 * anew, never invented.
 */
export class ProvenPresence {
  private readonly proofs = new Map<string, Proof>();

  private constructor(private readonly windowMs: number) {}

  /** @param windowMs - 0 holds nothing: presence is what the kernel says at the moment */
  static create(windowMs: number): ProvenPresence {
    return new ProvenPresence(windowMs);
  }

  /** The scope as read, with the presence that was proven within the window. */
  apply(scope: ScopeResult, times: ReadingTimes): ScopeResult {
    const now = Date.parse(times.collectedAt);
    this.forgetOld(now);
    return {
      ...scope,
      facts: scope.facts.map(
        (fact): Fact =>
          fact.kind === 'neighbour'
            ? {
                ...fact,
                value: this.judge(
                  fact.key,
                  fact.value,
                  now,
                  Date.parse(times.spokenAt),
                ),
              }
            : fact,
      ),
    };
  }

  private judge(
    key: string,
    value: NeighbourFact,
    now: number,
    spokenAtMs: number,
  ): NeighbourFact {
    const { mac, presence } = value;
    if (presence === 'present') {
      this.proofs.set(key, { mac, atMs: spokenAtMs });
      return this.isWithin(now, spokenAtMs) ? this.labelled(value) : value;
    }
    const proof = this.proofs.get(key);
    if (
      presence === 'seen' &&
      proof?.mac === mac &&
      this.isWithin(now, proof?.atMs)
    ) {
      return this.labelled({ ...value, presence: 'present' });
    }
    // Another MAC, nobody, or an entry that somebody set: the proof is void.
    this.proofs.delete(key);
    return value;
  }

  /** The label is the window, not the moment, which would be news in every run. */
  private labelled(value: NeighbourFact): NeighbourFact {
    return this.windowMs === 0
      ? value
      : { ...value, answeredWithinSeconds: this.windowMs / 1000 };
  }

  /** A proof of the future is a clock that was set back: it proves nothing. */
  private isWithin(now: number, atMs: number | undefined): boolean {
    return atMs !== undefined && atMs <= now && now - atMs <= this.windowMs;
  }

  private forgetOld(now: number): void {
    for (const [key, { atMs }] of this.proofs) {
      if (!this.isWithin(now, atMs)) {
        this.proofs.delete(key);
      }
    }
  }
}
