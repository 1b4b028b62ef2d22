import { Fact } from '@sankofa/site-model';
import {
  ObservationReader,
  PassRef,
  PassRows,
  PassState,
  StoredFact,
  StoredScope,
} from '../observations';

interface Stored {
  state: PassState;
  facts: StoredFact[];
  scopes: StoredScope[];
  ended: Pick<PassRows, 'endedFacts' | 'endedScopes'>;
}

function idOf({ sourceId, pass }: PassRef): string {
  return `${sourceId} ${pass}`;
}

/**
 * What readers see of a store, in memory: runs replace everything in their pass.
 * Answers can be held back after they were read, and can fail.
 */
export class MemoryReader implements ObservationReader {
  /** The clock of the database, milliseconds since the epoch. */
  now = Date.parse('2026-01-01T00:00:00.000Z');
  /** Set, an answer of `readPass` waits for it. */
  gate: Promise<void> | undefined;
  /** Set, the next call of that method fails, once. */
  failing: 'passes' | 'readPass' | undefined;
  /** Methods in the order they were called. */
  readonly asked: string[] = [];
  private readonly stored = new Map<string, Stored>();
  private ids = 0;
  private runs = 0;

  private constructor() {}

  static create(...refs: PassRef[]): MemoryReader {
    const reader = new MemoryReader();
    refs.forEach(ref => reader.register(ref));
    return reader;
  }

  register(ref: PassRef, intervalSeconds = 300): void {
    this.stored.set(idOf(ref), {
      state: {
        ...ref,
        kind: ref.sourceId.split('/')[0],
        title: ref.sourceId,
        intervalSeconds,
        finishedRun: 0,
      },
      facts: [],
      scopes: [],
      ended: { endedFacts: [], endedScopes: [] },
    });
  }

  /**
   * A complete run that ends now and brings these facts, all in the scope of the source
   * unless others are named.
   */
  run(ref: PassRef, facts: Fact[], others: Record<string, Fact[]> = {}): void {
    const stored = this.stored.get(idOf(ref))!;
    const at = new Date(this.now).toISOString();
    const scopes = Object.entries({ source: facts, ...others });
    stored.ended.endedFacts.push(...stored.facts.map(({ id }) => id));
    stored.ended.endedScopes.push(...stored.scopes.map(({ id }) => id));
    stored.facts = scopes.flatMap(([scope, list]) =>
      list.map(({ kind, key, value }) => ({
        id: `f${++this.ids}`,
        scope,
        kind,
        key,
        value,
        firstSeenAt: at,
      })),
    );
    stored.scopes = scopes.map(([scope]) => ({
      id: `s${++this.ids}`,
      scope,
      completeness: 'complete',
      sinceAt: at,
    }));
    stored.state = {
      ...stored.state,
      finishedRun: ++this.runs,
      lastReadableAt: at,
      lastAttemptAt: at,
      listedAt: stored.state.listedAt ?? at,
    };
  }

  async passes() {
    this.called('passes');
    return {
      passes: [...this.stored.values()].map(({ state }) => state),
      now: new Date(this.now).toISOString(),
    };
  }

  async readPass(ref: PassRef, after = 0): Promise<PassRows> {
    this.called('readPass');
    const rows = this.rowsOf(ref, after);
    await this.gate;
    return rows;
  }

  /** What holds now stands for every moment: the tests ask how often, not what. */
  async readAt(): Promise<PassRows[]> {
    this.called('readAt');
    return [...this.stored.values()].map(({ state }) => this.rowsOf(state, 0));
  }

  private rowsOf(ref: PassRef, after: number): PassRows {
    const { state, facts, scopes, ended } = this.stored.get(idOf(ref))!;
    const isNew = state.finishedRun > after;
    return {
      state,
      facts: isNew ? [...facts] : [],
      scopes: isNew ? [...scopes] : [],
      endedFacts: after > 0 ? [...ended.endedFacts] : [],
      endedScopes: after > 0 ? [...ended.endedScopes] : [],
    };
  }

  private called(method: 'passes' | 'readPass' | 'readAt'): void {
    this.asked.push(method);
    if (this.failing === method) {
      this.failing = undefined;
      throw new Error('the database is gone');
    }
  }
}
