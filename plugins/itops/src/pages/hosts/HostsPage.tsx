import { ComponentType } from 'react';
import { PageFrame } from '../../components/frame';
import { EmptyState } from '../../components/states';
import { useAsOf } from '../../hooks/useAsOf';
import { useUrlState } from '../../hooks/useUrlState';
import { HostView } from './HostViews';
import { CapacityView } from './capacity/CapacityView';
import { ConsolidationView } from './consolidation/ConsolidationView';
import { GuestsView } from './guests/GuestsView';
import { HardwareView } from './hardware/HardwareView';
import { PlacementView } from './placement/PlacementView';
import { UsageView } from './usage/UsageView';

const VIEWS: Partial<Record<string, ComponentType>> = {
  guests: GuestsView,
  usage: UsageView,
  hardware: HardwareView,
  placement: PlacementView,
  consolidation: ConsolidationView,
} satisfies Partial<Record<HostView, ComponentType>>;

/**
 * How full the nodes are, and where guests could go. The page Nodes stays beside it:
 * that one lists what a node is, at any moment; this one measures, and only now.
 */
export function HostsPage() {
  const view = useUrlState().get('view') ?? '';
  const { past } = useAsOf();
  if (past) {
    return (
      <PageFrame idle onRetry={() => {}}>
        <EmptyState title="Capacity is known for now only">
          Measurements and advice speak about the present. Go back to now to see
          them; the page Nodes shows what nodes there were.
        </EmptyState>
      </PageFrame>
    );
  }
  const View = VIEWS[view] ?? CapacityView;
  return <View />;
}
