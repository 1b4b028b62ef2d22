import { ReactNode } from 'react';
import { Link } from '@backstage/ui';
import { useLinks } from '../../hooks/useLinks';
import { useUrlState } from '../../hooks/useUrlState';
import styles from './PathViews.module.css';

export type PathView = 'forward' | 'reverse' | 'changes';

const VIEWS: { view: PathView; label: string }[] = [
  { view: 'forward', label: 'Forward' },
  { view: 'reverse', label: 'Reverse: what lands on …' },
  { view: 'changes', label: 'Changed since …' },
];

/** The three questions one can ask of paths. */
export function PathViews(props: { current: PathView; aside?: ReactNode }) {
  const { current, aside } = props;
  const links = useLinks();
  const url = useUrlState();
  return (
    <div className={styles.bar}>
      <nav className={styles.views} aria-label="Questions about paths">
        {VIEWS.map(({ view, label }) => (
          <Link
            key={view}
            href={links.paths({
              view: view === 'forward' ? undefined : view,
              ref: view === 'reverse' ? url.get('ref') : undefined,
              since: view === 'changes' ? url.get('since') : undefined,
              asOf: url.get('asOf'),
            })}
            standalone
            variant="body-small"
            className={styles.view}
            aria-current={view === current ? 'page' : undefined}
          >
            {label}
          </Link>
        ))}
      </nav>
      {aside}
    </div>
  );
}
