import { Link } from '@backstage/ui';
import { PathRow } from '@sankofa/plugin-itops-common';
import { useLinks } from '../../hooks/useLinks';
import { hopKind } from '../../format/hops';
import { count } from '../../format/quantity';
import { StateBadge } from '../status';
import { pathId } from './PathList';
import styles from './LandingList.module.css';

/** Above this many, the rest is on the page of paths. */
const SHOWN = 12;

/** How requests come in, in a few words: forward, proxy, address and port. */
function wayOf({ hops }: PathRow): string {
  return hops
    .filter(
      ({ kind, ref }) =>
        ref !== null &&
        (kind === 'port-forward' || kind === 'proxy' || kind === 'address'),
    )
    .map(({ kind, title }) =>
      kind === 'port-forward'
        ? `${hopKind(kind).toLowerCase()} ${title}`
        : title,
    )
    .join(' → ');
}

/** The host names that land on one thing, each with the status of its path. */
export function LandingList(props: {
  /** The thing, as the API names it. */
  refName: string;
  rows: PathRow[];
  total: number;
  label: string;
}) {
  const { refName, rows, total, label } = props;
  const links = useLinks();
  const shown = rows.slice(0, SHOWN);
  return (
    <>
      <ul className={styles.list} aria-label={label}>
        {shown.map(row => (
          <li key={pathId(row)} className={styles.item}>
            <span className={styles.name}>
              <Link
                href={links.paths({
                  path: row.hostname,
                  proxy: row.proxySourceId,
                  q: row.hostname,
                })}
                variant="body-medium"
              >
                {row.hostname}
              </Link>
              <StateBadge of="hop" state={row.status} />
            </span>
            <span className={styles.way}>{wayOf(row)}</span>
          </li>
        ))}
      </ul>
      <Link
        href={links.paths({ view: 'reverse', ref: refName })}
        variant="body-small"
      >
        {total > shown.length
          ? `Show all ${total.toLocaleString()}`
          : `Show ${
              total === 1 ? 'its path' : count(total, 'path')
            } hop by hop`}
      </Link>
    </>
  );
}
