import { Moment } from '../../components/clock';
import { entityLabel } from '../../format/words';
import styles from './Plan.module.css';

/** Who decided it, when, and what they said. */
export function Said(props: {
  /** "verified by" */
  by: string;
  decision: { by: string; at: string; note?: string };
}) {
  const { by, at, note } = props.decision;
  return (
    <span className={styles.quiet}>
      {`${props.by} ${entityLabel(by)} `}
      <Moment at={at} />
      {note && `: ${note}`}
    </span>
  );
}
