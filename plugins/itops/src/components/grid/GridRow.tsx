import { memo } from 'react';
import { DataColumn } from '../table/columns';
import styles from './ScrollGrid.module.css';

export interface GridRowProps<T extends object> {
  id: string;
  row: T;
  index: number;
  /** Pixels from the top of the list. */
  start: number;
  columns: readonly DataColumn<T>[];
  active: boolean;
  onOpen?: (row: T) => void;
}

function Row<T extends object>(props: GridRowProps<T>) {
  const { id, row, index, start, columns, active, onOpen } = props;
  return (
    // Keys are heard by the grid, which holds the focus for its rows.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      role="row"
      id={id}
      aria-rowindex={index + 2}
      data-index={index}
      data-active={active || undefined}
      className={styles.row}
      style={{ transform: `translateY(${start}px)` }}
      onClick={onOpen && (() => onOpen(row))}
    >
      {columns.map(column => (
        <div
          key={column.id}
          role={column.rowHeader ? 'rowheader' : 'gridcell'}
          className={styles.cell}
        >
          {column.render(row)}
        </div>
      ))}
    </div>
  );
}

/** While a list scrolls, rows that stay in view are not drawn again. */
export const GridRow = memo(Row) as typeof Row;
