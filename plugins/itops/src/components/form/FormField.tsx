import { useId, useState } from 'react';
import { Field, Values } from './fields';
import { useSuggestions } from './useSuggestions';
import styles from './Form.module.css';

/** One field of a form with its label, its hint and what is wrong with it. */
export function FormField(props: {
  field: Field;
  values: Values;
  error: string | undefined;
  /** The value stays; it is shown to be read. */
  isFixed?: boolean;
  onChange: (value: string) => void;
}) {
  const { field, values, error, isFixed, onChange } = props;
  const { name, label, hint, as = 'text', options = [], required } = field;
  const id = useId();
  const [active, setActive] = useState(false);
  const offered = useSuggestions(field, values, active);
  const described = [hint && `${id}-hint`, error && `${id}-error`];
  const common = {
    id,
    name,
    className: styles.input,
    value: values[name] ?? '',
    onChange: (event: { target: { value: string } }) =>
      onChange(event.target.value),
    'aria-required': required,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': described.filter(Boolean).join(' ') || undefined,
  };
  return (
    <div
      className={styles.field}
      data-wide={as === 'lines' || undefined}
      data-end={/^[ab](?=\.)/.exec(name)?.[0]}
    >
      <label htmlFor={id} className={styles.label}>
        {label}
        {required && !isFixed && (
          <span aria-hidden="true" className={styles.required}>
            {' '}
            needed
          </span>
        )}
      </label>
      {as === 'choice' && (
        <select {...common}>
          {!required && !field.always && <option value="">–</option>}
          {options.map(option => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
      {as === 'lines' && <textarea {...common} rows={2} />}
      {as !== 'choice' && as !== 'lines' && (
        <input
          {...common}
          type={as === 'moment' ? 'datetime-local' : undefined}
          inputMode={as === 'number' ? 'decimal' : undefined}
          readOnly={isFixed}
          autoComplete="off"
          list={field.suggest && `${id}-offered`}
          onFocus={() => setActive(true)}
          onBlur={() => setActive(false)}
        />
      )}
      {field.suggest && (
        <datalist id={`${id}-offered`}>
          {offered.map(value => (
            <option key={value} value={value} />
          ))}
        </datalist>
      )}
      {hint && (
        <span id={`${id}-hint`} className={styles.hint}>
          {hint}
        </span>
      )}
      {error && (
        <span id={`${id}-error`} className={styles.error}>
          {error}
        </span>
      )}
    </div>
  );
}
