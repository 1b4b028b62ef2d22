import { useApi } from '@backstage/frontend-plugin-api';
import { IpamSilent } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { Moment } from '../../../components/clock';
import { FormField } from '../../../components/form';
import { textColumn } from '../../../components/record';
import { DataColumn, useList } from '../../../components/table';
import { useTableQuery } from '../../../hooks/useTableQuery';
import { useUrlState } from '../../../hooks/useUrlState';
import { HygieneList } from './HygieneList';
import { addressColumn, whyColumn } from './hygieneColumns';
import styles from './Hygiene.module.css';

const DAYS = ['0', '7', '30', '90', '365'];
const DEFAULT = '30';
const NO_FILTERS: readonly never[] = [];
const idOf = ({ key }: IpamSilent) => key;

const FIELD = {
  name: 'days',
  label: 'Nothing heard for at least',
  as: 'choice' as const,
  always: true,
  options: DAYS.map(value => ({
    value,
    label: value === '0' ? 'any time' : `${value} days`,
  })),
};

const COLUMNS: DataColumn<IpamSilent>[] = [
  addressColumn(),
  {
    id: 'silentSince',
    label: 'Silent since',
    width: 120,
    render: row => <Moment at={row.silentSince} />,
    csv: row => row.silentSince,
  },
  {
    id: 'lastSeen',
    label: 'Last seen',
    width: 120,
    render: row =>
      row.lastSeenAt ? <Moment at={row.lastSeenAt} /> : 'not known',
    csv: row => row.lastSeenAt,
  },
  textColumn({
    id: 'isRecord',
    label: 'Written in',
    width: 130,
    text: row => (row.isRecord ? 'records' : 'declared files'),
  }),
  whyColumn(),
];

/** Addresses that are written down, and that nothing speaks of any more. */
export function SilentView() {
  const { ipam } = useApi(itopsApiRef);
  const url = useUrlState();
  const query = useTableQuery(NO_FILTERS);
  const wanted = url.get('days');
  const days = DAYS.find(known => known === wanted) ?? DEFAULT;
  const list = useList(
    `silent ${days}`,
    query,
    ({ asOf, cursor, limit }, signal) =>
      ipam.silent({ days: Number(days), asOf, cursor, limit }, { signal }),
  );
  const { data } = list.live;
  return (
    <HygieneList
      kind="silent"
      what="addresses that were silent for so long"
      says="Declared or kept, and seen nowhere since. What is not used any more can be given back; what is switched off on purpose can stay."
      query={query}
      list={list}
      columns={COLUMNS}
      idOf={idOf}
    >
      <div className={styles.bar}>
        <FormField
          field={FIELD}
          values={{ days }}
          error={undefined}
          onChange={value =>
            url.set({
              days: value === DEFAULT ? undefined : value,
              cursor: undefined,
              page: undefined,
            })
          }
        />
        {data && (
          <span className={styles.note}>
            {data.watchedSince ? (
              <>
                Sightings are kept since <Moment at={data.watchedSince} />; of
                the time before nothing is known.
              </>
            ) : (
              'No sighting is kept yet, so nothing can be said.'
            )}
          </span>
        )}
      </div>
    </HygieneList>
  );
}
