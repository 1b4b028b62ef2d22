import { LearnedMac } from '@sankofa/plugin-itops-common';
import { Code, EntityLink } from '../entityLink';
import { StatusChip } from '../status';
import styles from './LearnedList.module.css';

/** The MACs a port has learned, with whose they are. */
export function LearnedList(props: { learned: LearnedMac[] }) {
  if (props.learned.length === 0) {
    return <p className={styles.none}>It has learned no MAC.</p>;
  }
  return (
    <ul className={styles.list} aria-label="Learned MACs">
      {props.learned.map(
        ({ mac, title, known, address, entityRef, presence }) => (
          <li key={mac} className={styles.item}>
            <span className={styles.head}>
              {entityRef ? (
                <EntityLink entityRef={entityRef}>{title}</EntityLink>
              ) : (
                <span>{title}</span>
              )}
              {known === 'foreign' && (
                <StatusChip
                  tone="unknown"
                  label="not known"
                  hint="No guest, node or switch has this MAC."
                />
              )}
              {presence === 'stale' && (
                <StatusChip
                  tone="warning"
                  label="not seen lately"
                  hint="The controller still lists it there, but saw it longer ago."
                />
              )}
            </span>
            <span className={styles.meta}>
              {title !== mac && <Code>{mac}</Code>}
              {address && <Code>{address}</Code>}
            </span>
          </li>
        ),
      )}
    </ul>
  );
}
