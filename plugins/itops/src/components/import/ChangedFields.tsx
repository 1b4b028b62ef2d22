import styles from './Import.module.css';

/** File and line that a preview speaks of. */
export function Place(props: { at: { file: string; line: number } }) {
  const { file, line } = props.at;
  return <span className={styles.place}>{`${file}:${line}`}</span>;
}

/** What a record says, and what it would say. */
export function ChangedFields(props: {
  fields: { field: string; from?: string; to?: string }[];
}) {
  return (
    <dl className={styles.fields}>
      {props.fields.map(({ field, from, to }) => (
        <div key={field}>
          <dt>{field}</dt>
          <dd>
            <del>{from ?? 'nothing'}</del>
            {' → '}
            <ins>{to ?? 'nothing'}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
