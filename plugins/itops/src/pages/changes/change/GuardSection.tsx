import { ChangeRequest } from '@sankofa/plugin-itops-common';
import { Section } from '../../../components/frame';
import { StatusChip } from '../../../components/status';
import { guardName } from '../../../format/changes';
import { Sentence } from './Sentence';
import styles from '../Changes.module.css';

/** What stands in the way, and what was looked at and does not; refusals first. */
export function GuardSection(props: { guards: ChangeRequest['guards'] }) {
  const { guards } = props;
  if (guards.length === 0) {
    return null;
  }
  const refusals = guards.filter(({ passed }) => !passed);
  const sorted = [...refusals, ...guards.filter(({ passed }) => passed)];
  return (
    <Section
      card
      title="Guards"
      aside={
        refusals.length > 0
          ? `${refusals.length} of ${guards.length} ${
              refusals.length === 1 ? 'refuses' : 'refuse'
            }`
          : `all ${guards.length} let it through; they are asked again before it runs`
      }
    >
      <ul className={styles.plain} aria-label="Guards">
        {sorted.map(({ guard, passed, reason }) => (
          <li key={guard} className={styles.guard} data-refuses={!passed}>
            <span className={styles.line}>
              <strong>{guardName(guard)}</strong>
              {passed ? (
                <StatusChip tone="success" label="passes" />
              ) : (
                <StatusChip tone="danger" label="refuses" />
              )}
            </span>
            <span className={styles.text}>
              <Sentence text={reason} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
