import { FormEvent, ReactNode, useEffect, useMemo, useState } from 'react';
import { Button } from '@backstage/ui';
import { AuditListRow } from '@sankofa/plugin-itops-common';
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

const EXAMPLES: Record<string, string> = {
  actor: 'user:default/ama',
  action: 'change.approve',
  subject: 'guest:7801',
};

/** The trail is matched exactly, so that the fields show how a row writes it. */
function fieldsOf(rows: AuditListRow[]): Field[] {
  const like = (name: 'actor' | 'action' | 'subject') =>
    `As a row writes it: ${rows[0]?.[name] ?? EXAMPLES[name]}`;
  return [
    { name: 'actor', label: 'Who', hint: like('actor') },
    { name: 'action', label: 'Did what', hint: like('action') },
    { name: 'subject', label: 'To what', hint: like('subject') },
    { name: 'since', label: 'From', as: 'moment' },
    { name: 'until', label: 'Until before', as: 'moment' },
  ];
}

/** Which rows: by person, deed, thing and time. Asked for when it is pressed. */
export function AuditFilters(props: {
  query: TableQuery<AuditFilter>;
  rows: AuditListRow[];
  /** What can be done with the rows. */
  aside: ReactNode;
}) {
  const { query, rows, aside } = props;
  const url = useUrlState();
  const fields = useMemo(() => fieldsOf(rows), [rows]);
  const asked = JSON.stringify(query.filters);
  const [values, setValues] = useState<Values>({});
  const [errors, setErrors] = useState<Values>({});
  useEffect(() => {
    // The address of the page may change without this form: a link, or the way back.
    setValues(valuesOf(fieldsOf([]), JSON.parse(asked)));
    setErrors({});
  }, [asked]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { request, errors: refused } = requestOf(fields, values);
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
          fields={fields}
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
