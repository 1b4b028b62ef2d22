import { IpamPrefixRecord } from '@sankofa/plugin-itops-common';
import { PREFIX_STATUSES, sayVlan } from '../../format/ipam';
import { Code } from '../entityLink';
import { Facts } from '../frame';

/** What is written down about a prefix. */
export function PrefixFacts(props: { prefix: IpamPrefixRecord }) {
  const { prefix } = props;
  const { ranges, sources } = prefix;
  return (
    <Facts
      facts={[
        { label: 'Name', value: prefix.name },
        { label: 'Status', value: PREFIX_STATUSES[prefix.status] },
        { label: 'VLAN', value: prefix.vlan && sayVlan(prefix.vlan) },
        {
          label: 'Gateway',
          value: prefix.gateway && <Code>{prefix.gateway}</Code>,
        },
        { label: 'Environment', value: prefix.environment },
        { label: 'Owner team', value: prefix.ownerTeam },
        {
          label: 'Not offered',
          value:
            ranges.length > 0
              ? ranges
                  .map(({ kind, first, last, label }) =>
                    [kind, `${first}–${last}`, label].filter(Boolean).join(' '),
                  )
                  .join('; ')
              : undefined,
        },
        {
          label: 'Seen by',
          value: sources.length > 0 ? sources.join(', ') : 'all sources',
        },
        { label: 'Routing', value: prefix.routingNotes },
        { label: 'Description', value: prefix.description },
      ]}
    />
  );
}
