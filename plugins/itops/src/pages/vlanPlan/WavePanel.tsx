import { useState } from 'react';
import { Button } from '@backstage/ui';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  PlanWorkloadView,
  VlanPlanAnswer,
  VlanPlanGate,
  VlanPlanWaiver,
  VlanPlanWave,
} from '@sankofa/plugin-itops-common';
import { Section } from '../../components/frame';
import { SidePanel } from '../../components/panel';
import { gateName, WAVE_STATES } from '../../format/vlanPlan';
import { useAsOf } from '../../hooks/useAsOf';
import { useMay } from '../../hooks/useMay';
import { GateList } from './GateList';
import { OwnerList } from './OwnerList';
import { PlanChip } from './PlanChip';
import { Said } from './Said';
import { WaiverList } from './WaiverList';
import {
  AcknowledgeDialog,
  VerifyDialog,
  WaiveDialog,
  WaiverDialog,
} from './decisions';
import styles from './Plan.module.css';

type Open =
  | { what: 'acknowledge'; ownerRef: string }
  | { what: 'verify' }
  | { what: 'waive'; gate: VlanPlanGate }
  | { what: 'waiver'; kind: 'approve' | 'withdraw'; waiver: VlanPlanWaiver };

const SAID: Record<Open['what'], string> = {
  acknowledge: 'Acknowledged.',
  verify: 'The wave is verified.',
  waive: 'Asked for. A second person has to approve it.',
  waiver: 'The waiver is decided.',
};

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
  /** Undefined while they are on their way. */
  workloads: PlanWorkloadView[] | undefined;
  onBoard: (board: VlanPlanAnswer) => void;
  onReload: () => Promise<void>;
  onClose: () => void;
}) {
  const { answer, wave, workloads, onBoard, onReload, onClose } = props;
  const toastApi = useApi(toastApiRef);
  const { past } = useAsOf();
  const mayDecide = useMay('acknowledge and verify waves') && !past;
  const mayWaive = useMay('waive gates') && !past;
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const say = () =>
    open && toastApi.post({ title: SAID[open.what], status: 'success' });
  const onDone = async () => {
    say();
    await onReload();
  };
  const decision = {
    wave,
    onBoard: (board: VlanPlanAnswer) => {
      say();
      onBoard(board);
    },
    onClose: close,
  };
  const why = whyNot(past, mayDecide, mayWaive);
  return (
    <SidePanel
      title={wave.title}
      onClose={onClose}
      answer={answer}
      footer={
        mayDecide &&
        !wave.verified && (
          <Button
            size="small"
            variant="primary"
            onPress={() => setOpen({ what: 'verify' })}
          >
            Verify the wave…
          </Button>
        )
      }
    >
      <div className={styles.line}>
        <PlanChip words={WAVE_STATES} state={wave.state} />
        {wave.verified && <Said by="verified by" decision={wave.verified} />}
      </div>
      {why && <p className={styles.why}>{why}</p>}
      <Section title="Gates">
        <GateList
          wave={wave}
          actions={gate =>
            mayWaive &&
            gate.state === 'red' &&
            !gate.waiver && (
              <div>
                <Button
                  size="small"
                  variant="tertiary"
                  aria-label={`Waive: ${gateName(gate.gate)}`}
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
      {open?.what === 'acknowledge' && (
        <AcknowledgeDialog {...decision} ownerRef={open.ownerRef} />
      )}
      {open?.what === 'verify' && (
        <VerifyDialog
          {...decision}
          unknown={(workloads ?? []).filter(({ state }) => state === 'unknown')}
        />
      )}
      {open?.what === 'waive' && (
        <WaiveDialog
          wave={wave}
          gate={open.gate}
          onDone={onDone}
          onClose={close}
        />
      )}
      {open?.what === 'waiver' && (
        <WaiverDialog
          waiver={open.waiver}
          kind={open.kind}
          onDone={onDone}
          onClose={close}
        />
      )}
    </SidePanel>
  );
}
