import { VlanPlanAnswer } from '@sankofa/plugin-itops-common';
import { useClock } from '../../components/clock';

/**
 * Whether what an answer says about gates still counts. A page that nobody could
 * refresh must not go on showing green lights from readings that are too old by now.
 */
export function useBelieved({ at, plan }: VlanPlanAnswer): boolean {
  const { now, past } = useClock();
  return past || !plan || now - Date.parse(at) <= plan.freshMinutes * 60_000;
}
