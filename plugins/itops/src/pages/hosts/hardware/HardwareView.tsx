import { useApi } from '@backstage/frontend-plugin-api';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { Code } from '../../../components/entityLink';
import { PageFrame, Section } from '../../../components/frame';
import { NothingThere, SkeletonLines } from '../../../components/states';
import { observingSources } from '../../../format/relevantSources';
import { count } from '../../../format/quantity';
import { POLL_MS } from '../../../hooks/polling';
import { useLive } from '../../../hooks/useLive';
import { HostViews } from '../HostViews';
import { HARDWARE_CONFIG } from '../capacityConfig';
import hosts from '../Hosts.module.css';
import { HardwareCard } from './HardwareCard';

/** What nodes are built of, and where the declared table says otherwise. */
export function HardwareView() {
  const { capacity } = useApi(itopsApiRef);
  const live = useLive(
    'hardware',
    signal => capacity.hardware({ signal }),
    POLL_MS,
  );
  const { data } = live;
  const differing = data?.items.filter(({ declared }) =>
    declared.some(({ state }) => state === 'differs'),
  ).length;
  return (
    <PageFrame
      answer={data}
      problem={live.problem}
      onRetry={live.reload}
      question={<HostViews current="hardware" />}
    >
      {live.loading && (
        <SkeletonLines lines={3} height={200} label="Loading hardware" />
      )}
      {data && data.items.length > 0 && (
        <p className={hosts.note}>
          {`${count(
            data.items.length,
            'node',
          )}, ${differing} of them declared otherwise than read. Model, serial number, cards and disks are read over SSH, where it is configured.`}
        </p>
      )}
      {data?.items.map(node => (
        <HardwareCard key={node.nodeId} node={node} />
      ))}
      {data && data.unknownNodes.length > 0 && (
        <Section card title="Declared, but in no cluster">
          <ul className={hosts.reasons}>
            {data.unknownNodes.map(({ node, locator }) => (
              <li key={`${node} ${locator}`}>
                {node} <Code>{locator}</Code>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {data?.items.length === 0 && (
        <NothingThere
          what="nodes"
          teaches="This page shows what every node is built of, beside the declared table. It needs a Proxmox cluster, and SSH for serial numbers, cards and disks."
          config={HARDWARE_CONFIG}
          sources={observingSources(data.sources)}
        />
      )}
    </PageFrame>
  );
}
