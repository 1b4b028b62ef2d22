import { useCallback, useMemo } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { GuestRow } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { GuestPanel } from '../../components/guest';
import { NoMatch, NothingThere } from '../../components/states';
import { DataPage, ListRequest, firstPage } from '../../components/table';
import { observingSources } from '../../format/relevantSources';
import { useAsOf } from '../../hooks/useAsOf';
import { useEntityHref } from '../../hooks/useEntityHref';
import { useLinks } from '../../hooks/useLinks';
import { useLive } from '../../hooks/useLive';
import { useTableQuery } from '../../hooks/useTableQuery';
import { useUrlState } from '../../hooks/useUrlState';
import { PROXMOX_CONFIG } from '../configExamples';
import { POLL_MS } from '../polling';
import { guestColumns } from './guestColumns';
import { GUEST_FILTERS, guestFilters, guestsQuery } from './guestFilters';

const NOUNS: [string, string] = ['guest', 'guests'];
const idOf = (row: GuestRow) => row.id;

/** Every VM and container of every cluster. */
export function GuestsPage() {
  const api = useApi(itopsApiRef);
  const links = useLinks();
  const url = useUrlState();
  const { asOf } = useAsOf();
  const entityHref = useEntityHref();
  const query = useTableQuery(GUEST_FILTERS);
  const open = url.get('guest');

  const { q, sort, order, key } = query;
  const load = useCallback(
    (request: ListRequest, signal: AbortSignal) =>
      api.guests(
        { ...guestsQuery(query.filters), q, sort, order, asOf, ...request },
        { signal },
      ),
    // `key` stands for the filters.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [api, key, asOf],
  );
  const live = useLive(
    `guests ${key} ${query.cursor}`,
    signal => load(firstPage(query), signal),
    asOf ? undefined : POLL_MS,
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
