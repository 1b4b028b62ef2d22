import { FormEvent, useEffect, useId, useState } from 'react';
import { Button } from '@backstage/ui';
import { MOMENTS } from '../../components/asof';
import { fromLocalInput, toLocalInput } from '../../format/time';
import styles from './SinceForm.module.css';

/** The earlier of two moments; the later one is what the pages show. */
export function SinceForm(props: {
  since: string | undefined;
  /** ISO time of the later moment. */
  until: string;
  /** It lies in the past. */
  past: boolean;
  onChange: (since: string) => void;
}) {
  const { since, until, past, onChange } = props;
  const [text, setText] = useState(since ? toLocalInput(since) : '');
  const [refused, setRefused] = useState<string>();
  const fieldId = useId();
  useEffect(() => setText(since ? toLocalInput(since) : ''), [since]);

  const choose = (moment: string) => {
    if (Date.parse(moment) >= Date.parse(until)) {
      setRefused('Choose a moment before the one that is shown.');
    } else {
      setRefused(undefined);
      onChange(moment);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const moment = fromLocalInput(text);
    if (moment) {
      choose(moment);
    } else {
      setRefused('Enter a date and a time.');
    }
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <label htmlFor={fieldId}>Changed since</label>
      <input
        id={fieldId}
        type="datetime-local"
        className={styles.input}
        value={text}
        max={toLocalInput(until)}
        onChange={event => setText(event.target.value)}
        aria-invalid={refused ? true : undefined}
        aria-describedby={refused ? `${fieldId}-refused` : undefined}
      />
      <Button size="small" variant="primary" type="submit">
        Compare
      </Button>
      {MOMENTS.map(({ label, moment }) => (
        <Button
          key={label}
          size="small"
          variant="tertiary"
          onPress={() => choose(moment(Date.parse(until)))}
        >
          {past
            ? label.replace(' ago', ' before').replace('today', 'that day')
            : label}
        </Button>
      ))}
      {refused && (
        <span id={`${fieldId}-refused`} role="alert" className={styles.refused}>
          {refused}
        </span>
      )}
    </form>
  );
}
