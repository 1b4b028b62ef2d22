import { useRef } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { GridRow, gridColumns } from './rows';

const ROW = 36;

/** The floor: TanStack Virtual with plain text in plain boxes, and nothing else. */
export function BareGrid({ rows }: { rows: GridRow[] }) {
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW,
    overscan: 6,
  });
  return (
    <div
      ref={frame}
      data-scroller
      style={{ height: 13 * ROW, overflow: 'auto' }}
    >
      <div style={{ position: 'relative', height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ key, index, start }) => (
          <div
            key={key}
            style={{
              position: 'absolute',
              top: 0,
              left: 0,
              width: '100%',
              height: ROW,
              display: 'grid',
              gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
              transform: `translateY(${start}px)`,
            }}
          >
            {gridColumns.map(column => (
              <div key={column.id}>{column.render(rows[index])}</div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
