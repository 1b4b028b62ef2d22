import { ReactNode } from 'react';
import styles from './Code.module.css';

/** Addresses, MACs, locators: text people compare character by character. */
export function Code(props: { children: ReactNode; title?: string }) {
  return (
    <span className={styles.code} title={props.title}>
      {props.children}
    </span>
  );
}
