import { FormEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from '@backstage/ui';
import form from '../../../components/form/Form.module.css';
import hosts from '../Hosts.module.css';
import {
  PlacementField,
  PlacementValues,
  readPlacement,
} from './placementRequest';

function FormLine(props: {
  field: PlacementField;
  value: string | undefined;
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  const { field, value, error, onChange } = props;
  const { name, label, hint, as, options = [], required } = field;
  const id = useId();
  if (as === 'check') {
    return (
      <label className={hosts.check}>
        <input
          type="checkbox"
          name={name}
          checked={Boolean(value)}
          onChange={event => onChange(event.target.checked ? '1' : '')}
        />
        {label}
      </label>
    );
  }
  const described = [hint && `${id}-hint`, error && `${id}-error`];
  const common = {
    id,
    name,
    className: form.input,
    value: value ?? '',
    onChange: (event: { target: { value: string } }) =>
      onChange(event.target.value),
    'aria-required': required,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': described.filter(Boolean).join(' ') || undefined,
  };
  return (
    <div className={form.field}>
      <label htmlFor={id} className={form.label}>
        {label}
        {required && as !== 'choice' && (
          <span aria-hidden="true" className={form.required}>
            {' '}
            needed
          </span>
        )}
      </label>
      {as === 'choice' ? (
        <select {...common}>
          {!required && <option value="">any</option>}
          {options.map(option => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...common}
          autoComplete="off"
          inputMode={as === 'number' ? 'decimal' : undefined}
        />
      )}
      {hint && (
        <span id={`${id}-hint`} className={form.hint}>
          {hint}
        </span>
      )}
      {error && (
        <span id={`${id}-error`} className={form.error}>
          {error}
        </span>
      )}
    </div>
  );
}

/** What a new guest needs. What is asked goes into the address of the page. */
export function PlacementForm(props: {
  fields: PlacementField[];
  values: PlacementValues;
  onAsk: (values: PlacementValues) => void;
}) {
  const { fields, values: asked, onAsk } = props;
  const [values, setValues] = useState(asked);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const element = useRef<HTMLFormElement>(null);
  const key = JSON.stringify(asked);
  useEffect(() => setValues(JSON.parse(key)), [key]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = readPlacement(values).errors ?? {};
    setErrors(wrong);
    const first = fields.find(({ name }) => wrong[name]);
    if (first) {
      const field = element.current?.elements.namedItem(first.name);
      (field as HTMLElement | null)?.focus();
    } else {
      onAsk(values);
    }
  };
  const draw = (field: PlacementField) => (
    <FormLine
      key={field.name}
      field={field}
      value={values[field.name]}
      error={errors[field.name]}
      onChange={value => setValues({ ...values, [field.name]: value })}
    />
  );
  return (
    <form
      ref={element}
      onSubmit={submit}
      noValidate
      aria-label="What the guest needs"
      className={hosts.list}
    >
      <div className={form.form}>
        {fields.filter(({ as }) => as !== 'check').map(draw)}
      </div>
      <div className={hosts.tools}>
        {fields.filter(({ as }) => as === 'check').map(draw)}
      </div>
      <div className={hosts.tools}>
        <Button type="submit" variant="primary" size="small">
          Advise
        </Button>
        <span className={hosts.note}>
          Only an answer: nothing is created or changed.
        </span>
      </div>
    </form>
  );
}
