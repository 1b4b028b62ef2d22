import { useApi } from '@backstage/frontend-plugin-api';
import { IpamAnswering } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { Code } from '../../../components/entityLink';
import { textColumn } from '../../../components/record';
import { DataColumn, useList } from '../../../components/table';
import { useTableQuery } from '../../../hooks/useTableQuery';
import { HygieneList } from './HygieneList';
import { addressColumn, whyColumn } from './hygieneColumns';

const NO_FILTERS: readonly never[] = [];
const idOf = ({ key }: IpamAnswering) => key;

const COLUMNS: DataColumn<IpamAnswering>[] = [
  addressColumn(),
  {
    id: 'macs',
    label: 'MAC addresses',
    width: 150,
    render: row =>
      row.macs.length > 0 ? <Code>{row.macs.join(' ')}</Code> : 'unknown',
    csv: row => row.macs.join(' '),
  },
  textColumn({
    id: 'places',
    label: 'Where',
    width: 120,
    text: row => row.places.join(', ') || 'unknown',
  }),
  textColumn({
    id: 'prefix',
    label: 'Prefix',
    width: 140,
    text: row => row.prefix,
  }),
  whyColumn(),
];

/** Addresses that nobody was given, and where somebody answers. */
export function AnsweringView() {
  const { ipam } = useApi(itopsApiRef);
  const query = useTableQuery(NO_FILTERS);
  const list = useList('answering', query, ({ asOf, cursor, limit }, signal) =>
    ipam.answering({ asOf, cursor, limit }, { signal }),
  );
  return (
    <HygieneList
      kind="answering"
      what="addresses where a stranger answers"
      says="Nobody wrote these down, and a machine without a name answers there. Find out whose it is: keep the address for them, or move it."
      query={query}
      list={list}
      columns={COLUMNS}
      idOf={idOf}
    />
  );
}
