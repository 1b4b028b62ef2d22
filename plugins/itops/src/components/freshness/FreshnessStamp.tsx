import {
  RiAlertLine,
  RiErrorWarningLine,
  RiQuestionLine,
  RiTimeLine,
} from '@remixicon/react';
import { FreshnessLabelView } from '@sankofa/plugin-itops-common';
import { relativeTime, shortTime } from '../../format/time';
import { FRESHNESS, wordOf } from '../../format/words';
import { ClockValue, Moment, useClock } from '../clock';
import { IconComponent, StatusChip } from '../status';
import { explainFreshness } from './explain';
import styles from './FreshnessStamp.module.css';

const ICONS: Record<string, IconComponent> = {
  stale: RiTimeLine,
  partial: RiAlertLine,
  failed: RiErrorWarningLine,
  never: RiQuestionLine,
};

function age(label: FreshnessLabelView, clock: ClockValue): string {
  if (!label.collectedAt) {
    return '';
  }
  if (clock.past) {
    return ` · ${shortTime(label.collectedAt, clock.now)}`;
  }
  return label.freshness === 'failed'
    ? ` · showing ${shortTime(label.collectedAt, clock.now)}`
    : ` · ${relativeTime(label.collectedAt, clock.now)}`;
}

/** When something was read: quiet while it is fresh, a chip with its age when not. */
export function FreshnessStamp(props: { label: FreshnessLabelView }) {
  const { label } = props;
  const clock = useClock();
  const word = wordOf(FRESHNESS, label.freshness);
  const calm = label.freshness === 'fresh' || label.freshness === 'aging';
  if (calm && label.collectedAt) {
    return (
      <span className={styles.stamp} data-freshness={label.freshness}>
        {label.freshness === 'aging' && (
          <RiTimeLine size="1em" aria-hidden="true" />
        )}
        <Moment at={label.collectedAt} />
      </span>
    );
  }
  return (
    <StatusChip
      tone={word.tone}
      icon={ICONS[label.freshness]}
      label={`${word.label}${age(label, clock)}`}
      hint={explainFreshness(label, clock)}
    />
  );
}
