import { useCallback, useMemo } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { Switches } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { Legend, PortPanel, vlanColours } from '../../components/faceplate';
import { PageFrame } from '../../components/frame';
import { SidePanel } from '../../components/panel';
import { NoMatch, NothingThere, SkeletonLines } from '../../components/states';
import {
  CsvButton,
  DataTable,
  FilterBar,
  FilterDefinition,
  Pager,
  wordOptions,
} from '../../components/table';
import { PORT_STATES } from '../../format/ports';
import { count } from '../../format/quantity';
import { useAsOf } from '../../hooks/useAsOf';
import { useLinks } from '../../hooks/useLinks';
import { useLive } from '../../hooks/useLive';
import { PAGE_SIZE, useTableQuery } from '../../hooks/useTableQuery';
import { useUrlState } from '../../hooks/useUrlState';
import { NETWORK_CONFIG } from '../configExamples';
import { POLL_MS } from '../../hooks/polling';
import { Forwards } from './Forwards';
import { PortViews } from './PortViews';
import { SwitchCard } from './SwitchCard';
import { useRecordsByPort } from './compare/useRecordsByPort';
import { portColumns } from './portColumns';
import {
  PORT_FILTERS,
  PortFilter,
  PortOfSwitch,
  portMatches,
  portRows,
  sortPorts,
} from './portRows';
import styles from './PortsPage.module.css';

const idOf = (row: PortOfSwitch) => row.ref;

function filtersOf(
  switches: Switches['items'],
  vlans: Iterable<number>,
): FilterDefinition<PortFilter>[] {
  return [
    {
      name: 'switch',
      label: 'Switch',
      options: switches.map(({ id, name }) => ({ value: id, label: name })),
    },
    { name: 'state', label: 'State', options: wordOptions(PORT_STATES) },
    {
      name: 'vlan',
      label: 'VLAN',
      options: [...vlans].map(vlan => ({
        value: String(vlan),
        label: String(vlan),
      })),
    },
    {
      name: 'findings',
      label: 'Findings',
      options: [
        { value: 'true', label: 'any' },
        { value: 'false', label: 'none' },
      ],
    },
  ];
}

/** Every switch with its ports, and what the gateway lets in. */
export function SwitchesView() {
  const api = useApi(itopsApiRef);
  const links = useLinks();
  const url = useUrlState();
  const { asOf, past } = useAsOf();
  const query = useTableQuery(PORT_FILTERS);
  const live = useLive<Switches>(
    `ports ${asOf}`,
    signal => api.ports({ asOf }, { signal }),
    asOf ? undefined : POLL_MS,
  );
  const { data } = live;
  const { q, sort, order, key, filters } = query;

  const switches = useMemo(
    () => (data?.items ?? []).filter(({ ports }) => ports.length > 0),
    [data],
  );
  const portless = (data?.items ?? []).filter(
    ({ ports }) => ports.length === 0,
  );
  const colours = useMemo(() => vlanColours(switches), [switches]);
  const rows = useMemo(
    () =>
      sortPorts(
        portRows(switches).filter(row => portMatches(row, q, filters)),
        sort,
        order,
      ),
    // `key` stands for search, filters and order.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [switches, key],
  );
  const matching = useMemo(() => new Set(rows.map(idOf)), [rows]);
  const { records, problem: unrecorded } = useRecordsByPort(switches);
  const columns = useMemo(() => portColumns(links, records), [links, records]);
  const onOpen = useCallback(
    ({ ref }: { ref: string }) => url.set({ port: ref }),
    [url],
  );
  const close = () => url.set({ port: undefined });

  // The whole answer is here: a cursor is the number of rows before its page.
  const first = Number(query.cursor) || 0;
  const page = data && rows.slice(first, first + PAGE_SIZE);
  const following = first + PAGE_SIZE;

  // Without a controller there is nothing to say of forwards either.
  const isWatched = !data || data.sources.some(({ kind }) => kind === 'unifi');

  const wanted = url.get('port');
  const opened = wanted
    ? portRows(switches).find(({ ref }) => ref === wanted)
    : undefined;
  return (
    <>
      <PageFrame
        answer={data}
        problem={live.problem}
        onRetry={live.reload}
        question={<PortViews current="switches" />}
      >
        <FilterBar
          query={query}
          filters={filtersOf(switches, colours.keys())}
          placeholder="Search ports: label, host, MAC, address"
          aside={
            <>
              {data && (
                <span aria-live="polite">{count(rows.length, 'port')}</span>
              )}
              <CsvButton
                fileName={`ports${past ? '-past' : ''}.csv`}
                columns={columns}
                load={async () => ({ items: rows, total: rows.length })}
                isDisabled={rows.length === 0}
              />
            </>
          }
        />
        {live.loading && (
          <SkeletonLines lines={3} height={120} label="Loading switches" />
        )}
        {data && switches.length === 0 && (
          <NothingThere
            what="switches"
            teaches="This page draws every switch with its ports: label, who is behind it, VLANs and speed. It needs a network controller to read."
            config={NETWORK_CONFIG}
            sources={data.sources.filter(({ kind }) => kind === 'unifi')}
          />
        )}
        {switches.length > 0 && (
          <>
            <div
              className={styles.switches}
              data-outdated={live.outdated || undefined}
            >
              {switches
                .filter(({ id }) => !filters.switch || id === filters.switch)
                .map(device => (
                  <SwitchCard
                    key={device.id}
                    device={device}
                    colours={colours}
                    matching={matching}
                    selected={wanted}
                    records={records}
                    onOpen={onOpen}
                  />
                ))}
            </div>
            <Legend colours={colours} />
            {unrecorded && (
              <p className={styles.portless} role="status">
                {`What is written down about cables is not shown. ${unrecorded.title} ${unrecorded.remedy}`}
              </p>
            )}
            {portless.length > 0 && (
              <p className={styles.portless}>
                {`Without ports of their own: ${portless
                  .map(({ name }) => name)
                  .join(', ')}`}
              </p>
            )}
            <DataTable
              label="Ports"
              columns={columns}
              rows={page}
              idOf={idOf}
              outdated={live.outdated}
              sort={{ by: sort, order }}
              onSort={query.setSort}
              onOpen={onOpen}
              empty={<NoMatch what="port" onClear={query.clear} />}
            />
            <Pager
              query={query}
              rows={page?.length ?? 0}
              total={rows.length}
              nextCursor={
                following < rows.length ? String(following) : undefined
              }
            />
          </>
        )}
        {isWatched && <Forwards />}
      </PageFrame>
      {opened && data && (
        <PortPanel
          key={opened.ref}
          device={opened.device}
          row={opened}
          answer={data}
          records={records && (records.get(opened.ref) ?? [])}
          onClose={close}
        />
      )}
      {wanted && data && !opened && (
        <SidePanel title={wanted} onClose={close} answer={data}>
          <p>No switch has this port now.</p>
        </SidePanel>
      )}
    </>
  );
}
