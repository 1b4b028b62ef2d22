import { FormEvent, useId, useState } from 'react';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  TextAreaField,
} from '@backstage/ui';
import { Finding, MAX_SUPPRESSION_DAYS } from '@sankofa/plugin-itops-common';
import { Problem } from '../../api/problem';
import { absoluteTime } from '../../format/time';
import styles from './SuppressDialog.module.css';

const DAY = 24 * 3_600_000;
const CHOICES = [1, 7, 14, MAX_SUPPRESSION_DAYS];
const MIN_REASON = 3;
const MAX_REASON = 2000;

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
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const groupId = useId();
  const formId = useId();
  const length = reason.trim().length;
  const refused = length < MIN_REASON || length > MAX_REASON;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!refused) {
      onSuppress(endOf(days, Date.now()), reason.trim());
    }
  };

  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} width={460}>
      <DialogHeader>Suppress this finding</DialogHeader>
      <DialogBody>
        <form id={formId} className={styles.form} onSubmit={submit} noValidate>
          <p className={styles.summary}>{finding.summary}</p>
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
            It comes back on {absoluteTime(endOf(days, Date.now()))} unless it
            is resolved before.
          </p>
          <TextAreaField
            label="Why?"
            description="Colleagues read this beside the finding, and it is kept in the audit trail."
            value={reason}
            onChange={setReason}
            isRequired
            isInvalid={tried && refused}
          />
          {tried && refused && (
            <span role="alert" className={styles.refused}>
              {length > MAX_REASON
                ? `Keep the reason under ${MAX_REASON.toLocaleString()} characters.`
                : 'Give a reason of at least three characters.'}
            </span>
          )}
          {problem && (
            <span role="alert" className={styles.refused}>
              {problem.title} {problem.remedy}
            </span>
          )}
        </form>
      </DialogBody>
      <DialogFooter>
        <Button size="small" variant="tertiary" onPress={onClose}>
          Cancel
        </Button>
        <Button
          size="small"
          variant="primary"
          type="submit"
          form={formId}
          isPending={busy}
        >
          Suppress
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
