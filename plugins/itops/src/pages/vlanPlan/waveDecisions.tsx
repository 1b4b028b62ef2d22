import { useId, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  VlanPlanAnswer,
  VlanPlanWave,
  VlanPlanWorkloadsPage,
} from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { Field } from '../../components/form';
import { ProblemState, SkeletonLines } from '../../components/states';
import { entityLabel } from '../../format/words';
import { useLive } from '../../hooks/useLive';
import { DecisionDialog } from '../../components/decision';
import { RefGroups } from './RefGroups';
import styles from './Plan.module.css';

/** The most the server gives at once. */
const MOST = 500;
const NOTE: Field = { name: 'note', label: 'Note', as: 'lines' };

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
export function AcknowledgeDialog(
  props: WaveDecision & {
    ownerRef: string;
    labels: ReadonlyMap<string, string>;
  },
) {
  const { wave, ownerRef, labels, onBoard, onClose } = props;
  const { vlanPlan } = useApi(itopsApiRef);
  const owner = wave.owners.find(known => known.ownerRef === ownerRef);
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
        {`You say for ${entityLabel(ownerRef)} that the wave “${
          wave.title
        }” may move or interrupt:`}
      </p>
      <RefGroups refs={owner?.refs ?? []} labels={labels} />
      <p>It counts until the wave changes, and is kept with your name.</p>
    </DecisionDialog>
  );
}

/** What of a wave nobody can read, to be looked at by hand. */
function ByHand(props: {
  wave: VlanPlanWave;
  chosen: string[];
  onChoose: (refs: string[]) => void;
}) {
  const { wave, chosen, onChoose } = props;
  const { vlanPlan } = useApi(itopsApiRef);
  const id = useId();
  const live = useLive<VlanPlanWorkloadsPage>(`unknown of ${wave.id}`, signal =>
    vlanPlan.workloads(
      { wave: wave.id, state: 'unknown', limit: MOST },
      { signal },
    ),
  );
  return (
    <fieldset className={styles.hands}>
      <legend>Nobody can read these. Which did you look at by hand?</legend>
      {live.problem && (
        <ProblemState problem={live.problem} onRetry={live.reload} />
      )}
      {live.loading && <SkeletonLines lines={2} height={28} />}
      {live.data?.items.map(({ ref, label }) => (
        <label key={ref} htmlFor={`${id}-${ref}`}>
          <input
            id={`${id}-${ref}`}
            type="checkbox"
            checked={chosen.includes(ref)}
            onChange={({ target }) =>
              onChoose(
                target.checked
                  ? [...chosen, ref]
                  : chosen.filter(item => item !== ref),
              )
            }
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

/** A person says that a wave is done, also for what nobody can read. */
export function VerifyDialog(props: WaveDecision) {
  const { wave, onBoard, onClose } = props;
  const { vlanPlan } = useApi(itopsApiRef);
  const [byHand, setByHand] = useState<string[]>([]);
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
      {wave.counts.unknown > 0 && (
        <ByHand wave={wave} chosen={byHand} onChoose={setByHand} />
      )}
    </DecisionDialog>
  );
}
