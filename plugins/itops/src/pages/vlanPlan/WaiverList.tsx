import { Button } from '@backstage/ui';
import { VlanPlanWaiver } from '@sankofa/plugin-itops-common';
import { Moment } from '../../components/clock';
import { Section } from '../../components/frame';
import { gateName, WAIVER_STATES } from '../../format/vlanPlan';
import { entityLabel, sentence } from '../../format/words';
import { PlanChip } from './PlanChip';
import { useMyRef } from '../../hooks/useMyRef';
import styles from './Plan.module.css';

function sayPersons(waiver: VlanPlanWaiver): string {
  const { requestedBy, approvedBy, withdrawnBy } = waiver;
  return [
    `Asked for by ${entityLabel(requestedBy)}`,
    approvedBy && `approved by ${entityLabel(approvedBy)}`,
    withdrawnBy && `withdrawn by ${entityLabel(withdrawnBy)}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** What was waived: ticket, two persons, and an end. */
export function WaiverList(props: {
  waivers: VlanPlanWaiver[];
  /** Absent where the viewer may not. */
  onDecide:
    | ((kind: 'approve' | 'withdraw', waiver: VlanPlanWaiver) => void)
    | undefined;
}) {
  const { waivers, onDecide } = props;
  const me = useMyRef();
  if (waivers.length === 0) {
    return null;
  }
  return (
    <Section title="Waivers">
      <ul className={styles.plain} aria-label="Waivers">
        {waivers.map(waiver => {
          const { id, gate, ticket, reason, state, requestedBy } = waiver;
          const isOpen = state === 'waiting' || state === 'active';
          const isMine = requestedBy === me;
          return (
            <li key={id} className={styles.gate}>
              <div className={styles.line}>
                <strong>{`${gateName(gate)}, ${ticket}`}</strong>
                <PlanChip words={WAIVER_STATES} state={state} />
              </div>
              <p className={styles.reason}>
                {`${sentence(reason)} ${sayPersons(waiver)}`}
                {isOpen && (
                  <>
                    {'; ends '}
                    <Moment at={waiver.expiresAt} />
                  </>
                )}
                .
              </p>
              {onDecide && isOpen && (
                <div className={styles.actions}>
                  {state === 'waiting' && !isMine && (
                    <Button
                      size="small"
                      variant="secondary"
                      aria-label={`Approve… ${ticket}`}
                      onPress={() => onDecide('approve', waiver)}
                    >
                      Approve…
                    </Button>
                  )}
                  {state === 'waiting' && isMine && (
                    <span className={styles.quiet}>
                      Somebody else has to approve what you asked for.
                    </span>
                  )}
                  <Button
                    size="small"
                    variant="tertiary"
                    aria-label={`Withdraw… ${ticket}`}
                    onPress={() => onDecide('withdraw', waiver)}
                  >
                    Withdraw…
                  </Button>
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
