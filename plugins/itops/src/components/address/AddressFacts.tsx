import { Link } from '@backstage/ui';
import { AddressRow } from '@sankofa/plugin-itops-common';
import { useLinks } from '../../hooks/useLinks';
import { ClaimList } from '../finding';
import { Facts, Section } from '../frame';
import { FreshnessStamp, Observed } from '../freshness';
import { StateBadge } from '../status';
import { Code } from '../entityLink';
import styles from './AddressFacts.module.css';

/** State, reason and claims of an address. */
export function AddressFacts(props: { address: AddressRow }) {
  const { address } = props;
  const links = useLinks();
  return (
    <>
      <div className={styles.state}>
        <Observed label={address.freshness}>
          <StateBadge of="address" state={address.state} />
        </Observed>
        <span>{address.why}</span>
      </div>
      <Facts
        facts={[
          address.owners.length > 0
            ? {
                label: address.owners.length > 1 ? 'Owners' : 'Owner',
                value: (
                  <Observed label={address.freshness}>
                    {address.owners.map((owner, index) => (
                      <div key={owner}>
                        {address.guestIds[index] ? (
                          <Link
                            href={links.guests({
                              guest: address.guestIds[index],
                            })}
                            variant="body-medium"
                          >
                            {owner}
                          </Link>
                        ) : (
                          owner
                        )}
                      </div>
                    ))}
                  </Observed>
                ),
              }
            : undefined,
          address.prefix
            ? {
                label: 'Prefix',
                value: (
                  <Link
                    href={links.addresses({ prefix: address.prefix })}
                    variant="body-medium"
                  >
                    <Code>{address.prefix}</Code>
                  </Link>
                ),
              }
            : undefined,
          {
            label: 'Read',
            value: <FreshnessStamp label={address.freshness} />,
          },
        ]}
      />
      <Section title="Claims">
        <ClaimList claims={address.claims} />
      </Section>
    </>
  );
}
