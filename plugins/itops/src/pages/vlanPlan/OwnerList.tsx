import { Button } from '@backstage/ui';
import { VlanPlanWave } from '@sankofa/plugin-itops-common';
import { EntityLink } from '../../components/entityLink';
import { Section } from '../../components/frame';
import { entityLabel } from '../../format/words';
import { Said } from './Said';
import styles from './Plan.module.css';

/** The teams a wave asks, with their answer. */
export function OwnerList(props: {
  wave: VlanPlanWave;
  /** Absent where the viewer may not. */
  onAcknowledge: ((ownerRef: string) => void) | undefined;
}) {
  const { wave, onAcknowledge } = props;
  const { owners, withoutOwner } = wave;
  if (owners.length === 0 && withoutOwner.length === 0) {
    return null;
  }
  return (
    <Section title="Owners">
      <ul className={styles.plain} aria-label="Owners">
        {owners.map(({ ownerRef, refs, acknowledged }) => (
          <li key={ownerRef}>
            <div className={styles.line}>
              <EntityLink entityRef={ownerRef} />
              {acknowledged ? (
                <Said by="acknowledged by" decision={acknowledged} />
              ) : (
                onAcknowledge && (
                  <Button
                    size="small"
                    variant="secondary"
                    aria-label={`Acknowledge for ${entityLabel(ownerRef)}`}
                    onPress={() => onAcknowledge(ownerRef)}
                  >
                    Acknowledge…
                  </Button>
                )
              )}
            </div>
            <p className={styles.reason}>{refs.join(', ')}</p>
          </li>
        ))}
        {withoutOwner.length > 0 && (
          <li>
            <strong>No known owner</strong>
            <p className={styles.reason}>{withoutOwner.join(', ')}</p>
          </li>
        )}
      </ul>
    </Section>
  );
}
