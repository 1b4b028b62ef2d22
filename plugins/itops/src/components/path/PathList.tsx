import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import { PathRow } from '@sankofa/plugin-itops-common';
import { sourceName } from '../../format/words';
import { useMedia } from '../../hooks/useMedia';
import { Order } from '../../hooks/useTableQuery';
import { PathItem } from './PathItem';
import { PATH_COLUMNS } from './pathLines';
import { walkHops } from './walkHops';
import styles from './PathList.module.css';

/** Identifies a path on every page: a name may be known to several proxies. */
export function pathId(row: { hostname: string; proxySourceId: string }) {
  return `${row.hostname} ${row.proxySourceId}`;
}

export interface PathSort {
  by: string | undefined;
  order: Order | undefined;
  onSort: (by: string, order: Order) => void;
}

/** What the server can sort paths by; the worst status comes first at first. */
const SORTS: { by: string; label: string; first: Order }[] = [
  { by: 'hostname', label: 'Host name', first: 'asc' },
  { by: 'status', label: 'Status', first: 'desc' },
];

function Sorts(props: { sort: PathSort }) {
  const { by, order = 'asc', onSort } = props.sort;
  const Arrow = order === 'asc' ? RiArrowUpLine : RiArrowDownLine;
  return (
    <div className={styles.sorts} role="group" aria-label="Sort by">
      {SORTS.map(choice => {
        const chosen = (by ?? 'hostname') === choice.by;
        const opposite = order === 'asc' ? 'desc' : 'asc';
        return (
          <button
            key={choice.by}
            type="button"
            className={styles.sort}
            aria-pressed={chosen}
            onClick={() => onSort(choice.by, chosen ? opposite : choice.first)}
          >
            {choice.label}
            {chosen && <Arrow size="1em" aria-hidden="true" />}
          </button>
        );
      })}
    </div>
  );
}

/** True where the hops of a path do not fit beside each other. */
export function useStackedPaths(): boolean {
  return useMedia('(max-width: 1100px)');
}

/** Paths below each other, hop under hop, so that a column can be read down. */
export function PathList(props: {
  label: string;
  rows: PathRow[];
  outdated?: boolean;
  sort?: PathSort;
  onOpen: (row: PathRow, hopId: string) => void;
}) {
  const { label, rows, outdated, sort, onOpen } = props;
  const stacked = useStackedPaths();
  const severalProxies =
    new Set(rows.map(({ proxySourceId }) => proxySourceId)).size > 1;
  return (
    // Keys of the buttons inside bubble up to here.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div onKeyDown={walkHops}>
      {stacked && sort && <Sorts sort={sort} />}
      {!stacked && (
        <div className={styles.heads}>
          {PATH_COLUMNS.map((column, index) =>
            index === 0 && sort ? (
              <Sorts key={column} sort={sort} />
            ) : (
              <span key={column} aria-hidden="true">
                {column}
              </span>
            ),
          )}
        </div>
      )}
      <ul
        className={styles.list}
        aria-label={label}
        aria-busy={outdated}
        data-outdated={outdated || undefined}
        data-stacked={stacked || undefined}
      >
        {rows.map(row => (
          <li key={pathId(row)} className={styles.item}>
            <PathItem
              row={row}
              stacked={stacked}
              onOpen={hopId => onOpen(row, hopId)}
            />
            {severalProxies && (
              <span className={styles.sources}>
                {`known to ${sourceName(row.proxySourceId)}`}
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
