import { useId, useState } from 'react';
import { Finding, MAX_SUPPRESSION_DAYS } from '@sankofa/plugin-itops-common';
import { Problem } from '../../api/problem';
import { absoluteTime } from '../../format/time';
import { ReasonDialog } from '../reasonDialog';
import styles from './SuppressDialog.module.css';

const DAY = 24 * 3_600_000;
const CHOICES = [1, 7, 14, MAX_SUPPRESSION_DAYS];

/**
 * The last moment a suppression of so many days ends. A minute before the full
 * time, because the server measures its limit after the request has travelled.
 */
function endOf(days: number, now: number): string {
  return new Date(now + days * DAY - 60_000).toISOString();
}

/** A finding is silenced only with a reason, and never for longer than 30 days. */
export function SuppressDialog(props: {
  finding: Finding;
  problem: Problem | undefined;
  busy: boolean;
  onSuppress: (until: string, reason: string) => void;
  onClose: () => void;
}) {
  const { finding, problem, busy, onSuppress, onClose } = props;
  const [days, setDays] = useState(7);
  const groupId = useId();
  return (
    <ReasonDialog
      title="Suppress this finding"
      question="Why?"
      description="Colleagues read this beside the finding, and it is kept in the audit trail."
      action="Suppress"
      problem={problem}
      busy={busy}
      onSubmit={reason => onSuppress(endOf(days, Date.now()), reason)}
      onClose={onClose}
    >
      <p>{finding.summary}</p>
      <fieldset className={styles.days}>
        <legend>For how long?</legend>
        {CHOICES.map(choice => (
          <label key={choice} className={styles.day}>
            <input
              type="radio"
              name={groupId}
              checked={days === choice}
              onChange={() => setDays(choice)}
            />
            {choice === 1 ? '1 day' : `${choice} days`}
          </label>
        ))}
      </fieldset>
      <p className={styles.until}>
        It comes back on {absoluteTime(endOf(days, Date.now()))} unless it is
        resolved before.
      </p>
    </ReasonDialog>
  );
}
