import {
  VlanPlanAnswer,
  VlanPlanGate,
  VlanPlanWaiver,
  VlanPlanWave,
} from '@sankofa/plugin-itops-common';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { WaiveDialog, WaiverDialog } from './waiverDecisions';
import { AcknowledgeDialog, VerifyDialog } from './waveDecisions';

/** The decision that is being taken about a wave. */
export type OpenDecision =
  | { what: 'acknowledge'; ownerRef: string }
  | { what: 'verify' }
  | { what: 'waive'; gate: VlanPlanGate }
  | { what: 'waiver'; kind: 'approve' | 'withdraw'; waiver: VlanPlanWaiver };

function sayDone(open: OpenDecision): string {
  switch (open.what) {
    case 'acknowledge':
      return 'Acknowledged.';
    case 'verify':
      return 'The wave is verified.';
    case 'waive':
      return 'Asked for. A second person has to approve it.';
    default:
      return open.kind === 'approve'
        ? 'The waiver is approved.'
        : 'The waiver is withdrawn.';
  }
}

/** The dialog of a decision; a toast says what came of it. */
export function WaveDialogs(props: {
  open: OpenDecision;
  wave: VlanPlanWave;
  labels: ReadonlyMap<string, string>;
  /** Puts the board in place that a decision answered with. */
  onBoard: (board: VlanPlanAnswer) => void;
  /** Asks for the board anew. */
  onReload: () => Promise<void>;
  onClose: () => void;
}) {
  const { open, wave, labels, onBoard, onReload, onClose } = props;
  const toastApi = useApi(toastApiRef);
  const say = () => toastApi.post({ title: sayDone(open), status: 'success' });
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
    onClose,
  };
  switch (open.what) {
    case 'acknowledge':
      return (
        <AcknowledgeDialog
          {...decision}
          ownerRef={open.ownerRef}
          labels={labels}
        />
      );
    case 'verify':
      return <VerifyDialog {...decision} />;
    case 'waive':
      return (
        <WaiveDialog
          wave={wave}
          gate={open.gate}
          onDone={onDone}
          onClose={onClose}
        />
      );
    default:
      return (
        <WaiverDialog
          waiver={open.waiver}
          kind={open.kind}
          onDone={onDone}
          onClose={onClose}
        />
      );
  }
}
