import {
  RiAlertLine,
  RiCheckLine,
  RiErrorWarningLine,
  RiQuestionLine,
  RiTimeLine,
} from '@remixicon/react';
import { Link } from '@backstage/ui';
import { SourceFreshness } from '@sankofa/plugin-itops-common';
import { useNarrow } from '../../hooks/useMedia';
import { useLinks } from '../../hooks/useLinks';
import { FRESHNESS, sourceName, wordOf } from '../../format/words';
import { relativeTime, shortTime } from '../../format/time';
import { count } from '../../format/quantity';
import { ClockValue, useClock } from '../clock';
import { IconComponent } from '../status';
import { explainFreshness } from './explain';
import styles from './FreshnessStrip.module.css';

const ICONS: Record<string, IconComponent> = {
  fresh: RiCheckLine,
  aging: RiTimeLine,
  stale: RiTimeLine,
  partial: RiAlertLine,
  failed: RiErrorWarningLine,
  never: RiQuestionLine,
};

/** Above this many sources, those that are fresh are only counted. */
const ONE_BY_ONE = 6;

function sayFreshness(source: SourceFreshness, clock: ClockValue): string {
  const { freshness, collectedAt, lastAttemptAt } = source;
  const word = wordOf(FRESHNESS, freshness).label;
  if (!collectedAt) {
    return freshness === 'never' ? word : `${word}, nothing to show`;
  }
  if (freshness === 'failed') {
    const failedAt = lastAttemptAt
      ? ` ${shortTime(lastAttemptAt, clock.now)}`
      : '';
    return `failed${failedAt}, showing ${shortTime(collectedAt, clock.now)}`;
  }
  const age = clock.past
    ? shortTime(collectedAt, clock.now)
    : relativeTime(collectedAt, clock.now);
  return freshness === 'fresh' || freshness === 'aging'
    ? age
    : `${word}, ${age}`;
}

function SourceStamp(props: { source: SourceFreshness }) {
  const { source } = props;
  const clock = useClock();
  const links = useLinks();
  const Icon = ICONS[source.freshness] ?? RiQuestionLine;
  return (
    <li className={styles.item} data-freshness={source.freshness}>
      <Link
        href={links.sources({ source: source.sourceId })}
        standalone
        variant="body-small"
        title={explainFreshness(source, clock)}
        className={styles.link}
      >
        <Icon size="1em" aria-hidden="true" className={styles.icon} />
        <span>{sourceName(source.sourceId, source.kind)}</span>
        <span className={styles.age}>{sayFreshness(source, clock)}</span>
      </Link>
    </li>
  );
}

/** The sources behind what a page shows, and what may be said about each now. */
export function FreshnessStrip(props: { sources: SourceFreshness[] }) {
  const { sources } = props;
  const links = useLinks();
  const narrow = useNarrow();
  const many = narrow ? sources.length > 1 : sources.length > ONE_BY_ONE;
  const shown = many
    ? sources.filter(source => source.freshness !== 'fresh')
    : sources;
  const counted = sources.length - shown.length;
  if (sources.length === 0) {
    return null;
  }
  return (
    <ul className={styles.strip} aria-label="Sources of this page">
      {counted > 0 && (
        <li className={styles.item} data-freshness="fresh">
          <Link
            href={links.sources()}
            standalone
            variant="body-small"
            className={styles.link}
          >
            <RiCheckLine
              size="1em"
              aria-hidden="true"
              className={styles.icon}
            />
            <span>{`${count(counted, 'source')} fresh`}</span>
          </Link>
        </li>
      )}
      {shown.map(source => (
        <SourceStamp key={source.sourceId} source={source} />
      ))}
    </ul>
  );
}
