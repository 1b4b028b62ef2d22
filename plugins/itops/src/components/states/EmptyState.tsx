import { ReactNode } from 'react';
import { RiInboxLine } from '@remixicon/react';
import { Text } from '@backstage/ui';
import styles from './EmptyState.module.css';

/**
 * An empty page teaches: what it will show, which source that needs, and the
 * two lines of configuration or the button.
 */
export function EmptyState(props: {
  title: string;
  children?: ReactNode;
  /** Lines of app-config.yaml. */
  config?: string;
  action?: ReactNode;
}) {
  const { title, children, config, action } = props;
  return (
    <div className={styles.empty}>
      <RiInboxLine size={28} aria-hidden="true" className={styles.icon} />
      <Text as="h2" variant="title-x-small" weight="bold">
        {title}
      </Text>
      {children && (
        <Text as="p" variant="body-medium" className={styles.text}>
          {children}
        </Text>
      )}
      {config && (
        <pre className={styles.config} aria-label="Lines for app-config.yaml">
          {config}
        </pre>
      )}
      {action}
    </div>
  );
}
