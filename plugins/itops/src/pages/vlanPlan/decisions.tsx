import { useId, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  PlanWorkloadView,
  VlanPlanAnswer,
  VlanPlanGate,
  VlanPlanWaiver,
  VlanPlanWave,
} from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { gateName } from '../../format/vlanPlan';
import { entityLabel } from '../../format/words';
import { Field } from '../ports/records/fields';
import { DecisionDialog } from './DecisionDialog';
import styles from './Plan.module.css';

const DAY = 24 * 3_600_000;
const NOTE: Field = { name: 'note', label: 'Note', as: 'lines' };
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

interface WaveDecision {
  wave: VlanPlanWave;
  onBoard: (board: VlanPlanAnswer) => void;
  onClose: () => void;
}

/** Empty text is no note. */
function noteOf({ note }: Readonly<Record<string, string>>) {
  return note?.trim() ? { note } : {};
}

/** A person says yes for a team. */
export function AcknowledgeDialog(props: WaveDecision & { ownerRef: string }) {
  const { wave, ownerRef, onBoard, onClose } = props;
  const { vlanPlan } = useApi(itopsApiRef);
  const refs = wave.owners.find(owner => owner.ownerRef === ownerRef)?.refs;
  return (
    <DecisionDialog
      title={`Acknowledge for ${entityLabel(ownerRef)}`}
      fields={[NOTE]}
      action="Acknowledge"
      decide={async values =>
        onBoard(
          await vlanPlan.acknowledge(wave.id, { ownerRef, ...noteOf(values) }),
        )
      }
      onClose={onClose}
    >
      <p>
        {`You say for ${ownerRef} that ${
          wave.title
        } may do what it does with ${(refs ?? []).join(
          ', ',
        )}. It counts until the wave changes, and is kept with your name.`}
      </p>
    </DecisionDialog>
  );
}

/** A person says that a wave is done, also for what nobody can read. */
export function VerifyDialog(
  props: WaveDecision & { unknown: PlanWorkloadView[] },
) {
  const { wave, unknown, onBoard, onClose } = props;
  const { vlanPlan } = useApi(itopsApiRef);
  const [byHand, setByHand] = useState<string[]>([]);
  const id = useId();
  return (
    <DecisionDialog
      title={`Verify ${wave.title}`}
      fields={[NOTE]}
      action="Verify"
      decide={async values =>
        onBoard(await vlanPlan.verify(wave.id, { byHand, ...noteOf(values) }))
      }
      onClose={onClose}
    >
      <p>
        You say that everything of this wave is where it should be. Kept with
        your name; the next wave may start then.
      </p>
      {unknown.length > 0 && (
        <fieldset className={styles.hands}>
          <legend>Nobody can read these. Which did you look at by hand?</legend>
          {unknown.map(({ ref, label }) => (
            <label key={ref} htmlFor={`${id}-${ref}`}>
              <input
                id={`${id}-${ref}`}
                type="checkbox"
                checked={byHand.includes(ref)}
                onChange={({ target }) =>
                  setByHand(now =>
                    target.checked
                      ? [...now, ref]
                      : now.filter(item => item !== ref),
                  )
                }
              />
              {label}
            </label>
          ))}
        </fieldset>
      )}
    </DecisionDialog>
  );
}

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
      <p>{gate.reason}</p>
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
        {`${gateName(waiver.gate)}, ticket ${waiver.ticket}, asked for by ${
          waiver.requestedBy
        }: ${waiver.reason}`}
      </p>
      <p>
        {isApproval
          ? 'You answer for going on in spite of the red gate, as the second person.'
          : 'The gate stands in the way again.'}
      </p>
    </DecisionDialog>
  );
}
