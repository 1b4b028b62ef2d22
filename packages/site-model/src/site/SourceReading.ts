import { FactKind } from '../facts';
import {
  FreshnessLabel,
  INVENTORY_PASS,
  NEVER_COLLECTED,
  SnapshotFact,
  SourceSnapshot,
} from '../observations';
import { plainLabel } from '../observations/plainLabel';
import { ScopeIndex } from '../observations/ScopeIndex';

/** A stored fact of one kind. */
export type FactOf<K extends FactKind> = Extract<SnapshotFact, { kind: K }>;

/**
 * One source as the join reads it: its facts by kind, and what may be said about
 * each of them.
 */
export class SourceReading {
  private readonly factsByKind = new Map<FactKind, SnapshotFact[]>();
  private readonly scopes: ScopeIndex;
  private readonly sourceLabel: FreshnessLabel;

  private constructor(private readonly snapshot: SourceSnapshot) {
    this.scopes = ScopeIndex.create(snapshot.scopes);
    this.sourceLabel = plainLabel(snapshot);
    for (const fact of snapshot.facts) {
      const facts = this.factsByKind.get(fact.kind);
      if (facts) {
        facts.push(fact);
      } else {
        this.factsByKind.set(fact.kind, [fact]);
      }
    }
  }

  static create(snapshot: SourceSnapshot): SourceReading {
    return new SourceReading(snapshot);
  }

  get sourceId(): string {
    return this.snapshot.sourceId;
  }

  get kind(): string {
    return this.snapshot.kind;
  }

  /** The cluster's own name, else the last part of the source id. */
  get cluster(): string {
    const names = this.facts('cluster').map(fact => fact.value.name);
    return (
      names.sort()[0] ?? this.sourceId.slice(this.sourceId.indexOf('/') + 1)
    );
  }

  facts<K extends FactKind>(kind: K): FactOf<K>[] {
    return (this.factsByKind.get(kind) ?? []) as FactOf<K>[];
  }

  /** What may be said about a scope, where any run named it. */
  scopeLabel(
    scope: string,
    pass: string = INVENTORY_PASS,
  ): FreshnessLabel | undefined {
    return this.scopes.label(pass, scope);
  }

  /** What may be said about a scope; one that no run named was never read. */
  label(scope: string, pass: string = INVENTORY_PASS): FreshnessLabel {
    return this.scopes.label(pass, scope) ?? NEVER_COLLECTED;
  }

  /**
   * What may be said about one fact: the label of its scope, with the fact's own
   * age where a partial run did not see it again. A thing that a readable run no
   * longer saw is kept until it is retired, and says so.
   */
  labelOf(fact: SnapshotFact): FreshnessLabel {
    const { collectedAt } = fact;
    if (fact.missed) {
      return {
        freshness: 'stale',
        collectedAt,
        reason: 'not-listed',
        message:
          'The last complete run no longer saw it; it is kept until further runs agree.',
      };
    }
    const label = this.scopes.label(fact.pass, fact.scope) ?? this.sourceLabel;
    return label.collectedAt !== undefined && label.collectedAt <= collectedAt
      ? label
      : { ...label, collectedAt };
  }

  /** `file:line@revision` or an API path. */
  locatorOf(fact: SnapshotFact): string | undefined {
    const revision = this.scopes.revision(fact.pass, fact.scope);
    return fact.locator !== undefined && revision !== undefined
      ? `${fact.locator}@${revision}`
      : fact.locator;
  }
}
