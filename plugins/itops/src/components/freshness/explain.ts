import { FreshnessLabelView } from '@sankofa/plugin-itops-common';
import { ClockValue } from '../clock';
import { FRESHNESS, wordOf } from '../../format/words';
import { absoluteTime, relativeTime } from '../../format/time';

/** One or two sentences: how old it is, and why it is not fresh. */
export function explainFreshness(
  label: FreshnessLabelView,
  clock: ClockValue,
): string {
  const word = wordOf(FRESHNESS, label.freshness);
  const age = label.collectedAt
    ? `Read ${relativeTime(label.collectedAt, clock.now)} (${absoluteTime(
        label.collectedAt,
      )}).`
    : 'Not read yet.';
  const why =
    label.freshness === 'fresh'
      ? ''
      : label.message ?? label.reason ?? word.hint;
  return [age, why].filter(Boolean).join(' ');
}
