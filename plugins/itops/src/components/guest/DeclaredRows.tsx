import { GuestDetail } from '@sankofa/plugin-itops-common';
import { Code } from '../entityLink';
import styles from '../finding/EvidenceList.module.css';

/** The rows in which people wrote this guest down. */
export function DeclaredRows(props: {
  rows: GuestDetail['guest']['declaredRows'];
}) {
  if (props.rows.length === 0) {
    return <p className={styles.none}>Nobody wrote this guest down.</p>;
  }
  return (
    <ul className={styles.list}>
      {props.rows.map(row => (
        <li key={row.locator} className={styles.item}>
          <div>
            {[
              row.name,
              row.node && `on ${row.node}`,
              [...row.addresses, ...row.ranges].join(', '),
            ]
              .filter(Boolean)
              .join(' · ')}
          </div>
          <div className={styles.origin}>
            <Code>{row.locator}</Code>
          </div>
        </li>
      ))}
    </ul>
  );
}
