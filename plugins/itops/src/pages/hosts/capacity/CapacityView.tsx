import { useApi } from '@backstage/frontend-plugin-api';
import { StorageCapacityRow } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { PageFrame, Section } from '../../../components/frame';
import { NothingThere, SkeletonLines } from '../../../components/states';
import { DataTable } from '../../../components/table';
import { observingSources } from '../../../format/relevantSources';
import { count } from '../../../format/quantity';
import { POLL_MS } from '../../../hooks/polling';
import { useLive } from '../../../hooks/useLive';
import { HostViews } from '../HostViews';
import { WindowNote } from '../WindowNote';
import { CAPACITY_CONFIG } from '../capacityConfig';
import hosts from '../Hosts.module.css';
import { NodeTile } from './NodeTile';
import styles from './NodeTile.module.css';
import { storageColumns } from './storageColumns';

const idOf = (row: StorageCapacityRow) => row.id;

/** The heat map: one tile for each node, and the storages that nodes share. */
export function CapacityView() {
  const { capacity } = useApi(itopsApiRef);
  const live = useLive(
    'capacity',
    async signal => {
      const [nodes, storages] = await Promise.all([
        capacity.nodes({ signal }),
        capacity.storages({ signal }),
      ]);
      return { ...nodes, spaces: storages.items };
    },
    POLL_MS,
  );
  const { data } = live;
  const shared = data?.spaces.filter(space => space.shared);
  return (
    <PageFrame
      answer={data}
      problem={live.problem}
      onRetry={live.reload}
      question={<HostViews current="capacity" />}
    >
      {live.loading && (
        <SkeletonLines lines={3} height={260} label="Loading capacity" />
      )}
      {data?.items.length === 0 && (
        <NothingThere
          what="nodes"
          teaches="This page shows how full every node is: what was given out, and what is used. It needs a Proxmox cluster to read and measure."
          config={CAPACITY_CONFIG}
          sources={observingSources(data.sources)}
        />
      )}
      {data && data.items.length > 0 && (
        <>
          <WindowNote window={data.window} minCoverage={data.minCoverage} />
          <Section title="Nodes" aside={count(data.items.length, 'node')}>
            <ul className={styles.tiles}>
              {data.items.map(node => (
                <NodeTile key={node.nodeId} node={node} spaces={data.spaces} />
              ))}
            </ul>
            <p className={`${hosts.note} ${styles.legend}`}>
              The tint follows use (p95): calm below 50 %, busy from 50 %, tight
              from 75 %, full from 90 %. Dashed: unknown.
            </p>
          </Section>
          <Section title="Shared storages, each counted once">
            <DataTable
              label="Shared storages"
              columns={storageColumns}
              rows={shared}
              idOf={idOf}
              empty={<p className={hosts.note}>No storage is shared.</p>}
            />
          </Section>
        </>
      )}
    </PageFrame>
  );
}
