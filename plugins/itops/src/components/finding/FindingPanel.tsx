import { ReactNode } from 'react';
import { Link } from '@backstage/ui';
import { Finding } from '@sankofa/plugin-itops-common';
import { useLinks } from '../../hooks/useLinks';
import { ruleText } from '../../format/rules';
import { absoluteTime } from '../../format/time';
import { entityLabel } from '../../format/words';
import { Moment } from '../clock';
import { Code, EntityLink } from '../entityLink';
import { Facts, Section } from '../frame';
import { SidePanel } from '../panel';
import { PatchSection } from '../patch';
import { SeverityBadge, StateBadge } from '../status';
import { DecisionBar } from './DecisionBar';
import { EvidenceList } from './EvidenceList';
import styles from './FindingPanel.module.css';

function GuestLinks(props: { guestIds: string[] }): ReactNode {
  const links = useLinks();
  return props.guestIds.map(id => (
    <div key={id}>
      <Link href={links.guests({ guest: id })} variant="body-medium">
        {id}
      </Link>
    </div>
  ));
}

function decisionText(finding: Finding): ReactNode {
  if (finding.state === 'suppressed' && finding.suppressedUntil) {
    return `Suppressed until ${absoluteTime(finding.suppressedUntil)}`;
  }
  if (finding.state === 'acknowledged') {
    const by = finding.acknowledgedBy && entityLabel(finding.acknowledgedBy);
    return (
      <>
        Acknowledged{by ? ` by ${by}` : ''}
        {finding.acknowledgedAt && (
          <>
            {' '}
            <Moment at={finding.acknowledgedAt} />
          </>
        )}
      </>
    );
  }
  return undefined;
}

/** Everything about one finding: sentence, meaning, evidence, history, decision. */
export function FindingPanel(props: {
  finding: Finding;
  onChange: (finding: Finding) => void;
  onClose: () => void;
}) {
  const { finding, onChange, onClose } = props;
  const text = ruleText(finding.rule);
  const decided = decisionText(finding);
  return (
    <SidePanel
      title={text.title}
      onClose={onClose}
      footer={<DecisionBar finding={finding} onChange={onChange} />}
    >
      <div className={styles.badges}>
        <SeverityBadge severity={finding.severity} />
        <StateBadge of="finding" state={finding.state} />
      </div>
      <p className={styles.summary}>{finding.summary}</p>
      {finding.unconfirmed && (
        <p className={styles.unconfirmed}>
          This cannot be confirmed or resolved now: {finding.unconfirmed}
        </p>
      )}
      {(text.meaning || text.remedy) && (
        <p className={styles.meaning}>
          {text.meaning} {text.remedy}
        </p>
      )}
      <Section title="Evidence">
        <EvidenceList evidence={finding.evidence} />
      </Section>
      <PatchSection finding={finding} />
      <Facts
        facts={[
          { label: 'Subject', value: <Code>{finding.subject}</Code> },
          { label: 'Rule', value: <Code>{finding.rule}</Code> },
          {
            label: 'First seen',
            value: absoluteTime(finding.firstSeenAt),
          },
          { label: 'Last seen', value: absoluteTime(finding.lastSeenAt) },
          finding.resolvedAt
            ? { label: 'Resolved', value: absoluteTime(finding.resolvedAt) }
            : undefined,
          finding.ownerRefs.length > 0
            ? {
                label: 'Owner',
                value: finding.ownerRefs.map(ref => (
                  <div key={ref}>
                    <EntityLink entityRef={ref} />
                  </div>
                )),
              }
            : undefined,
          finding.guestIds.length > 0
            ? {
                label: 'Guests',
                value: <GuestLinks guestIds={finding.guestIds} />,
              }
            : undefined,
          decided ? { label: 'Decision', value: decided } : undefined,
          finding.note ? { label: 'Note', value: finding.note } : undefined,
        ]}
      />
    </SidePanel>
  );
}
