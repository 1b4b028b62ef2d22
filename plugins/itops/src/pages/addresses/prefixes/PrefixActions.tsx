import { ButtonLink, Flex } from '@backstage/ui';
import { IpamPrefixRecord } from '@sankofa/plugin-itops-common';
import { Editable } from '../../../components/record';
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
  // Nothing is given away from the others.
  const isGiven = prefix.status === 'active' || prefix.status === 'reserved';
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
      {isGiven && (
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
      )}
    </Flex>
  );
}
