import { ReactNode } from 'react';
import { Link } from '@backstage/ui';
import { AuditListRow } from '@sankofa/plugin-itops-common';
import { Code } from '../../components/entityLink';
import { Facts, Section } from '../../components/frame';
import { SidePanel } from '../../components/panel';
import { absoluteTime } from '../../format/time';
import { useLinks } from '../../hooks/useLinks';
import { OutcomeChip, SealChip } from './auditColumns';
import styles from './Audit.module.css';

/** One row of the trail: everything that was written, and the way to what it is about. */
export function AuditPanel(props: { row: AuditListRow; onClose: () => void }) {
  const { row, onClose } = props;
  const links = useLinks();
  const [kind, id] = row.subject.split(/:(.*)/s);
  const only = (filter: 'actor' | 'action' | 'subject'): ReactNode => (
    <Link
      href={links.audit({ [filter]: row[filter] })}
      variant="body-medium"
      title="Show only these rows"
    >
      <Code>{row[filter]}</Code>
    </Link>
  );
  return (
    <SidePanel title={`Row ${row.id} of the audit trail`} onClose={onClose}>
      <Facts
        facts={[
          { label: 'When', value: absoluteTime(row.at) },
          { label: 'Who', value: only('actor') },
          { label: 'Did what', value: only('action') },
          { label: 'To what', value: only('subject') },
          { label: 'Outcome', value: <OutcomeChip outcome={row.outcome} /> },
          { label: 'Chain', value: <SealChip sealNumber={row.sealNumber} /> },
          kind === 'change'
            ? {
                label: 'Change',
                value: (
                  <Link href={links.change(id)} variant="body-medium">
                    Open the change
                  </Link>
                ),
              }
            : undefined,
          kind === 'finding'
            ? {
                label: 'Finding',
                value: (
                  <Link
                    href={links.drift({ finding: id })}
                    variant="body-medium"
                  >
                    Open the finding
                  </Link>
                ),
              }
            : undefined,
        ]}
      />
      <Section title="What was written with it">
        {Object.keys(row.details).length > 0 ? (
          <pre className={styles.details}>
            {JSON.stringify(row.details, undefined, 2)}
          </pre>
        ) : (
          'Nothing.'
        )}
      </Section>
    </SidePanel>
  );
}
