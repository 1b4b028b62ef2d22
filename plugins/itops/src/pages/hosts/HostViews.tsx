import { ViewBar } from '../../components/views';
import { useLinks } from '../../hooks/useLinks';

export type HostView =
  | 'capacity'
  | 'guests'
  | 'usage'
  | 'hardware'
  | 'placement'
  | 'consolidation';

const VIEWS: { view: HostView; label: string }[] = [
  { view: 'capacity', label: 'Capacity' },
  { view: 'guests', label: 'Idle and over-sized' },
  { view: 'usage', label: 'Use over time' },
  { view: 'hardware', label: 'Hardware' },
  { view: 'placement', label: 'Where could it go?' },
  { view: 'consolidation', label: 'Consolidation' },
];

/** What nodes have, what was given out, and what could be where. */
export function HostViews(props: { current: HostView }) {
  const links = useLinks();
  return (
    <ViewBar
      current={props.current}
      label="Views of hosts"
      views={VIEWS.map(({ view, label }) => ({
        view,
        label,
        href: links.hosts({ view: view === 'capacity' ? undefined : view }),
      }))}
    />
  );
}
