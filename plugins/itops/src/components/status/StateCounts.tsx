import { ADDRESS_STATES } from '../../format/words';
import { StateBadge } from '../../components/status';
import styles from './StateCounts.module.css';

/** How many addresses are in which state; each count is a filter. */
export function StateCounts(props: {
  byState: Record<string, number>;
  chosen: string | undefined;
  onChoose: (state: string | undefined) => void;
}) {
  const { byState, chosen, onChoose } = props;
  const states = Object.keys(ADDRESS_STATES).filter(
    state => byState[state] || state === chosen,
  );
  if (states.length === 0) {
    return null;
  }
  return (
    <ul className={styles.counts} aria-label="Addresses by state">
      {states.map(state => (
        <li key={state}>
          <button
            type="button"
            className={styles.count}
            aria-pressed={state === chosen}
            onClick={() => onChoose(state === chosen ? undefined : state)}
          >
            <StateBadge of="address" state={state} />
            <span className={styles.number}>
              {(byState[state] ?? 0).toLocaleString()}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
