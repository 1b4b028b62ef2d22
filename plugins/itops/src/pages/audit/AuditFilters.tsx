import { FormEvent, ReactNode, useEffect, useState } from 'react';
import { Button } from '@backstage/ui';
import {
  Field,
  FormFields,
  Values,
  requestOf,
  valuesOf,
} from '../../components/form';
import { TableQuery } from '../../hooks/useTableQuery';
import { useUrlState } from '../../hooks/useUrlState';
import styles from './Audit.module.css';

export const AUDIT_FILTERS = [
  'actor',
  'action',
  'subject',
  'since',
  'until',
] as const;
export type AuditFilter = (typeof AUDIT_FILTERS)[number];

/** The trail is matched exactly, so that the fields show how a row writes it. */
const FIELDS: Field[] = [
  { name: 'actor', label: 'Who', hint: 'As in user:default/ama' },
  { name: 'action', label: 'Did what', hint: 'As in change.approved' },
  { name: 'subject', label: 'To what', hint: 'As in change:1d5f…, whole' },
  { name: 'since', label: 'From', as: 'moment' },
  { name: 'until', label: 'Until before', as: 'moment' },
];

/** Which rows: by person, deed, thing and time. Asked for when it is pressed. */
export function AuditFilters(props: {
  query: TableQuery<AuditFilter>;
  /** What can be done with the rows. */
  aside: ReactNode;
}) {
  const { query, aside } = props;
  const url = useUrlState();
  const asked = JSON.stringify(query.filters);
  const [values, setValues] = useState<Values>({});
  const [errors, setErrors] = useState<Values>({});
  useEffect(() => {
    // The address of the page may change without this form: a link, or the way back.
    setValues(valuesOf(FIELDS, JSON.parse(asked)));
    setErrors({});
  }, [asked]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { request, errors: refused } = requestOf(FIELDS, values);
    setErrors(refused);
    if (Object.keys(refused).length === 0) {
      const cleared = Object.fromEntries(
        AUDIT_FILTERS.map(name => [name, undefined]),
      );
      url.set({ ...cleared, cursor: undefined, page: undefined, ...request });
    }
  };
  return (
    <form
      role="search"
      aria-label="Which rows"
      className={styles.filters}
      onSubmit={submit}
      noValidate
    >
      <div className={styles.fields}>
        <FormFields
          fields={FIELDS}
          values={values}
          errors={errors}
          onChange={(name, value) =>
            setValues(now => ({ ...now, [name]: value }))
          }
        />
      </div>
      <div className={styles.tools}>
        <Button size="small" variant="secondary" type="submit">
          Show these rows
        </Button>
        {query.filtered && (
          <Button size="small" variant="tertiary" onPress={query.clear}>
            Show all rows
          </Button>
        )}
        <span className={styles.aside}>{aside}</span>
      </div>
    </form>
  );
}
