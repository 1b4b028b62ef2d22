import { Button } from '@backstage/ui';
import { VlanPlanWave } from '@sankofa/plugin-itops-common';
import { EntityLink } from '../../components/entityLink';
import { Section } from '../../components/frame';
import { entityLabel } from '../../format/words';
import { RefGroups } from './RefGroups';
import { Said } from './Said';
import styles from './Plan.module.css';

/** The teams a wave asks, with their answer. */
export function OwnerList(props: {
  wave: VlanPlanWave;
  /** Names of workloads by ref. */
  labels: ReadonlyMap<string, string>;
  /** Absent where the viewer may not. */
  onAcknowledge: ((ownerRef: string) => void) | undefined;
}) {
  const { wave, labels, onAcknowledge } = props;
  const { owners, withoutOwner } = wave;
  if (owners.length === 0 && withoutOwner.length === 0) {
    return null;
  }
  return (
    <Section title="Owners">
      <ul className={styles.plain} aria-label="Owners">
        {owners.map(({ ownerRef, refs, acknowledged }) => (
          <li key={ownerRef} className={styles.gate}>
            <div className={styles.line}>
              <EntityLink entityRef={ownerRef} />
              {acknowledged ? (
                <Said by="acknowledged by" decision={acknowledged} />
              ) : (
                <span className={styles.actions}>
                  {!onAcknowledge && 'not acknowledged'}
                  {onAcknowledge && (
                    <Button
                      size="small"
                      variant="secondary"
                      aria-label={`Acknowledge… for ${entityLabel(ownerRef)}`}
                      onPress={() => onAcknowledge(ownerRef)}
                    >
                      Acknowledge…
                    </Button>
                  )}
                </span>
              )}
            </div>
            <RefGroups refs={refs} labels={labels} />
          </li>
        ))}
        {withoutOwner.length > 0 && (
          <li className={styles.gate}>
            <strong>No known owner</strong>
            <RefGroups refs={withoutOwner} labels={labels} />
          </li>
        )}
      </ul>
    </Section>
  );
}
