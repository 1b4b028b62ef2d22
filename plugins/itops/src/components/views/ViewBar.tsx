import { ReactNode } from 'react';
import { Link } from '@backstage/ui';
import styles from './ViewBar.module.css';

export interface View<T extends string> {
  view: T;
  label: string;
  href: string;
}

/** Several views of one page, side by side; each is a link. */
export function ViewBar<T extends string>(props: {
  /** What the views have in common, for screen readers. */
  label: string;
  views: View<T>[];
  current: T;
  aside?: ReactNode;
}) {
  const { label, views, current, aside } = props;
  return (
    <div className={styles.bar}>
      <nav className={styles.views} aria-label={label}>
        {views.map(({ view, label: words, href }) => (
          <Link
            key={view}
            href={href}
            standalone
            variant="body-small"
            className={styles.view}
            aria-current={view === current ? 'page' : undefined}
          >
            {words}
          </Link>
        ))}
      </nav>
      {aside}
    </div>
  );
}
