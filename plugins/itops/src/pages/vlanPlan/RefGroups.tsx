import { groupRefs } from '../../format/planRefs';
import styles from './Plan.module.css';

/** What a team, a port or a wave has in hand, by kind. */
export function RefGroups(props: {
  refs: readonly string[];
  labels?: ReadonlyMap<string, string>;
}) {
  return groupRefs(props.refs, props.labels).map(({ title, names }) => (
    <p key={title} className={styles.reason}>
      {`${title}: ${names.join(', ')}`}
    </p>
  ));
}
