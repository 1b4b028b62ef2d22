import { FormEvent, useId, useState } from 'react';
import { RiArrowDownSLine, RiHistoryLine } from '@remixicon/react';
import {
  Button,
  DialogTrigger,
  Popover,
  Text,
  VisuallyHidden,
} from '@backstage/ui';
import { useAsOf } from '../../hooks/useAsOf';
import { fromLocalInput, shortTime, toLocalInput } from '../../format/time';
import { MOMENTS } from './moments';
import styles from './AsOfPicker.module.css';

/** *Now*, or any moment of the history: one picker for all pages. */
export function AsOfPicker() {
  const { asOf, past, travel } = useAsOf();
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [refused, setRefused] = useState<string>();
  const fieldId = useId();

  const go = (moment: string | undefined) => {
    travel(moment);
    setOpen(false);
  };
  const open = (next: boolean) => {
    setText(toLocalInput(asOf ?? new Date().toISOString()));
    setRefused(undefined);
    setOpen(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const moment = fromLocalInput(text);
    if (!moment) {
      setRefused('Enter a date and a time.');
    } else if (Date.parse(moment) > Date.now()) {
      setRefused('That moment has not happened yet.');
    } else {
      go(moment);
    }
  };

  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={open}>
      <Button
        size="small"
        variant={past ? 'primary' : 'secondary'}
        iconStart={<RiHistoryLine />}
        iconEnd={<RiArrowDownSLine />}
      >
        <VisuallyHidden>Moment shown: </VisuallyHidden>
        {asOf ? shortTime(asOf, Date.now()) : 'Now'}
      </Button>
      <Popover placement="bottom end" hideArrow>
        <form className={styles.form} onSubmit={submit} noValidate>
          <Text variant="body-small">Show the site as it was</Text>
          <div className={styles.quick}>
            {MOMENTS.map(({ label, moment }) => (
              <Button
                key={label}
                size="small"
                variant="secondary"
                onPress={() => go(moment(Date.now()))}
              >
                {label}
              </Button>
            ))}
          </div>
          <label htmlFor={fieldId} className={styles.label}>
            Date and time, in your zone
          </label>
          <input
            id={fieldId}
            type="datetime-local"
            className={styles.input}
            value={text}
            max={toLocalInput(new Date().toISOString())}
            onChange={event => setText(event.target.value)}
            aria-invalid={refused ? true : undefined}
            aria-describedby={refused ? `${fieldId}-refused` : undefined}
          />
          {refused && (
            <span
              id={`${fieldId}-refused`}
              role="alert"
              className={styles.refused}
            >
              {refused}
            </span>
          )}
          <div className={styles.buttons}>
            {past && (
              <Button
                size="small"
                variant="tertiary"
                onPress={() => go(undefined)}
              >
                Back to now
              </Button>
            )}
            <Button size="small" variant="primary" type="submit">
              Show that moment
            </Button>
          </div>
        </form>
      </Popover>
    </DialogTrigger>
  );
}
