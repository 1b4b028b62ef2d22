import { ReactNode } from 'react';
import { ViewBar } from '../../components/views';
import { useLinks } from '../../hooks/useLinks';
import { useUrlState } from '../../hooks/useUrlState';

export type PortView = 'switches' | 'records' | 'compare' | 'import' | 'names';

const VIEWS: { view: PortView; label: string }[] = [
  { view: 'switches', label: 'Switches as read' },
  { view: 'records', label: 'Records' },
  { view: 'compare', label: 'Recorded and seen' },
  { view: 'import', label: 'Import and export' },
  { view: 'names', label: 'Interface names' },
];

/** What is read from switches, and what people wrote down about them. */
export function PortViews(props: { current: PortView; aside?: ReactNode }) {
  const links = useLinks();
  const url = useUrlState();
  return (
    <ViewBar
      {...props}
      label="Views of ports"
      views={VIEWS.map(({ view, label }) => ({
        view,
        label,
        href: links.ports({
          view: view === 'switches' ? undefined : view,
          asOf: url.get('asOf'),
        }),
      }))}
    />
  );
}
