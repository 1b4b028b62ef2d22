import { ViewBar } from '../../components/views';
import { useLinks } from '../../hooks/useLinks';
import { useUrlState } from '../../hooks/useUrlState';

export type PlanView = 'board' | 'workloads' | 'simulate';

const VIEWS: { view: PlanView; label: string }[] = [
  { view: 'board', label: 'Board' },
  { view: 'workloads', label: 'Workloads' },
  { view: 'simulate', label: 'What breaks if …' },
];

/** The board, the table, and the simulator. */
export function PlanViews(props: { current: PlanView }) {
  const links = useLinks();
  const url = useUrlState();
  return (
    <ViewBar
      {...props}
      label="Views of the plan"
      views={VIEWS.map(({ view, label }) => ({
        view,
        label,
        href: links.vlanPlan({
          view: view === 'board' ? undefined : view,
          asOf: url.get('asOf'),
        }),
      }))}
    />
  );
}
