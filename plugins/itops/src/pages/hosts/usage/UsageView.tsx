import { useId } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { CapacitySeries } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { PageFrame } from '../../../components/frame';
import {
  EmptyState,
  NothingThere,
  ProblemState,
  SkeletonLines,
} from '../../../components/states';
import { bytes, cores } from '../../../format/quantity';
import { observingSources } from '../../../format/relevantSources';
import { timeZone } from '../../../format/time';
import { POLL_MS } from '../../../hooks/polling';
import { useLive } from '../../../hooks/useLive';
import { useUrlState } from '../../../hooks/useUrlState';
import { HostViews } from '../HostViews';
import { CAPACITY_CONFIG } from '../capacityConfig';
import hosts from '../Hosts.module.css';
import { UsageChart } from './UsageChart';
import styles from './UsageChart.module.css';

const DAY_MS = 86_400_000;
const SPANS = ['1', '7', '31'];
const rate = (value: number) => `${bytes(value)}/s`;

function Charts(props: { series: CapacitySeries }) {
  const { series } = props;
  const { limits } = series;
  const common = { series };
  return (
    <>
      <UsageChart
        {...common}
        title="CPU"
        metric="cpu"
        limit={limits.milliCores}
        say={cores}
      />
      <UsageChart
        {...common}
        title="Memory"
        metric="memory"
        limit={limits.memoryBytes}
        say={bytes}
      />
      <UsageChart
        {...common}
        title="Disk"
        metric="disk"
        limit={limits.diskBytes}
        say={bytes}
      />
      <UsageChart {...common} title="Network in" metric="netIn" say={rate} />
      <UsageChart {...common} title="Network out" metric="netOut" say={rate} />
    </>
  );
}

/** What a node or guest used over time. Where nobody measured there is a gap. */
export function UsageView() {
  const { capacity } = useApi(itopsApiRef);
  const url = useUrlState();
  const id = useId();
  const nodes = useLive('capacity nodes', signal => capacity.nodes({ signal }));
  const listedNodes = nodes.data?.items ?? [];
  const first =
    listedNodes.find(({ status }) => status === 'online') ?? listedNodes[0];
  const source = url.get('source') ?? first?.sourceId;
  const subject = url.get('subject') ?? (first && `node:${first.name}`);
  const asked = url.get('days') ?? '';
  const days = SPANS.includes(asked) ? asked : '7';
  const live = useLive(
    `series ${source} ${subject} ${days}`,
    source && subject
      ? signal => {
          const to = Date.now();
          return capacity.series(
            {
              source,
              subject,
              from: new Date(to - Number(days) * DAY_MS).toISOString(),
              to: new Date(to).toISOString(),
            },
            { signal },
          );
        }
      : undefined,
    POLL_MS,
  );
  const series = live.data;
  // The page asks of what the inventory knows: not found is not measured.
  const unmeasured = live.problem?.kind === 'not-found';
  const problem = unmeasured ? undefined : live.problem;
  const name = subject?.replace(':', ' ') ?? '';
  const chosen = JSON.stringify([source, subject]);
  const options = listedNodes.map(node => ({
    value: JSON.stringify([node.sourceId, `node:${node.name}`]),
    label: `Node ${node.name}`,
  }));
  const listed = options.some(({ value }) => value === chosen);
  const choose = (value: string) => {
    const [nextSource, nextSubject] = JSON.parse(value) as [string, string];
    url.set({ source: nextSource, subject: nextSubject });
  };
  return (
    <PageFrame
      answer={series ?? (problem ? undefined : nodes.data)}
      problem={problem ?? (source ? undefined : nodes.problem)}
      onRetry={problem ? live.reload : nodes.reload}
      question={
        <>
          <HostViews current="usage" />
          {subject && (
            <div className={hosts.tools}>
              <label htmlFor={`${id}-of`}>Use of</label>
              <select
                id={`${id}-of`}
                className={styles.select}
                value={chosen}
                onChange={event => choose(event.target.value)}
              >
                {!listed && (
                  <option value={chosen}>
                    {name.replace(/^./, letter => letter.toUpperCase())}
                  </option>
                )}
                {options.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </select>
              <label htmlFor={`${id}-days`}>over</label>
              <select
                id={`${id}-days`}
                className={styles.select}
                value={days}
                onChange={event => url.set({ days: event.target.value })}
              >
                <option value="1">the last day</option>
                <option value="7">the last 7 days</option>
                <option value="31">the last 31 days</option>
              </select>
              <span className={hosts.note}>{`Times in ${timeZone()}`}</span>
            </div>
          )}
        </>
      }
    >
      {nodes.problem && source && (
        <ProblemState
          problem={nodes.problem}
          onRetry={nodes.reload}
          keepsData={series !== undefined}
        />
      )}
      {nodes.data?.items.length === 0 && !subject && (
        <NothingThere
          what="nodes"
          teaches="This page draws what nodes and guests used over time. It needs a Proxmox cluster to measure."
          config={CAPACITY_CONFIG}
          sources={observingSources(nodes.data.sources)}
        />
      )}
      {subject && live.loading && (
        <SkeletonLines lines={3} height={190} label="Loading use" />
      )}
      {!subject && nodes.loading && (
        <SkeletonLines lines={3} height={190} label="Loading nodes" />
      )}
      {unmeasured && (
        <EmptyState title={`Nothing was measured of ${name}`}>
          It may never have been measured, have been switched off all the time,
          or have another guest under its number now. The page Sources says how
          the last runs went.
        </EmptyState>
      )}
      {series && <Charts series={series} />}
    </PageFrame>
  );
}
