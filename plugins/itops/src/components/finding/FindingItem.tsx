import { ReactNode } from 'react';
import { RiTimeLine } from '@remixicon/react';
import { Finding } from '@sankofa/plugin-itops-common';
import { Moment } from '../clock';
import { Code, EntityLink } from '../entityLink';
import { SeverityBadge, StateBadge, StatusChip } from '../status';
import styles from './FindingItem.module.css';

/** One finding: a sentence that opens its evidence, and who it concerns. */
export function FindingItem(props: {
  finding: Finding;
  onOpen: (finding: Finding) => void;
  actions?: ReactNode;
}) {
  const { finding, onOpen, actions } = props;
  const { severity, summary, subject, ownerRefs, state } = finding;
  return (
    <li className={styles.item} data-state={state}>
      <div className={styles.severity}>
        <SeverityBadge severity={severity} />
      </div>
      <div className={styles.text}>
        <button
          type="button"
          className={styles.sentence}
          onClick={() => onOpen(finding)}
        >
          {summary}
        </button>
        <div className={styles.meta}>
          <Code>{subject}</Code>
          {ownerRefs.map(ref => (
            <EntityLink key={ref} entityRef={ref} />
          ))}
          <span>
            first seen <Moment at={finding.firstSeenAt} />
          </span>
          {finding.unconfirmed && (
            <StatusChip
              tone="warning"
              icon={RiTimeLine}
              label="not confirmed now"
              hint={finding.unconfirmed}
            />
          )}
          {state !== 'open' && <StateBadge of="finding" state={state} />}
        </div>
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </li>
  );
}
