import { useCallback, useMemo } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { GuestRow } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { GuestPanel } from '../../components/guest';
import { NoMatch, NothingThere } from '../../components/states';
import { DataPage, useList } from '../../components/table';
import { observingSources } from '../../format/relevantSources';
import { useEntityHref } from '../../hooks/useEntityHref';
import { useLinks } from '../../hooks/useLinks';
import { useTableQuery } from '../../hooks/useTableQuery';
import { useUrlState } from '../../hooks/useUrlState';
import { PROXMOX_CONFIG } from '../configExamples';
import { guestColumns } from './guestColumns';
import { GUEST_FILTERS, guestFilters, guestsQuery } from './guestFilters';

const NOUNS: [string, string] = ['guest', 'guests'];
const idOf = (row: GuestRow) => row.id;

/** Every VM and container of every cluster. */
export function GuestsPage() {
  const api = useApi(itopsApiRef);
  const links = useLinks();
  const url = useUrlState();
  const entityHref = useEntityHref();
  const query = useTableQuery(GUEST_FILTERS);
  const open = url.get('guest');

  const { live, load } = useList('guests', query, (request, signal) =>
    api.guests({ ...guestsQuery(query.filters), ...request }, { signal }),
  );
  const columns = useMemo(
    () => guestColumns(links, row => url.set({ guest: row.id })),
    [links, url],
  );
  const hrefOf = useCallback(
    (row: GuestRow) =>
      entityHref(row.entityRef) ?? links.guests({ guest: row.id }),
    [entityHref, links],
  );

  return (
    <>
      <DataPage
        nouns={NOUNS}
        query={query}
        filters={guestFilters(live.data)}
        placeholder="Search guests"
        columns={columns}
        live={live}
        load={load}
        idOf={idOf}
        hrefOf={hrefOf}
        noMatch={<NoMatch what="guest" onClear={query.clear} />}
        empty={
          <NothingThere
            what="guests"
            teaches="This page lists every VM and container with its addresses, node and owner. It needs a Proxmox cluster to read."
            config={PROXMOX_CONFIG}
            sources={observingSources(live.data?.sources)}
          />
        }
      />
      {open && (
        <GuestPanel
          guestId={open}
          onClose={() => url.set({ guest: undefined })}
        />
      )}
    </>
  );
}
