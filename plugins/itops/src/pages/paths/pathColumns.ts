import { HopView, PathRow } from '@sankofa/plugin-itops-common';
import { hopsOf } from '../../components/path';
import { DataColumn, fileColumn } from '../../components/table';
import { hopKind, hopReason } from '../../format/hops';

function titles(...kinds: HopView['kind'][]) {
  return (row: PathRow) =>
    hopsOf(row)
      .filter(({ kind, ref }) => kinds.includes(kind) && ref !== null)
      .map(({ title }) => title)
      .join(', ');
}

/** Every hop that is not simply confirmed, with its status and why. */
function doubts(row: PathRow): string {
  return hopsOf(row)
    .filter(
      ({ status }) => status !== 'confirmed' && status !== 'not-applicable',
    )
    .map(({ kind, title, status, reason }) =>
      [
        `${hopKind(kind)} ${title}: ${status}`,
        reason && `(${hopReason(reason)})`,
      ]
        .filter(Boolean)
        .join(' '),
    )
    .join('; ');
}

/** The columns of the file of paths; values of branches stand beside each other. */
export const pathColumns: DataColumn<PathRow>[] = [
  fileColumn<PathRow>('Host name', row => row.hostname),
  fileColumn('Status', row => row.status),
  fileColumn('Known to', row => row.proxySourceId),
  fileColumn('Forward', titles('port-forward')),
  fileColumn('Proxy', titles('proxy')),
  fileColumn(
    'Goes to',
    titles('address', 'redirect', 'external', 'default-site', 'inside-proxy'),
  ),
  fileColumn('Guest', titles('guest')),
  fileColumn('Node', titles('node')),
  fileColumn('Switch port', titles('switch-port')),
  fileColumn('Patch', titles('patch')),
  fileColumn('Branches', row => row.branches.length),
  fileColumn('Not simply confirmed', doubts),
  fileColumn('Shadowed rows', row => row.shadowed.join(' ')),
];
