import { GuestDetail } from '@sankofa/plugin-itops-common';
import { bytes, cores } from '../../format/quantity';
import { absoluteTime } from '../../format/time';
import { guestType } from '../../format/words';
import { EntityLink } from '../entityLink';
import { Facts } from '../frame';
import { FreshnessStamp, Observed } from '../freshness';
import { StateBadge, StatusChip } from '../status';

const VIA: Record<string, string> = {
  'declared-row': 'a declared row',
  tag: 'a tag',
  config: 'the configuration',
};

/** What a guest is, where it runs, whose it is; each observed value with its age. */
export function GuestFacts(props: {
  guest: GuestDetail['guest'];
  /** Catalog entity of its node, where it is known. */
  nodeRef?: string;
}) {
  const { guest, nodeRef } = props;
  const { freshness } = guest;
  const owner = guest.ownership?.ownerRef ?? guest.ownerRef;
  const via = guest.ownership && (
    <span title={guest.ownership.locator}>
      {' '}
      (from {VIA[guest.ownership.via] ?? guest.ownership.via})
    </span>
  );
  return (
    <Facts
      facts={[
        {
          label: 'Status',
          value: (
            <Observed label={freshness}>
              {guest.template ? (
                <StatusChip tone="neutral" label="template" />
              ) : (
                <StateBadge of="guest" state={guest.status} />
              )}
            </Observed>
          ),
        },
        {
          label: 'Node',
          value: (
            <Observed label={freshness}>
              {nodeRef ? (
                <EntityLink entityRef={nodeRef}>{guest.node}</EntityLink>
              ) : (
                guest.node
              )}
            </Observed>
          ),
        },
        {
          label: 'Owner',
          value: owner ? (
            <>
              <EntityLink entityRef={owner} />
              {via}
            </>
          ) : (
            'nobody known'
          ),
        },
        guest.service ? { label: 'Service', value: guest.service } : undefined,
        { label: 'Kind', value: `${guestType(guest.type)} ${guest.vmid}` },
        { label: 'Cluster', value: guest.cluster },
        guest.milliCores !== undefined
          ? {
              label: 'CPU',
              value: (
                <Observed label={freshness}>{cores(guest.milliCores)}</Observed>
              ),
            }
          : undefined,
        guest.memoryBytes !== undefined
          ? {
              label: 'Memory',
              value: (
                <Observed label={freshness}>
                  {bytes(guest.memoryBytes)}
                </Observed>
              ),
            }
          : undefined,
        guest.diskBytes !== undefined
          ? {
              label: 'Disk',
              value: (
                <Observed label={freshness}>{bytes(guest.diskBytes)}</Observed>
              ),
            }
          : undefined,
        guest.pool ? { label: 'Pool', value: guest.pool } : undefined,
        guest.haState
          ? {
              label: 'High availability',
              value: <Observed label={freshness}>{guest.haState}</Observed>,
            }
          : undefined,
        guest.lock
          ? {
              label: 'Lock',
              value: <Observed label={freshness}>{guest.lock}</Observed>,
            }
          : undefined,
        guest.tags.length > 0
          ? { label: 'Tags', value: guest.tags.join(', ') }
          : undefined,
        { label: 'First seen', value: absoluteTime(guest.firstSeenAt) },
        {
          label: 'Existence read',
          value: <FreshnessStamp label={freshness} />,
        },
        {
          label: 'Configuration read',
          value: <FreshnessStamp label={guest.configFreshness} />,
        },
        {
          label: 'Addresses read',
          value: <FreshnessStamp label={guest.addressFreshness} />,
        },
      ]}
    />
  );
}
