import { ReactNode } from 'react';
import {
  VlanPlanAnswer,
  VlanPlanGate,
  VlanPlanWave,
} from '@sankofa/plugin-itops-common';
import { sayEntities } from '../../format/planRefs';
import { GATE_LIGHTS, gateName } from '../../format/vlanPlan';
import { PlanChip } from './PlanChip';
import { useBelieved } from './useBelieved';
import styles from './Plan.module.css';

const TOO_OLD =
  'It was green, but the answer is older than readings may be. Try again.';

/** Which light a gate shows: its state, unless nobody can say or it is waived. */
function lightOf(gate: VlanPlanGate, isBelieved: boolean): string {
  if (gate.state === 'green') {
    return isBelieved ? 'green' : 'unknown';
  }
  if (gate.waiver) {
    return 'waived';
  }
  return gate.unknown ? 'unknown' : 'red';
}

/** The lights of a wave with their reasons, and what can be done about each. */
export function GateList(props: {
  answer: VlanPlanAnswer;
  wave: VlanPlanWave;
  /** Leaves out why a green gate is green, and what a reason counts. */
  brief?: boolean;
  actions?: (gate: VlanPlanGate) => ReactNode;
}) {
  const { answer, wave, brief, actions } = props;
  const isBelieved = useBelieved(answer);
  return (
    <ul className={styles.gates} aria-label={`Gates of ${wave.title}`}>
      {wave.gates.map(gate => {
        const light = lightOf(gate, isBelieved);
        const isOld = light === 'unknown' && gate.state === 'green';
        const reason = isOld ? TOO_OLD : sayEntities(gate.reason);
        return (
          <li key={gate.gate} className={styles.gate}>
            <div className={styles.line}>
              <span>{gateName(gate.gate)}</span>
              <PlanChip words={GATE_LIGHTS} state={light} hint={reason} />
            </div>
            {(!brief || light !== 'green') && (
              <p className={styles.reason}>{reason}</p>
            )}
            {!brief && gate.details.length > 0 && (
              <details className={styles.details}>
                <summary>{`What this counts (${gate.details.length})`}</summary>
                <ul>
                  {gate.details.map(detail => (
                    <li key={detail}>{sayEntities(detail)}</li>
                  ))}
                </ul>
              </details>
            )}
            {actions?.(gate)}
          </li>
        );
      })}
    </ul>
  );
}
