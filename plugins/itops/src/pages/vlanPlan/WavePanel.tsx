import { useState } from 'react';
import { Button } from '@backstage/ui';
import { VlanPlanAnswer, VlanPlanWave } from '@sankofa/plugin-itops-common';
import { Section } from '../../components/frame';
import { SidePanel } from '../../components/panel';
import { count } from '../../format/quantity';
import { gateName } from '../../format/vlanPlan';
import { useAsOf } from '../../hooks/useAsOf';
import { useMay } from '../../hooks/useMay';
import { GateList } from './GateList';
import { OwnerList } from './OwnerList';
import { Said } from './Said';
import { WaiverList } from './WaiverList';
import { OpenDecision, WaveDialogs } from './WaveDialogs';
import { WaveState } from './WaveState';
import { useFocusKept } from './useFocusKept';
import styles from './Plan.module.css';

function whyNot(past: boolean, mayDecide: boolean, mayWaive: boolean) {
  if (past) {
    return 'You look at the past, where nothing can be decided.';
  }
  const lacks = [
    !mayDecide && 'acknowledge and verify (itops.vlan-plan.update)',
    !mayWaive && 'waive gates (itops.vlan-plan.waive)',
  ].filter(Boolean);
  return lacks.length > 0
    ? `You may not ${lacks.join(' or ')} here. Ask the IT platform team.`
    : undefined;
}

/** Everything people decide about one wave, and what they decide it from. */
export function WavePanel(props: {
  answer: VlanPlanAnswer;
  wave: VlanPlanWave;
  /** Names of workloads by ref. */
  labels: ReadonlyMap<string, string>;
  onBoard: (board: VlanPlanAnswer) => void;
  onReload: () => Promise<void>;
  onClose: () => void;
}) {
  const { answer, wave, labels, onBoard, onReload, onClose } = props;
  const { past } = useAsOf();
  const mayDecide = useMay('acknowledge and verify waves') && !past;
  const mayWaive = useMay('waive gates') && !past;
  const [open, setOpen] = useState<OpenDecision>();
  const top = useFocusKept(open !== undefined);
  const why = whyNot(past, mayDecide, mayWaive);
  const { toMove } = wave.counts;
  const mayVerify = mayDecide && !wave.verified;
  return (
    <SidePanel
      title={wave.title}
      onClose={onClose}
      answer={answer}
      footer={
        mayVerify &&
        (toMove > 0 ? (
          <span className={styles.quiet}>
            {`To be verified once ${count(toMove, 'more workload')} ${
              toMove === 1 ? 'is' : 'are'
            } where the plan wants ${toMove === 1 ? 'it' : 'them'}.`}
          </span>
        ) : (
          <Button
            size="small"
            variant="primary"
            onPress={() => setOpen({ what: 'verify' })}
          >
            Verify the wave…
          </Button>
        ))
      }
    >
      <div ref={top} tabIndex={-1} className={styles.actions}>
        <WaveState answer={answer} wave={wave} />
        {wave.verified && <Said by="verified by" decision={wave.verified} />}
      </div>
      {why && <p className={styles.why}>{why}</p>}
      <Section title="Gates">
        <GateList
          answer={answer}
          wave={wave}
          actions={gate =>
            mayWaive &&
            gate.state === 'red' &&
            !gate.waiver && (
              <div>
                <Button
                  size="small"
                  variant="secondary"
                  aria-label={`Waive… ${gateName(gate.gate)}`}
                  onPress={() => setOpen({ what: 'waive', gate })}
                >
                  Waive…
                </Button>
              </div>
            )
          }
        />
      </Section>
      <OwnerList
        wave={wave}
        labels={labels}
        onAcknowledge={
          mayDecide
            ? ownerRef => setOpen({ what: 'acknowledge', ownerRef })
            : undefined
        }
      />
      <WaiverList
        waivers={wave.waivers}
        onDecide={
          mayWaive
            ? (kind, waiver) => setOpen({ what: 'waiver', kind, waiver })
            : undefined
        }
      />
      {open && (
        <WaveDialogs
          open={open}
          wave={wave}
          labels={labels}
          onBoard={onBoard}
          onReload={onReload}
          onClose={() => setOpen(undefined)}
        />
      )}
    </SidePanel>
  );
}
