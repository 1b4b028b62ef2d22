import { ReactNode } from 'react';
import styles from './Facts.module.css';

export interface Fact {
  label: string;
  value: ReactNode;
}

/** Label and value, in columns where there is room. Facts without a value are left out. */
export function Facts(props: { facts: (Fact | undefined)[] }) {
  return (
    <dl className={styles.facts}>
      {props.facts.map(
        fact =>
          fact &&
          fact.value !== undefined &&
          fact.value !== '' && (
            <div key={fact.label} className={styles.fact}>
              <dt>{fact.label}</dt>
              <dd>{fact.value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
