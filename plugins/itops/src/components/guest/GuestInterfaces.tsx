import { GuestDetail } from '@sankofa/plugin-itops-common';
import { Link } from '@backstage/ui';
import { useLinks } from '../../hooks/useLinks';
import { Code } from '../entityLink';
import { Observed } from '../freshness';
import { StatusChip } from '../status';
import styles from './GuestInterfaces.module.css';

type Guest = GuestDetail['guest'];

function originOf(item: Guest['interfaces'][number], address: string): string {
  const configured = item.configured.includes(address);
  const live = item.live.includes(address);
  if (configured && live) {
    return 'configured and live';
  }
  return configured ? 'configured' : 'live';
}

/** The interfaces of a guest with the addresses on each, and what is not a LAN address. */
export function GuestInterfaces(props: { guest: Guest }) {
  const { guest } = props;
  const links = useLinks();
  return (
    <>
      {guest.addressesUnreadable && (
        <p className={styles.doubt}>
          Its live addresses cannot be read now: {guest.addressesUnreadable}
        </p>
      )}
      <ul className={styles.list}>
        {guest.interfaces.map(item => (
          <li key={item.id} className={styles.item}>
            <div className={styles.head}>
              <strong>
                {item.name ? `${item.id} (${item.name})` : item.id}
              </strong>
              {item.mac && <Code>{item.mac}</Code>}
              {item.bridge && <span>on {item.bridge}</span>}
              {item.tag !== undefined && <span>VLAN {item.tag}</span>}
              {item.linkDown && <StatusChip tone="warning" label="link down" />}
            </div>
            {item.addresses.length === 0 && (
              <div className={styles.address}>
                {item.dynamic ? 'DHCP; no address seen' : 'no address'}
              </div>
            )}
            {item.addresses.map(address => (
              <div key={address} className={styles.address}>
                <Observed
                  label={
                    item.live.includes(address)
                      ? guest.addressFreshness
                      : guest.configFreshness
                  }
                >
                  <Link
                    href={links.addresses({ address })}
                    variant="body-medium"
                    standalone
                  >
                    <Code>{address}</Code>
                  </Link>
                </Observed>
                <span className={styles.origin}>{originOf(item, address)}</span>
              </div>
            ))}
          </li>
        ))}
        {guest.interfaces.length === 0 && <li>No network interface.</li>}
      </ul>
      {guest.pendingAddresses.length > 0 && (
        <p className={styles.note}>
          Pending, not active yet:{' '}
          <Code>{guest.pendingAddresses.join(', ')}</Code>
        </p>
      )}
      {guest.nested.length > 0 && (
        <p className={styles.note}>
          Inside only, never a LAN address:{' '}
          <Code>
            {guest.nested
              .map(({ interface: name, address }) => `${name} ${address}`)
              .join(', ')}
          </Code>
        </p>
      )}
    </>
  );
}
