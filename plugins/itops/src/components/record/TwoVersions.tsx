import { Button } from '@backstage/ui';
import { Moment } from '../clock';
import { entityLabel } from '../../format/words';
import { AnyRecord } from './RecordForm';
import { Field, Values, sayField, valuesOf } from '../form';
import styles from './TwoVersions.module.css';

/** Somebody was faster: what it said, what it says now, and what stands in the form. */
export function TwoVersions<T extends AnyRecord>(props: {
  fields: Field[];
  seen: T;
  theirs: T;
  mine: Values;
  onSettle: (keepMine: boolean) => void;
}) {
  const { fields, seen, theirs, mine, onSettle } = props;
  const before = valuesOf(fields, seen);
  const now = valuesOf(fields, theirs);
  const differing = fields.filter(
    ({ name }) =>
      before[name] !== now[name] || before[name] !== (mine[name] ?? ''),
  );
  const cell = (field: Field, values: Values) =>
    sayField(field, values[field.name] ?? '') || '–';
  return (
    <section className={styles.versions} role="alert">
      <p className={styles.said}>
        <strong>Somebody was faster.</strong>{' '}
        {`${entityLabel(theirs.updatedBy)} changed this record `}
        <Moment at={theirs.updatedAt} />. Nothing of yours is lost, and nothing
        was overwritten.
      </p>
      {differing.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Before</th>
              <th scope="col">Now</th>
              <th scope="col">Yours</th>
            </tr>
          </thead>
          <tbody>
            {differing.map(field => (
              <tr key={field.name}>
                <th scope="row">{field.label}</th>
                <td>{cell(field, before)}</td>
                <td
                  data-differs={
                    before[field.name] !== now[field.name] || undefined
                  }
                >
                  {cell(field, now)}
                </td>
                <td
                  data-differs={
                    before[field.name] !== (mine[field.name] ?? '') || undefined
                  }
                >
                  {cell(field, mine)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className={styles.choices}>
        <Button size="small" variant="secondary" onPress={() => onSettle(true)}>
          Put my changes on top
        </Button>
        <Button size="small" variant="tertiary" onPress={() => onSettle(false)}>
          Drop my changes
        </Button>
      </div>
    </section>
  );
}
