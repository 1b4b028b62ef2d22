import { VlanPlanAnswer, VlanPlanWave } from '@sankofa/plugin-itops-common';
import { WAVE_STATES } from '../../format/vlanPlan';
import { PlanChip } from './PlanChip';
import { useBelieved } from './useBelieved';

/** May the wave start? Nobody can say so from an answer that is too old. */
export function WaveState(props: {
  answer: VlanPlanAnswer;
  wave: VlanPlanWave;
}) {
  const { answer, wave } = props;
  const isBelieved = useBelieved(answer);
  const state = wave.state === 'ready' && !isBelieved ? 'unknown' : wave.state;
  return <PlanChip words={WAVE_STATES} state={state} />;
}
