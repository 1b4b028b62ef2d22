import { useCallback, useMemo } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  AddressRow,
  AddressesPage as Answer,
} from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { AddressPanel } from '../../components/address';
import { StateCounts } from '../../components/status';
import { NoMatch, NothingThere } from '../../components/states';
import { DataPage, FilterDefinition, useList } from '../../components/table';
import { ADDRESS_STATES, sourceName } from '../../format/words';
import { useLinks } from '../../hooks/useLinks';
import { useTableQuery } from '../../hooks/useTableQuery';
import { useUrlState } from '../../hooks/useUrlState';
import { DECLARED_CONFIG } from '../configExamples';
import { AddressViews } from './AddressViews';
import { addressColumns } from './addressColumns';

const NOUNS: [string, string] = ['address', 'addresses'];
const FILTERS = ['state', 'prefix', 'source'] as const;
const idOf = (row: AddressRow) => row.address;

function filtersOf(
  answer: Answer | undefined,
): FilterDefinition<(typeof FILTERS)[number]>[] {
  return [
    {
      name: 'state',
      label: 'State',
      options: Object.entries(ADDRESS_STATES).map(([value, { label }]) => ({
        value,
        label,
      })),
    },
    {
      name: 'prefix',
      label: 'Prefix',
      options: (answer?.prefixes ?? []).map(({ cidr, vid, name, known }) => ({
        value: cidr,
        label: [cidr, vid && `VLAN ${vid}`, name, `${known} known`]
          .filter(Boolean)
          .join(' · '),
      })),
    },
    {
      name: 'source',
      label: 'Source',
      options: (answer?.sources ?? []).map(({ sourceId, kind }) => ({
        value: sourceId,
        label: sourceName(sourceId, kind),
      })),
      say: sourceName,
    },
  ];
}

/** Every address that anybody claims, its state, and why. */
export function AddressListView() {
  const api = useApi(itopsApiRef);
  const links = useLinks();
  const url = useUrlState();
  const query = useTableQuery(FILTERS);
  const open = url.get('address');

  const { live, load } = useList('addresses', query, (request, signal) =>
    api.addresses({ ...query.filters, ...request }, { signal }),
  );
  const columns = useMemo(() => addressColumns(links), [links]);
  const onOpen = useCallback(
    (row: AddressRow) => url.set({ address: row.address }),
    [url],
  );

  return (
    <>
      <DataPage
        nouns={NOUNS}
        query={query}
        filters={filtersOf(live.data)}
        placeholder="Search addresses"
        question={<AddressViews current="list" />}
        columns={columns}
        live={live}
        load={load}
        idOf={idOf}
        onOpen={onOpen}
        noMatch={<NoMatch what="address" onClear={query.clear} />}
        empty={
          <NothingThere
            what="addresses"
            teaches="This page shows who claims which address, and whether what is declared is what is used. It needs a cluster to read, and files to compare it with."
            config={DECLARED_CONFIG}
            sources={live.data?.sources ?? []}
          />
        }
      >
        {live.data && (
          <StateCounts
            of="address"
            label="Addresses by state"
            states={Object.keys(ADDRESS_STATES)}
            byState={live.data.counts.byState}
            chosen={query.filters.state}
            onChoose={state => query.setFilter('state', state)}
          />
        )}
      </DataPage>
      {open && (
        <AddressPanel
          address={open}
          row={live.data?.items.find(row => row.address === open)}
          onClose={() => url.set({ address: undefined })}
        />
      )}
    </>
  );
}
