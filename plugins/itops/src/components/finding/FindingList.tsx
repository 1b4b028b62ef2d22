import { ReactNode } from 'react';
import styles from './FindingList.module.css';

/** Findings below each other. */
export function FindingList(props: { label?: string; children: ReactNode }) {
  return (
    <ul className={styles.list} aria-label={props.label}>
      {props.children}
    </ul>
  );
}
