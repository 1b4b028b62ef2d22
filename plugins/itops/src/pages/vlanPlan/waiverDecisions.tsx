import { useApi } from '@backstage/frontend-plugin-api';
import {
  VlanPlanGate,
  VlanPlanWaiver,
  VlanPlanWave,
} from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { Field } from '../../components/form';
import { sayEntities } from '../../format/planRefs';
import { gateName } from '../../format/vlanPlan';
import { entityLabel } from '../../format/words';
import { DecisionDialog } from '../../components/decision';

const DAY = 24 * 3_600_000;
const WAIVER_FIELDS: Field[] = [
  { name: 'ticket', label: 'Ticket', required: true },
  { name: 'reason', label: 'Reason', as: 'lines', required: true },
  {
    name: 'expiresAt',
    label: 'Ends after',
    as: 'choice',
    required: true,
    hint: 'The portal may allow less.',
    options: [1, 3, 7, 14].map(days => ({
      value: String(days),
      label: days === 1 ? '1 day' : `${days} days`,
    })),
  },
];

/** The first of two persons asks to go on in spite of a red gate. */
export function WaiveDialog(props: {
  wave: VlanPlanWave;
  gate: VlanPlanGate;
  onDone: () => Promise<void>;
  onClose: () => void;
}) {
  const { wave, gate, onDone, onClose } = props;
  const { vlanPlan } = useApi(itopsApiRef);
  return (
    <DecisionDialog
      title={`Waive: ${gateName(gate.gate)}`}
      fields={WAIVER_FIELDS}
      initial={{ expiresAt: '7' }}
      action="Ask for the waiver"
      decide={async ({ ticket = '', reason = '', expiresAt }) => {
        // A minute less: the server measures after the request has travelled.
        const ends = Date.now() + Number(expiresAt) * DAY - 60_000;
        await vlanPlan.requestWaiver(wave.id, {
          gate: gate.gate,
          ticket,
          reason,
          expiresAt: new Date(ends).toISOString(),
        });
        await onDone();
      }}
      onClose={onClose}
    >
      <p>{sayEntities(gate.reason)}</p>
      <p>
        It counts only after a second person has approved it, and until it ends
        or the wave changes.
      </p>
    </DecisionDialog>
  );
}

/** The second person says yes, or anybody who may takes a waiver back. */
export function WaiverDialog(props: {
  waiver: VlanPlanWaiver;
  kind: 'approve' | 'withdraw';
  onDone: () => Promise<void>;
  onClose: () => void;
}) {
  const { waiver, kind, onDone, onClose } = props;
  const { vlanPlan } = useApi(itopsApiRef);
  const isApproval = kind === 'approve';
  return (
    <DecisionDialog
      title={isApproval ? 'Approve the waiver' : 'Withdraw the waiver'}
      fields={[]}
      action={isApproval ? 'Approve' : 'Withdraw'}
      decide={async () => {
        await (isApproval
          ? vlanPlan.approveWaiver(waiver.id)
          : vlanPlan.withdrawWaiver(waiver.id));
        await onDone();
      }}
      onClose={onClose}
    >
      <p>
        {`${gateName(waiver.gate)}, ticket ${
          waiver.ticket
        }, asked for by ${entityLabel(waiver.requestedBy)}: ${waiver.reason}`}
      </p>
      <p>
        {isApproval
          ? 'You answer for going on in spite of the red gate, as the second person.'
          : 'The gate stands in the way again.'}
      </p>
    </DecisionDialog>
  );
}
