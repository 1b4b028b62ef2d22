import { useCallback } from 'react';
import { Link } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  CapacityGuestsPage,
  GuestCapacityRow,
} from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { NoMatch, NothingThere } from '../../../components/states';
import {
  DataPage,
  FilterDefinition,
  sourceFilter,
  useList,
  wordOptions,
} from '../../../components/table';
import { observingSources } from '../../../format/relevantSources';
import { useLinks } from '../../../hooks/useLinks';
import { useTableQuery } from '../../../hooks/useTableQuery';
import { HostViews } from '../HostViews';
import { WindowNote } from '../WindowNote';
import { CAPACITY_CONFIG } from '../capacityConfig';
import { ACTIVITIES } from '../sayCapacity';
import hosts from '../Hosts.module.css';
import { guestColumns } from './guestColumns';

const FILTERS = ['activity', 'oversized', 'node', 'source'] as const;
const NOUNS: [string, string] = ['guest', 'guests'];
const idOf = (row: GuestCapacityRow) => row.guestId;

function filtersOf(
  answer: CapacityGuestsPage | undefined,
): FilterDefinition<(typeof FILTERS)[number]>[] {
  return [
    { name: 'activity', label: 'Activity', options: wordOptions(ACTIVITIES) },
    {
      name: 'oversized',
      label: 'Over-sized',
      options: [
        { value: 'true', label: 'yes' },
        { value: 'false', label: 'no' },
      ],
    },
    { name: 'node', label: 'Node', options: [] },
    sourceFilter(observingSources(answer?.sources)),
  ];
}

/** Guests that do nothing, and guests that were given more than they use. */
export function GuestsView() {
  const { capacity } = useApi(itopsApiRef);
  const links = useLinks();
  const query = useTableQuery(FILTERS);
  const { live, load } = useList<CapacityGuestsPage, (typeof FILTERS)[number]>(
    'capacity guests',
    query,
    ({ asOf: _, ...request }, signal) => {
      const { oversized, ...filters } = query.filters;
      return capacity.guests(
        {
          ...filters,
          ...(oversized && { oversized: oversized === 'true' }),
          ...request,
        },
        { signal },
      );
    },
  );
  const hrefOf = useCallback(
    (row: GuestCapacityRow) =>
      links.hosts({
        view: 'usage',
        source: row.sourceId,
        subject: `guest:${row.vmid}`,
      }),
    [links],
  );
  return (
    <DataPage
      nouns={NOUNS}
      query={query}
      filters={filtersOf(live.data)}
      placeholder="Search guests"
      columns={guestColumns}
      live={live}
      load={load}
      idOf={idOf}
      hrefOf={hrefOf}
      question={<HostViews current="guests" />}
      noMatch={<NoMatch what="guest" onClear={query.clear} />}
      empty={
        <NothingThere
          what="guests"
          teaches="This page lists guests beside what they use of what they were given. It needs a Proxmox cluster to read and measure."
          config={CAPACITY_CONFIG}
          sources={observingSources(live.data?.sources)}
        />
      }
    >
      <nav className={hosts.tools} aria-label="Guests worth a look">
        <Link
          standalone
          href={links.hosts({ view: 'guests', activity: 'idle' })}
        >
          Idle guests
        </Link>
        <Link
          standalone
          href={links.hosts({ view: 'guests', oversized: 'true' })}
        >
          Over-sized guests
        </Link>
      </nav>
      {live.data && (
        <WindowNote
          window={live.data.window}
          minCoverage={live.data.minCoverage}
        />
      )}
    </DataPage>
  );
}
