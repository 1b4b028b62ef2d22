import { VlanPlanAnswer } from '@sankofa/plugin-itops-common';
import { Section } from '../../components/frame';
import { NODE_CHANGE_STATES } from '../../format/vlanPlan';
import { PlanChip } from './PlanChip';
import styles from './Plan.module.css';

const BECOMES: Record<string, string> = {
  firewall: 'becomes the firewall',
  retired: 'is retired',
  spare: 'becomes a spare',
  hypervisor: 'stays a hypervisor',
};

/** Nodes that change their part, and what the plan does not say clearly. */
export function PlanNotes(props: { answer: VlanPlanAnswer }) {
  const { nodes, unmatched, overlaps, emptySelectors } = props.answer;
  const lists = [
    {
      title: 'In the VLAN that is emptied, and named by no selector',
      items: unmatched.map(({ ref, label, why }) => [ref, `${label}: ${why}`]),
    },
    {
      title: 'Claimed by several selectors; the first one wins',
      items: overlaps.map(({ ref, selector, alsoMatchedBy }) => [
        ref,
        `${ref}: ${selector}, also ${alsoMatchedBy.join(', ')}`,
      ]),
    },
    {
      title: 'Selectors that match nothing',
      items: emptySelectors.map(selector => [selector, selector]),
    },
  ].filter(({ items }) => items.length > 0);
  return (
    <div className={styles.notes}>
      {nodes.length > 0 && (
        <Section card title="Nodes that change their part">
          <ul
            className={styles.plain}
            aria-label="Nodes that change their part"
          >
            {nodes.map(({ ref, node, becomes, note, state, why, guests }) => (
              <li key={ref}>
                <div className={styles.line}>
                  <span>
                    <strong>{node}</strong> {BECOMES[becomes] ?? becomes}
                  </span>
                  <PlanChip words={NODE_CHANGE_STATES} state={state} />
                </div>
                <p className={styles.reason}>{why}</p>
                {note && <p className={styles.reason}>{note}</p>}
                {guests.length > 0 && (
                  <p className={styles.reason}>
                    {guests
                      .map(({ label, status }) => `${label} (${status})`)
                      .join(', ')}
                  </p>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {lists.map(({ title, items }) => (
        <Section
          card
          key={title}
          title={title}
          aside={items.length.toLocaleString()}
        >
          <ul className={styles.plain} aria-label={title}>
            {items.map(([key, words]) => (
              <li key={key}>{words}</li>
            ))}
          </ul>
        </Section>
      ))}
    </div>
  );
}
