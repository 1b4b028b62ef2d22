import { ChangeRequest } from '@sankofa/plugin-itops-common';
import { Moment } from '../../../components/clock';
import { Code, EntityLink } from '../../../components/entityLink';
import { Section } from '../../../components/frame';
import { StatusChip } from '../../../components/status';
import { shortHash } from '../../../format/changes';
import { count } from '../../../format/quantity';
import { entityLabel } from '../../../format/words';
import styles from '../Changes.module.css';

function Rule(props: { change: ChangeRequest }) {
  const { approvalsNeeded, lastEditor, requester } = props.change;
  if (approvalsNeeded === undefined) {
    return (
      <p className={styles.text}>
        How many people have to approve it is known once it is planned.
      </p>
    );
  }
  if (approvalsNeeded === 0) {
    return (
      <p className={styles.text}>The rules of this site ask for no approval.</p>
    );
  }
  const excluded = [...new Set([requester, lastEditor])].map(entityLabel);
  return (
    <p className={styles.text}>
      {`${count(
        approvalsNeeded,
        'person has',
        'people have',
      )} to approve exactly this plan. ${excluded.join(
        ' and ',
      )} cannot: whoever asked for it or planned it last has no say. One no ends it.`}
    </p>
  );
}

/** Who agreed to this plan until when, and why the viewer cannot. */
export function ApprovalSection(props: { change: ChangeRequest }) {
  const { change } = props;
  const { approvals, approvalsNeeded, may, state } = change;
  const whyNot = state === 'awaiting-approval' && may.approve.reason;
  return (
    <Section
      card
      title="Approvals"
      aside={
        approvalsNeeded !== undefined &&
        `${approvals.length} of ${approvalsNeeded}`
      }
    >
      <div className={styles.parts}>
        <Rule change={change} />
        {approvals.length > 0 && (
          <ul className={styles.plain} aria-label="Approvals">
            {approvals.map(approval => (
              <li key={approval.approver} className={styles.line}>
                <EntityLink entityRef={approval.approver} />
                <span>
                  approved <Moment at={approval.approvedAt} />, holds until{' '}
                  <Moment at={approval.expiresAt} absolute />
                </span>
                {approval.hash === change.plan?.hash ? (
                  <Code title={approval.hash}>{shortHash(approval.hash)}</Code>
                ) : (
                  <StatusChip
                    tone="warning"
                    label="of another plan"
                    hint="It does not count."
                  />
                )}
              </li>
            ))}
          </ul>
        )}
        {whyNot && <p className={styles.why}>{whyNot}</p>}
      </div>
    </Section>
  );
}
