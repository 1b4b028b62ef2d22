import { ReactNode } from 'react';
import { Link } from '@backstage/ui';
import { ChangeRequest } from '@sankofa/plugin-itops-common';
import { Moment } from '../../../components/clock';
import { Code, EntityLink } from '../../../components/entityLink';
import { Facts } from '../../../components/frame';
import { StateBadge } from '../../../components/status';
import { isOver, verbName } from '../../../format/changes';
import { sourceName } from '../../../format/words';
import { useLinks } from '../../../hooks/useLinks';
import { Sentence } from './Sentence';
import styles from '../Changes.module.css';

/** What is asked, by whom, where it stands and what it waits for. */
export function ChangeHeader(props: {
  change: ChangeRequest;
  actions: ReactNode;
}) {
  const { change, actions } = props;
  const { expiresAt, lastEditor, requester, ticket } = change;
  const links = useLinks();
  return (
    <header className={styles.header}>
      <Link href={links.changes()} variant="body-small">
        All changes
      </Link>
      <div className={styles.titleLine}>
        <h2 className={styles.title}>
          {`Change ${change.number}: ${change.title}`}
        </h2>
        <StateBadge of="change" state={change.state} />
      </div>
      <p className={styles.next}>
        <Sentence text={change.next} />
      </p>
      {actions}
      <Facts
        facts={[
          { label: 'What it does', value: verbName(change.verb) },
          { label: 'Where', value: sourceName(change.sourceId) },
          {
            label: 'About',
            value: (
              <span className={styles.codes}>
                {change.targets.map(target => (
                  <Code key={target}>{target}</Code>
                ))}
              </span>
            ),
          },
          { label: 'Ticket', value: ticket || 'none' },
          {
            label: 'Asked for',
            value: (
              <>
                <Moment at={change.createdAt} /> by{' '}
                <EntityLink entityRef={requester} />
              </>
            ),
          },
          lastEditor !== requester
            ? {
                label: 'Planned last by',
                value: <EntityLink entityRef={lastEditor} />,
              }
            : undefined,
          { label: 'Risk class', value: change.riskClass },
          {
            label: 'Last step',
            value: <Moment at={change.updatedAt} />,
          },
          expiresAt !== undefined && !isOver(change.state)
            ? {
                label: 'To be done until',
                value: <Moment at={expiresAt} absolute />,
              }
            : undefined,
        ]}
      />
    </header>
  );
}
