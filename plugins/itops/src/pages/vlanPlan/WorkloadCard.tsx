import { Link } from '@backstage/ui';
import { PlanWorkloadView } from '@sankofa/plugin-itops-common';
import { planReason } from '../../format/planReasons';
import { WORKLOAD_STATES } from '../../format/vlanPlan';
import { useLinks } from '../../hooks/useLinks';
import { PlanChip } from './PlanChip';
import styles from './Plan.module.css';

/** Old and new address, as far as anybody knows them. */
export function sayAddress(workload: PlanWorkloadView): string {
  const { addresses, target, addressChange } = workload;
  const now = addresses.join(', ') || 'address unknown';
  if (addressChange === 'unassigned') {
    return `${now} → not assigned yet`;
  }
  return target.address && target.address !== now
    ? `${now} → ${target.address}`
    : now;
}

/** One workload on the board: who, from where to where, and how far it is. */
export function WorkloadCard(props: { workload: PlanWorkloadView }) {
  const { workload } = props;
  const { label, guestId, effective, target, state } = workload;
  const links = useLinks();
  return (
    <li className={styles.card}>
      <div className={styles.line}>
        {guestId ? (
          <Link
            href={links.guests({ guest: guestId })}
            standalone
            variant="body-small"
            weight="bold"
          >
            {label}
          </Link>
        ) : (
          <strong>{label}</strong>
        )}
        <PlanChip words={WORKLOAD_STATES} state={state} />
      </div>
      <div className={styles.move}>
        {`${effective.vid ?? 'unknown'} → ${target.vid}`}
        <span className={styles.quiet}>{sayAddress(workload)}</span>
      </div>
      {effective.gap && (
        <p className={styles.reason}>{planReason(effective.gap)}</p>
      )}
    </li>
  );
}
