import { useId } from 'react';
import form from '../form/Form.module.css';
import styles from './Import.module.css';

/** What headings and choices in another language mean. */
export function HeadingWords(props: {
  value: string;
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <details className={styles.words}>
      <summary>Headings in another language</summary>
      <label className={form.label} htmlFor={id}>
        One on a line: heading or choice = what it means
      </label>
      <textarea
        id={id}
        className={form.input}
        rows={4}
        placeholder={'Nazwa = name\nAktywny = active'}
        value={props.value}
        onChange={event => props.onChange(event.target.value)}
      />
    </details>
  );
}
