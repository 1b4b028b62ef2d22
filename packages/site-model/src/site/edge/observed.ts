import { FactKind, FactValue } from '../../facts';
import { compareText } from '../../text/compareText';
import { SourceReading } from '../SourceReading';
import { Observed } from './edge';

function isSorted(facts: readonly { key: string }[]): boolean {
  for (let index = 1; index < facts.length; index++) {
    if (facts[index - 1].key > facts[index].key) {
      return false;
    }
  }
  return true;
}

/**
 * The facts of one kind of all sources, by source and key. A store hands facts
 * out by key, so a million clients are seldom sorted again.
 */
export function observed<K extends FactKind>(
  readings: readonly SourceReading[],
  kind: K,
): Observed<FactValue<K>>[] {
  const found: Observed<FactValue<K>>[] = [];
  for (const reading of readings) {
    const facts = reading.facts(kind);
    const sorted = isSorted(facts)
      ? facts
      : [...facts].sort((left, right) => compareText(left.key, right.key));
    for (const fact of sorted) {
      const item: Observed<FactValue<K>> = {
        sourceId: reading.sourceId,
        scope: fact.scope,
        collectedAt: fact.collectedAt,
        freshness: reading.labelOf(fact),
        value: fact.value as FactValue<K>,
      };
      const locator = reading.locatorOf(fact);
      if (locator !== undefined) {
        item.locator = locator;
      }
      found.push(item);
    }
  }
  return found;
}

/** Row ids are numbers: 2 before 10. */
export function byRowId<T extends { id: number }>(
  rows: Observed<T>[],
): Observed<T>[] {
  return rows.sort(
    (left, right) =>
      compareText(left.sourceId, right.sourceId) ||
      left.value.id - right.value.id,
  );
}
