import { ButtonLink, Flex } from '@backstage/ui';
import { IpamPrefixRecord } from '@sankofa/plugin-itops-common';
import { Code } from '../../../components/entityLink';
import { Facts } from '../../../components/frame';
import { Editable } from '../../../components/record';
import { PREFIX_STATUSES, sayVlan } from '../../../format/ipam';
import { useLinks } from '../../../hooks/useLinks';

/** Where a prefix can be changed, and an address of it asked for. */
export function PrefixActions(props: {
  prefix: IpamPrefixRecord;
  editable: Editable;
}) {
  const { prefix, editable } = props;
  const links = useLinks();
  if (!editable.may) {
    return null;
  }
  const here = { view: 'prefixes', block: prefix.id };
  return (
    <Flex gap="2" style={{ flexWrap: 'wrap' }}>
      <ButtonLink
        size="small"
        variant="secondary"
        href={links.addresses({ ...here, record: prefix.id })}
      >
        Edit
      </ButtonLink>
      <ButtonLink
        size="small"
        variant="secondary"
        href={links.addresses({ ...here, reshape: 'split' })}
      >
        Split, merge, resize
      </ButtonLink>
      <ButtonLink
        size="small"
        variant="secondary"
        href={links.addresses({
          view: 'requests',
          request: 'new',
          prefix: prefix.id,
        })}
      >
        Ask for an address
      </ButtonLink>
    </Flex>
  );
}

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
