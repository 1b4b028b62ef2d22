import { useApi } from '@backstage/frontend-plugin-api';
import { IpamConflict } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { textColumn } from '../../../components/record';
import { DataColumn, useList } from '../../../components/table';
import { CONFLICT_KINDS } from '../../../format/ipam';
import { useTableQuery } from '../../../hooks/useTableQuery';
import { HygieneList } from './HygieneList';
import { addressColumn, whyColumn } from './hygieneColumns';
import styles from './Hygiene.module.css';

const NO_FILTERS: readonly never[] = [];
const idOf = ({ key, kind }: IpamConflict) => `${key} ${kind}`;

const COLUMNS: DataColumn<IpamConflict>[] = [
  addressColumn(),
  textColumn({
    id: 'kind',
    label: 'What',
    width: 190,
    text: row => CONFLICT_KINDS[row.kind],
  }),
  whyColumn(),
  {
    id: 'claims',
    label: 'Claims',
    width: 72,
    render: row => row.claims.length,
    csv: row => row.claims.length,
  },
];

/** Two statements about one address that cannot both be right. */
export function ConflictsView() {
  const { ipam } = useApi(itopsApiRef);
  const query = useTableQuery(NO_FILTERS);
  const list = useList('conflicts', query, ({ asOf, cursor, limit }, signal) =>
    ipam.conflicts({ asOf, cursor, limit }, { signal }),
  );
  const counts = Object.entries(list.live.data?.counts ?? {});
  return (
    <HygieneList
      kind="conflicts"
      what="addresses with contradicting statements"
      says="Two owners, or a reservation that somebody else uses. The findings on the page Drift say what helps."
      query={query}
      list={list}
      columns={COLUMNS}
      idOf={idOf}
    >
      {counts.length > 0 && (
        <ul className={styles.counts} aria-label="Contradictions by kind">
          {counts.map(([kind, amount]) => (
            <li key={kind}>
              {`${
                CONFLICT_KINDS[kind as IpamConflict['kind']] ?? kind
              }: ${amount.toLocaleString()}`}
            </li>
          ))}
        </ul>
      )}
    </HygieneList>
  );
}
