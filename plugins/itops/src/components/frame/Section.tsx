import { ReactNode, useId } from 'react';
import styles from './Section.module.css';

/** A titled part of a page. */
export function Section(props: {
  title: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  /** Drawn as a card. */
  card?: boolean;
}) {
  const { title, aside, children, card } = props;
  const id = useId();
  return (
    <section
      className={styles.section}
      data-card={card || undefined}
      aria-labelledby={id}
    >
      <header className={styles.header}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {aside && <div className={styles.aside}>{aside}</div>}
      </header>
      {children}
    </section>
  );
}
