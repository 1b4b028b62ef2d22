import { ReactNode, useMemo } from 'react';
import {
  Cell,
  Column,
  Row,
  TableBody,
  TableBodySkeleton,
  TableHeader,
  TableRoot,
} from '@backstage/ui';
import { useNarrow, useTight } from '../../hooks/useMedia';
import { Order } from '../../hooks/useTableQuery';
import { CardList } from './CardList';
import { DataColumn } from './columns';
import { useStableRows } from './useStableRows';
import styles from './DataTable.module.css';

export interface DataTableProps<T extends object> {
  /** What the table lists, for screen readers. */
  label: string;
  columns: DataColumn<T>[];
  /** Undefined while nothing is known yet. */
  rows: T[] | undefined;
  idOf: (row: T) => string;
  /** The rows answer an earlier question; they stay, marked, until new ones come. */
  outdated?: boolean;
  sort?: { by: string | undefined; order: Order | undefined };
  onSort?: (by: string, order: Order) => void;
  /** Enter and click go there … */
  hrefOf?: (row: T) => string | undefined;
  /** … or open something here. */
  onOpen?: (row: T) => void;
  empty: ReactNode;
}

/**
 * The one table of the plugin: rows come from the server page by page, the head
 * stays in view, rows are reached by keyboard, and where there is no room for
 * columns each row becomes a card.
 */
export function DataTable<T extends object>(props: DataTableProps<T>) {
  const { label, idOf, outdated, sort, onSort, hrefOf, onOpen, empty } = props;
  const narrow = useNarrow();
  const tight = useTight();
  const rows = useStableRows(props.rows, idOf);
  const columns = useMemo(
    () =>
      props.columns.filter(
        column => !column.fileOnly && !(tight && column.roomy),
      ),
    [props.columns, tight],
  );
  const items = useMemo(
    () => rows?.map(row => ({ id: idOf(row), row })),
    [rows, idOf],
  );

  if (rows?.length === 0) {
    return <>{empty}</>;
  }
  if (narrow) {
    return (
      <CardList
        label={label}
        columns={props.columns}
        rows={rows}
        idOf={idOf}
        outdated={outdated}
        hrefOf={hrefOf}
        onOpen={onOpen}
      />
    );
  }
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const sorted = columns.find(column => column.sortBy === sort?.by);
  return (
    <div className={styles.table}>
      <TableRoot
        aria-label={label}
        stale={outdated}
        isPending={!items}
        sortDescriptor={
          sorted && {
            column: sorted.id,
            direction: sort?.order === 'desc' ? 'descending' : 'ascending',
          }
        }
        onSortChange={({ column, direction }) => {
          const by = columns.find(({ id }) => id === column)?.sortBy;
          if (by) {
            onSort?.(by, direction === 'descending' ? 'desc' : 'asc');
          }
        }}
      >
        <TableHeader columns={columns}>
          {column => (
            <Column
              id={column.id}
              isRowHeader={column.rowHeader}
              allowsSorting={Boolean(column.sortBy && onSort)}
              style={{ width: `${(100 * column.width) / width}%` }}
            >
              {column.label}
            </Column>
          )}
        </TableHeader>
        {items ? (
          <TableBody items={items} dependencies={[columns]}>
            {({ id, row }) => (
              <Row
                id={id}
                columns={columns}
                href={hrefOf?.(row)}
                onAction={onOpen && (() => onOpen(row))}
              >
                {column => <Cell>{column.render(row)}</Cell>}
              </Row>
            )}
          </TableBody>
        ) : (
          <TableBodySkeleton columns={columns} />
        )}
      </TableRoot>
    </div>
  );
}
