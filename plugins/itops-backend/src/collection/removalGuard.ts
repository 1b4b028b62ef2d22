import { Fact, FactKind } from '@sankofa/site-model';

/** Settings of the guard (`itops.drift.maxRemovalPercent`). */
export interface RemovalLimits {
  /** More than this share of the known things of a kind is suspicious. */
  maxRemovalPercent: number;
}

/** Things of one kind that one complete reading should have seen. */
export interface RemovalCheck {
  kind: FactKind;
  /** How many there were. */
  known: number;
  /** How many of them are gone. */
  missing: number;
}

/**
 * One thing is never a mass: guests are destroyed one by one every day, and a
 * single removal still needs K complete runs before it counts.
 */
const SMALLEST_MASS = 2;

/** Fewer unreadable lines are an improvement, not a loss. */
const NEVER_SUSPICIOUS: readonly FactKind[] = ['unparsed'];

/**
 * What a thing is called when its disappearance is judged. Keys that name a
 * place in a file move with every edit above them and say nothing about removal.
 */
export function removalName(
  kind: FactKind,
  key: string,
  name?: string,
): string {
  if (kind === 'declared-device') {
    return name ?? key;
  }
  return kind === 'declared-key' ||
    kind === 'declared-row' ||
    kind === 'declared-hostname'
    ? key.replace(/#\d+$/, '')
    : key;
}

/** The same for a fact that a run brings. */
export function removalNameOf(fact: Fact): string {
  return removalName(
    fact.kind,
    fact.key,
    fact.kind === 'declared-device' ? fact.value.name : undefined,
  );
}

/**
 * Whether a complete reading lost so much that it is more likely wrong than
 * true: every guest, or more than the configured share of a kind, and at least
 * two things (DOMAIN.md §3, rule 1).
 */
export function isSuspiciousRemoval(
  { kind, known, missing }: RemovalCheck,
  { maxRemovalPercent }: RemovalLimits,
): boolean {
  if (missing === 0 || NEVER_SUSPICIOUS.includes(kind)) {
    return false;
  }
  if (kind === 'guest' && missing >= known) {
    return true;
  }
  return missing >= SMALLEST_MASS && missing * 100 > known * maxRemovalPercent;
}
