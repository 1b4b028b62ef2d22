import { ReactNode } from 'react';
import {
  RiAlertLine,
  RiErrorWarningLine,
  RiQuestionLine,
  RiTimeLine,
} from '@remixicon/react';
import { FreshnessLabelView } from '@sankofa/plugin-itops-common';
import { VisuallyHidden } from '@backstage/ui';
import { isCurrent } from '../../format/freshness';
import { FRESHNESS, wordOf } from '../../format/words';
import { useClock } from '../clock';
import { IconComponent } from '../status';
import { explainFreshness } from './explain';
import styles from './Observed.module.css';

const ICONS: Record<string, IconComponent> = {
  stale: RiTimeLine,
  partial: RiAlertLine,
  failed: RiErrorWarningLine,
};

/**
 * The only way an observed value is drawn. While its scope is not fresh the
 * value is marked, says how old it is, and never looks like what is so now.
 */
export function Observed(props: {
  label: FreshnessLabelView;
  /** Marked, but without its own icon: for further cells of one row. */
  quiet?: boolean;
  children?: ReactNode;
}) {
  const { label, quiet, children } = props;
  const clock = useClock();
  const explanation = explainFreshness(label, clock);

  if (label.freshness === 'never') {
    return (
      <span className={styles.never} data-freshness="never" title={explanation}>
        <RiQuestionLine size="1em" aria-hidden="true" /> not read yet
      </span>
    );
  }
  if (isCurrent(label)) {
    return (
      <span
        className={styles.observed}
        data-freshness={label.freshness}
        title={label.freshness === 'aging' ? explanation : undefined}
      >
        {children}
      </span>
    );
  }
  const Icon = ICONS[label.freshness] ?? RiQuestionLine;
  return (
    <span
      className={styles.observed}
      data-freshness={label.freshness}
      data-doubt=""
      title={explanation}
    >
      {!quiet && (
        <span className={styles.icon}>
          <Icon size="1em" aria-hidden="true" />
        </span>
      )}
      {children}
      {!quiet && (
        <VisuallyHidden>
          {` (${wordOf(FRESHNESS, label.freshness).label}: ${explanation})`}
        </VisuallyHidden>
      )}
    </span>
  );
}
