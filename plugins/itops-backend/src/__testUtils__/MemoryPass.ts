import { ScopeResult } from '@sankofa/site-model';
import { OpenFact, OpenPass, OpenScope } from '../observations/intervals';
import { matchFacts } from '../observations/matchFacts';
import { planRun } from '../observations/planRun';
import { readScopes } from '../observations/readScopes';
import { withoutLesser } from '../observations/withoutLesser';
import {
  Absence,
  HeldRemoval,
  RunPlan,
  RunRules,
} from '../observations/RunPlan';

const START = Date.parse('2026-01-01T00:00:00.000Z');

/** What a plan does to a pass, without a database. */
export class MemoryPass {
  readonly facts = new Map<string, OpenFact>();
  readonly scopes = new Map<string, OpenScope>();
  accepted: ReadonlySet<string> = new Set();
  lastReadableAt?: string;
  held?: HeldRemoval;
  private ids = 0;
  private runs = 0;

  private constructor(private readonly rules: RunRules) {}

  static create(rules: Partial<RunRules> = {}): MemoryPass {
    return new MemoryPass({
      retireAfterRuns: 2,
      maxRemovalPercent: 20,
      ...rules,
    });
  }

  get open(): OpenPass {
    return {
      facts: [...this.facts.values()].map(fact => ({ ...fact })),
      scopes: [...this.scopes.values()].map(scope => ({ ...scope })),
      lastReadableAt: this.lastReadableAt,
    };
  }

  /** `kind key` of every fact that holds, sorted. */
  get holds(): string[] {
    return [...this.facts.values()]
      .map(({ kind, key }) => `${kind} ${key}`)
      .sort();
  }

  fact(kind: string, key: string): OpenFact | undefined {
    return [...this.facts.values()].find(
      fact => fact.kind === kind && fact.key === key,
    );
  }

  /** `collectedAt` of the n-th run, starting with 1; five minutes apart. */
  static timeOf(run: number): string {
    return new Date(START + run * 300_000).toISOString();
  }

  run(results: ScopeResult[]): RunPlan {
    this.runs++;
    const collectedAt = MemoryPass.timeOf(this.runs);
    const open = this.open;
    const read = withoutLesser(open, readScopes(results));
    const plan = planRun(open, read, matchFacts(open, read), {
      rules: this.rules,
      accepted: this.accepted,
      held: this.held,
      collectedAt,
    });
    this.apply(plan, collectedAt);
    this.held = plan.held;
    return plan;
  }

  private apply({ facts, scopes, readable }: RunPlan, collectedAt: string) {
    const closed = [
      ...facts.close.map(id => this.facts.delete(id)),
      ...scopes.close.map(id => this.scopes.delete(id)),
    ];
    if (closed.includes(false)) {
      throw new Error('The plan closes a row that is not open');
    }
    for (const { scope, fact, hash } of facts.open) {
      const { kind, key, locator } = fact;
      const id = `f${++this.ids}`;
      this.facts.set(id, {
        id,
        scope,
        kind,
        key,
        hash,
        locator,
        missedRuns: 0,
      });
    }
    for (const state of scopes.open) {
      const id = `s${++this.ids}`;
      this.scopes.set(id, { ...state, id, missedRuns: 0 });
    }
    for (const { id, locator } of facts.relocate) {
      this.facts.get(id)!.locator = locator;
    }
    for (const { id, message } of scopes.describe) {
      this.scopes.get(id)!.message = message;
    }
    for (const [rows, ids] of [
      [this.facts, facts.seenAgain],
      [this.scopes, scopes.seenAgain],
    ] as const) {
      for (const id of ids) {
        Object.assign(rows.get(id)!, {
          absentSinceAt: undefined,
          missedRuns: 0,
        });
      }
    }
    this.markAbsent(this.facts, facts.absent);
    this.markAbsent(this.scopes, scopes.absent);
    if (readable) {
      this.lastReadableAt = collectedAt;
    }
  }

  private markAbsent(
    rows: Map<string, OpenFact | OpenScope>,
    absences: Absence[],
  ) {
    for (const { id, since, counts } of absences) {
      const row = rows.get(id)!;
      row.absentSinceAt ??= since;
      row.missedRuns += counts ? 1 : 0;
    }
  }
}
