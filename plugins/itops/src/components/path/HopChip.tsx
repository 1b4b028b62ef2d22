import { Fragment, ReactNode } from 'react';
import { VisuallyHidden } from '@backstage/ui';
import { HopView } from '@sankofa/plugin-itops-common';
import { HOP_STATUSES, hopKind, hopReason } from '../../format/hops';
import { duration, shortTime } from '../../format/time';
import { wordOf } from '../../format/words';
import { ClockValue, useClock } from '../clock';
import { hopIcon } from '../status';
import styles from './HopChip.module.css';

/** Where the title of a hop may break, should it have to. */
const BREAKS: Partial<Record<HopView['kind'], RegExp>> = {
  hostname: /(?=\.)/,
  redirect: /(?=\.)/,
  external: /(?=[.:])/,
  address: /(?=:\d+$)/,
};

function Title(props: { hop: HopView }) {
  const { kind, title } = props.hop;
  const breaks = BREAKS[kind];
  return breaks
    ? title.split(breaks).map((part, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))
    : title;
}

/** Where the reading itself is new, its age says nothing of what it found to be old. */
const TOO_NEW_MS = 5 * 60_000;

/** How old the oldest reading behind a hop is; the weakest link counts. */
function age({ evidence }: HopView, clock: ClockValue): string | undefined {
  const [oldest] = evidence
    .flatMap(({ collectedAt }) => collectedAt ?? [])
    .sort();
  if (oldest === undefined || clock.now - Date.parse(oldest) < TOO_NEW_MS) {
    return undefined;
  }
  return clock.past
    ? shortTime(oldest, clock.now)
    : duration(clock.now - Date.parse(oldest));
}

/** Status of a hop: icon, word and colour; a stale one says how old it is. */
export function HopStatus(props: { hop: HopView }) {
  const { hop } = props;
  const clock = useClock();
  const Icon = hopIcon(hop.status);
  const word = wordOf(HOP_STATUSES, hop.status).label;
  const old = hop.status === 'stale' ? age(hop, clock) : undefined;
  return (
    <span className={styles.status} data-status={hop.status}>
      <span aria-hidden="true" className={styles.icon}>
        <Icon size="1em" />
      </span>
      {old === undefined ? word : `${word} · ${old}`}
    </span>
  );
}

/** What a hop is for a tooltip: kind, thing, what its status means and why. */
export function explainHop({ kind, title, status, reason }: HopView): string {
  const { label, hint } = wordOf(HOP_STATUSES, status);
  return [
    `${hopKind(kind)} ${title}: ${label}.`,
    reason === undefined ? hint : hopReason(reason),
  ].join(' ');
}

/** One step of a path: a press opens what it rests on. */
export function HopChip(props: {
  hop: HopView;
  /** Shows kind and reason as text, where there is a line for each. */
  wide?: boolean;
  /** Drawn as what has changed. */
  marked?: 'before' | 'after';
  isCurrent?: boolean;
  tabIndex?: number;
  onOpen: () => void;
  /** In the place of the hop's own status. */
  status?: ReactNode;
}) {
  const { hop, wide, marked, isCurrent, tabIndex, onOpen, status } = props;
  return (
    <button
      type="button"
      className={styles.chip}
      data-status={hop.status}
      data-wide={wide || undefined}
      data-marked={marked}
      data-hop=""
      aria-current={isCurrent ? 'step' : undefined}
      tabIndex={tabIndex}
      title={explainHop(hop)}
      onClick={onOpen}
    >
      {wide ? (
        <span className={styles.kind}>{hopKind(hop.kind)}</span>
      ) : (
        <VisuallyHidden>{hopKind(hop.kind)}</VisuallyHidden>
      )}{' '}
      <span className={styles.title}>
        <Title hop={hop} />
      </span>{' '}
      {status ?? <HopStatus hop={hop} />}
      {marked && (
        <>
          {' '}
          <VisuallyHidden>
            {marked === 'before' ? 'no longer so' : 'new'}
          </VisuallyHidden>
        </>
      )}
      {wide && hop.reason !== undefined && (
        <>
          {' '}
          <span className={styles.reason}>{hopReason(hop.reason)}</span>
        </>
      )}
    </button>
  );
}
