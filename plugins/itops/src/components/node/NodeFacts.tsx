import { NodeRow } from '@sankofa/plugin-itops-common';
import { Link } from '@backstage/ui';
import { count } from '../../format/quantity';
import { useLinks } from '../../hooks/useLinks';
import { Code } from '../entityLink';
import { Facts } from '../frame';
import { FreshnessStamp, Observed } from '../freshness';
import { StateBadge } from '../status';
import { CpuShare, MemoryShare, sayRunning } from './nodeShares';

/** What a node is and how full it is. */
export function NodeFacts(props: { node: NodeRow }) {
  const { node } = props;
  const links = useLinks();
  const { freshness } = node;
  return (
    <Facts
      facts={[
        {
          label: 'Status',
          value: (
            <Observed label={freshness}>
              <StateBadge of="node" state={node.status} />
            </Observed>
          ),
        },
        {
          label: 'Guests',
          value: (
            <Observed label={freshness}>
              <Link
                href={links.guests({ node: node.name })}
                variant="body-medium"
              >
                {[count(node.guests, 'guest'), sayRunning(node)]
                  .filter(Boolean)
                  .join(', ')}
              </Link>
            </Observed>
          ),
        },
        {
          label: 'Memory allocated',
          value: (
            <Observed label={freshness} quiet>
              <MemoryShare node={node} />
            </Observed>
          ),
        },
        {
          label: 'Cores allocated',
          value: (
            <Observed label={freshness} quiet>
              <CpuShare node={node} />
            </Observed>
          ),
        },
        node.address
          ? {
              label: 'Address',
              value: (
                <Observed label={freshness}>
                  <Link
                    href={links.addresses({ address: node.address })}
                    variant="body-medium"
                  >
                    <Code>{node.address}</Code>
                  </Link>
                </Observed>
              ),
            }
          : undefined,
        { label: 'Cluster', value: node.cluster },
        node.cpuModel
          ? {
              label: 'Processor',
              value: `${node.sockets ? `${node.sockets} × ` : ''}${
                node.cpuModel
              }`,
            }
          : undefined,
        node.version
          ? {
              label: 'Version',
              value: <Observed label={freshness}>{node.version}</Observed>,
            }
          : undefined,
        node.subscription
          ? {
              label: 'Subscription',
              value: <Observed label={freshness}>{node.subscription}</Observed>,
            }
          : undefined,
        { label: 'Read', value: <FreshnessStamp label={freshness} /> },
      ]}
    />
  );
}
