import { ReactNode } from 'react';
import { ViewBar } from '../../components/views';
import { useLinks } from '../../hooks/useLinks';
import { useUrlState } from '../../hooks/useUrlState';

export type PathView = 'forward' | 'reverse' | 'changes';

const VIEWS: { view: PathView; label: string }[] = [
  { view: 'forward', label: 'Forward' },
  { view: 'reverse', label: 'Reverse: what lands on …' },
  { view: 'changes', label: 'Changed since …' },
];

/** The three questions one can ask of paths. */
export function PathViews(props: { current: PathView; aside?: ReactNode }) {
  const links = useLinks();
  const url = useUrlState();
  return (
    <ViewBar
      {...props}
      label="Questions about paths"
      views={VIEWS.map(({ view, label }) => ({
        view,
        label,
        href: links.paths({
          view: view === 'forward' ? undefined : view,
          ref: view === 'reverse' ? url.get('ref') : undefined,
          since: view === 'changes' ? url.get('since') : undefined,
          asOf: url.get('asOf'),
        }),
      }))}
    />
  );
}
