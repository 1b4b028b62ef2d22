import { Link } from '@backstage/ui';
import { Bone } from '../states';
import { DataColumn } from './columns';
import styles from './CardList.module.css';

/** The rows of a table where there is no room for columns. */
export function CardList<T extends object>(props: {
  label: string;
  columns: DataColumn<T>[];
  rows: T[] | undefined;
  idOf: (row: T) => string;
  outdated?: boolean;
  hrefOf?: (row: T) => string | undefined;
  onOpen?: (row: T) => void;
}) {
  const { label, columns, rows, idOf, outdated, hrefOf, onOpen } = props;
  const head = columns.find(column => column.card === 'head') ?? columns[0];
  const badges = columns.filter(column => column.card === 'badge');
  const lines = columns.filter(
    column =>
      column !== head &&
      !column.fileOnly &&
      column.card !== 'badge' &&
      column.card !== 'none',
  );

  if (!rows) {
    return (
      <div
        className={styles.list}
        role="status"
        aria-label={`${label}: loading`}
      >
        {[1, 2, 3, 4].map(card => (
          <Bone key={card} height={120} />
        ))}
      </div>
    );
  }
  const headOf = (row: T) => {
    const href = hrefOf?.(row);
    if (href) {
      return (
        <Link href={href} variant="body-medium" weight="bold">
          {head.render(row)}
        </Link>
      );
    }
    return onOpen ? (
      <button type="button" className={styles.open} onClick={() => onOpen(row)}>
        {head.render(row)}
      </button>
    ) : (
      head.render(row)
    );
  };
  return (
    <ul
      className={styles.list}
      aria-label={label}
      aria-busy={outdated}
      data-outdated={outdated || undefined}
    >
      {rows.map(row => (
        <li key={idOf(row)} className={styles.card}>
          <div className={styles.head}>
            <div className={styles.name}>{headOf(row)}</div>
            {badges.map(column => (
              <div key={column.id}>{column.render(row)}</div>
            ))}
          </div>
          <dl className={styles.lines}>
            {lines.map(column => (
              <div key={column.id} className={styles.line}>
                <dt>{column.label}</dt>
                <dd>{column.render(row)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
