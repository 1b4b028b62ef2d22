import { ComponentType } from 'react';
import { useUrlState } from '../../hooks/useUrlState';
import { BoardView } from './BoardView';
import { PlanView } from './PlanViews';
import { SimulateView } from './SimulateView';
import { WorkloadsView } from './WorkloadsView';

const VIEWS: Partial<Record<string, ComponentType>> = {
  workloads: WorkloadsView,
  simulate: SimulateView,
} satisfies Partial<Record<PlanView, ComponentType>>;

/** Out of the flat network: what moves when, what stands in the way, what would break. */
export function VlanPlanPage() {
  const View = VIEWS[useUrlState().get('view') ?? ''] ?? BoardView;
  return <View />;
}
