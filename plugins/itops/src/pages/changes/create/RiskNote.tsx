import { ChangeRequestOptions } from '@sankofa/plugin-itops-common';
import { count } from '../../../format/quantity';
import styles from '../Changes.module.css';

type Policy = ChangeRequestOptions['policy'];

/** What a change of this kind needs, by the rules of the site. */
export function RiskNote(props: { policy: Policy; verb: string }) {
  const { policy, verb } = props;
  const name = (policy.risk as Record<string, string | undefined>)[verb];
  const risk = name === undefined ? undefined : policy.riskClasses[name];
  const isAllowed = policy.allow.some(({ verbs }) =>
    (verbs as readonly string[]).includes(verb),
  );
  if (!isAllowed || !risk) {
    return (
      <p className={styles.why}>
        The rules of this site do not allow this. You may ask all the same: the
        plan says which rule refuses it.
      </p>
    );
  }
  const { approvals, approvalHours, ticketPattern } = risk;
  return (
    <p className={styles.why}>
      {approvals === 0
        ? 'It needs no approval'
        : `It needs ${count(approvals, 'approval')} by others`}
      {`, is to be done within ${count(
        approvalHours,
        'hour',
      )} of that, and needs a ticket like `}
      <code>{ticketPattern}</code>.
    </p>
  );
}
