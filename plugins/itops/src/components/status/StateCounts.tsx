import { StateBadge, StateBadgeProps } from './StateBadge';
import styles from './StateCounts.module.css';

/** How many are in which state; each count is a filter. */
export function StateCounts(props: {
  of: StateBadgeProps['of'];
  label: string;
  /** In the order they are shown; those that do not occur are left out. */
  states: string[];
  byState: Record<string, number>;
  chosen: string | undefined;
  onChoose: (state: string | undefined) => void;
}) {
  const { of, label, byState, chosen, onChoose } = props;
  const states = props.states.filter(
    state => byState[state] || state === chosen,
  );
  if (states.length === 0) {
    return null;
  }
  return (
    <ul className={styles.counts} aria-label={label}>
      {states.map(state => (
        <li key={state}>
          <button
            type="button"
            className={styles.count}
            aria-pressed={state === chosen}
            onClick={() => onChoose(state === chosen ? undefined : state)}
          >
            <StateBadge of={of} state={state} />
            <span className={styles.number}>
              {(byState[state] ?? 0).toLocaleString()}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
