import { ReactNode } from 'react';
import { VlanPlanGate, VlanPlanWave } from '@sankofa/plugin-itops-common';
import { GATE_LIGHTS, gateName } from '../../format/vlanPlan';
import { PlanChip } from './PlanChip';
import styles from './Plan.module.css';

/** Which light a gate shows: its state, unless nobody can say or it is waived. */
export function lightOf({ state, unknown, waiver }: VlanPlanGate): string {
  if (state === 'green') {
    return 'green';
  }
  if (waiver) {
    return 'waived';
  }
  return unknown ? 'unknown' : 'red';
}

/** The lights of a wave with their reasons, and what can be done about each. */
export function GateList(props: {
  wave: VlanPlanWave;
  /** Leaves out why a green gate is green, and what a reason counts. */
  brief?: boolean;
  actions?: (gate: VlanPlanGate) => ReactNode;
}) {
  const { wave, brief, actions } = props;
  return (
    <ul className={styles.gates} aria-label={`Gates of ${wave.title}`}>
      {wave.gates.map(gate => (
        <li key={gate.gate} className={styles.gate}>
          <div className={styles.line}>
            <span className={styles.name}>{gateName(gate.gate)}</span>
            <PlanChip
              words={GATE_LIGHTS}
              state={lightOf(gate)}
              hint={gate.reason}
            />
          </div>
          {(!brief || gate.state === 'red') && (
            <p className={styles.reason}>{gate.reason}</p>
          )}
          {!brief && gate.details.length > 0 && (
            <details className={styles.details}>
              <summary>{`What this counts (${gate.details.length})`}</summary>
              <ul>
                {gate.details.map(detail => (
                  <li key={detail}>{detail}</li>
                ))}
              </ul>
            </details>
          )}
          {actions?.(gate)}
        </li>
      ))}
    </ul>
  );
}
