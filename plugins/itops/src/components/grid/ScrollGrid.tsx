import {
  KeyboardEvent,
  PointerEvent,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { DataColumn } from '../table/columns';
import { GridRow } from './GridRow';
import { rowAfterKey } from './gridKeys';
import styles from './ScrollGrid.module.css';

/** Pixels; all rows are equally high, so that no row has to be measured. */
const ROW = 36;
/** From so many items on a plain list gives way to a grid that scrolls. */
export const LONG_LIST = 100;
/** Rows kept above and below those in view. */
const OVERSCAN = 6;

export interface ScrollGridProps<T extends object> {
  /** What the grid lists, for screen readers. */
  label: string;
  columns: readonly DataColumn<T>[];
  rows: readonly T[];
  idOf: (row: T) => string;
  /** Enter and click. */
  onOpen?: (row: T) => void;
  /** How many rows are in view at most; default 12. */
  visibleRows?: number;
}

/**
 * A list of thousands that scrolls in its own frame: only the rows in view are
 * in the document. It is one tab stop; arrows, Page Up and Down, Home and End walk
 * its rows, Enter opens one, or follows its first link.
 */
export function ScrollGrid<T extends object>(props: ScrollGridProps<T>) {
  const { label, rows, idOf, onOpen, visibleRows = 12 } = props;
  const columns = useMemo(
    () => props.columns.filter(column => !column.fileOnly),
    [props.columns],
  );
  const prefix = useId();
  const frame = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW,
    overscan: OVERSCAN,
    // The head is part of what scrolls, and covers a row's height of it.
    paddingStart: ROW,
    scrollPaddingStart: ROW,
  });
  const items = virtual.getVirtualItems();
  const at = Math.min(active, rows.length - 1);
  const idAt = (index: number) => `${prefix}row-${index}`;

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    // A link or button inside a row has its own keys.
    if (event.target !== event.currentTarget) {
      return;
    }
    if (event.key === 'Enter' && rows[at]) {
      if (onOpen) {
        onOpen(rows[at]);
      } else {
        document.getElementById(idAt(at))?.querySelector('a')?.click();
      }
      return;
    }
    const height = virtual.scrollRect?.height ?? 0;
    const page = Math.floor(height / ROW) - 1;
    const next = rowAfterKey(event.key, { at, rows: rows.length, page });
    if (next !== undefined) {
      event.preventDefault();
      setActive(next);
      virtual.scrollToIndex(next);
    }
  };
  const onPointerDown = ({ target }: PointerEvent<HTMLDivElement>) => {
    const row = (target as Element).closest<HTMLElement>('[data-index]');
    if (row) {
      setActive(Number(row.dataset.index));
    }
  };

  const template = columns
    .map(({ width }) => `minmax(0, ${width}fr)`)
    .join(' ');
  return (
    <div
      ref={frame}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={
        items.some(({ index }) => index === at) ? idAt(at) : undefined
      }
      tabIndex={0}
      className={styles.grid}
      style={{ maxHeight: (visibleRows + 1) * ROW }}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
    >
      <div
        role="rowgroup"
        className={styles.all}
        style={
          {
            height: virtual.getTotalSize(),
            '--grid-columns': template,
          } as React.CSSProperties
        }
      >
        <div role="row" aria-rowindex={1} className={styles.head}>
          {columns.map(column => (
            <div key={column.id} role="columnheader" className={styles.cell}>
              {column.label}
            </div>
          ))}
        </div>
        {items.map(({ index, start }) => (
          <GridRow
            // The list itself knows rows by place: to ask a hundred thousand for their
            // ids would take longer than to draw those in view.
            key={idOf(rows[index])}
            id={idAt(index)}
            row={rows[index]}
            index={index}
            start={start}
            columns={columns}
            active={index === at}
            onOpen={onOpen}
          />
        ))}
      </div>
    </div>
  );
}
