import { ObservedPortRecord } from '@sankofa/plugin-itops-common';
import { saySeen, saySeenBy } from '../../format/portRecords';
import { Observed } from '../freshness';
import styles from './SeenSide.module.css';

/** What is seen at the other end, and by what it is seen. */
export function SeenSide(props: { record: ObservedPortRecord }) {
  const { observed } = props.record;
  if (observed.length === 0) {
    return <>nothing</>;
  }
  return (
    <ul className={styles.seen}>
      {observed.map(one => (
        <li key={`${one.via} ${one.sourceId} ${saySeen(one)} ${one.mac}`}>
          <Observed label={one.freshness} quiet>
            {saySeen(one)} <span className={styles.by}>{saySeenBy(one)}</span>
          </Observed>
        </li>
      ))}
    </ul>
  );
}
