import { RiArrowLeftSLine, RiArrowRightSLine } from '@remixicon/react';
import { ButtonIcon } from '@backstage/ui';
import { PAGE_SIZE, TableQuery } from '../../hooks/useTableQuery';
import styles from './Pager.module.css';

/** "101–200 of 1,234", or "101–200", with a step in either direction. */
export function Pager(props: {
  query: Pick<TableQuery<string>, 'page' | 'next' | 'previous'>;
  rows: number;
  /** Absent where nobody counted. */
  total: number | undefined;
  nextCursor: string | undefined;
}) {
  const { query, rows, total, nextCursor } = props;
  if (rows === 0 || (query.page === 1 && !nextCursor)) {
    return null;
  }
  const first = (query.page - 1) * PAGE_SIZE + 1;
  return (
    <nav className={styles.pager} aria-label="Pages">
      <span aria-live="polite">
        {`${first.toLocaleString()}–${(first + rows - 1).toLocaleString()}${
          total === undefined ? '' : ` of ${total.toLocaleString()}`
        }`}
      </span>
      <ButtonIcon
        size="small"
        variant="secondary"
        icon={<RiArrowLeftSLine />}
        aria-label="Previous page"
        isDisabled={query.page === 1}
        onPress={query.previous}
      />
      <ButtonIcon
        size="small"
        variant="secondary"
        icon={<RiArrowRightSLine />}
        aria-label="Next page"
        isDisabled={!nextCursor}
        onPress={() => nextCursor && query.next(nextCursor)}
      />
    </nav>
  );
}
