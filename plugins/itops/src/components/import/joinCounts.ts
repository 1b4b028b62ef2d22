/** "3 to add · 1 unchanged": amounts with their words, without those of nothing. */
export function joinCounts(parts: readonly [number, string][]): string {
  return parts
    .filter(([amount]) => amount > 0)
    .map(([amount, word]) => `${amount.toLocaleString()} ${word}`)
    .join(' · ');
}
