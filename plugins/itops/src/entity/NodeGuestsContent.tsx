import { useCallback, useMemo } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { GuestRow, ItopsReadOptions } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../api/itopsApiRef';
import { GuestPanel } from '../components/guest';
import { EmptyState } from '../components/states';
import { DataTable } from '../components/table';
import { behindNode } from '../format/behind';
import { useEntityHref } from '../hooks/useEntityHref';
import { useLinks } from '../hooks/useLinks';
import { useUrlState } from '../hooks/useUrlState';
import { guestColumns } from '../pages/guests/guestColumns';
import { LiveCard } from './LiveCard';

const idOf = (row: GuestRow) => row.id;

/** Entity content of a node: the guests on it. */
export function NodeGuestsContent() {
  const api = useApi(itopsApiRef);
  const links = useLinks();
  const url = useUrlState();
  const entityHref = useEntityHref();
  const load = useCallback(
    (id: string, options: ItopsReadOptions) => api.node(id, options),
    [api],
  );
  const columns = useMemo(
    () =>
      guestColumns(links, row => url.set({ guest: row.id }))
        .filter(({ id }) => id !== 'node')
        // One page of an entity is shown whole; there is no server to sort it.
        .map(column => ({ ...column, sortBy: undefined })),
    [links, url],
  );
  const hrefOf = useCallback(
    (row: GuestRow) => entityHref(row.entityRef),
    [entityHref],
  );
  const open = url.get('guest');
  return (
    <LiveCard
      title="Guests on this node"
      name="node guests"
      load={load}
      behind={behindNode}
    >
      {({ node }) => (
        <>
          <DataTable
            label="Guests on this node"
            columns={columns}
            rows={node.guestRows}
            idOf={idOf}
            hrefOf={hrefOf}
            empty={
              <EmptyState title="No guest">
                The cluster names no guest on this node.
              </EmptyState>
            }
          />
          {open && (
            <GuestPanel
              guestId={open}
              onClose={() => url.set({ guest: undefined })}
            />
          )}
        </>
      )}
    </LiveCard>
  );
}
