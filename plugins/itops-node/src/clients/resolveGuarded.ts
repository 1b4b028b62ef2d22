import { LookupAddress, LookupAllOptions, lookup as dnsLookup } from 'node:dns';
import { BlockList, LookupFunction, isIP } from 'node:net';
import { ConnectorError } from './ConnectorError';

/** Addresses that no name of another machine resolves to: loopback, link-local (cloud metadata), unspecified. */
const ownOrMetadata = new BlockList();
ownOrMetadata.addSubnet('127.0.0.0', 8, 'ipv4');
ownOrMetadata.addSubnet('0.0.0.0', 8, 'ipv4');
ownOrMetadata.addSubnet('169.254.0.0', 16, 'ipv4');
ownOrMetadata.addAddress('::1', 'ipv6');
ownOrMetadata.addAddress('::', 'ipv6');
ownOrMetadata.addSubnet('fe80::', 10, 'ipv6');

function isForbidden({ address }: { address: string }): boolean {
  // Mapped IPv4 in IPv6 (`::ffff:127.0.0.1`) is checked by BlockList as IPv4.
  return ownOrMetadata.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/**
 * A DNS lookup that refuses a name whose answer points at this machine or at
 * a link-local address: a changed DNS answer must not turn a connector against the portal itself.
 * `localhost` and addresses written in the configuration are not names of other machines
 * and stay allowed.
 */
export function guardedLookup(
  resolve: (
    hostname: string,
    options: LookupAllOptions,
    callback: (
      error: NodeJS.ErrnoException | null,
      addresses: LookupAddress[],
    ) => void,
  ) => void = dnsLookup,
): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) {
        callback(error, '');
        return;
      }
      const forbidden =
        /^localhost\.?$/i.test(hostname) || /\.localhost\.?$/i.test(hostname)
          ? undefined
          : addresses.find(isForbidden);
      if (forbidden || addresses.length === 0) {
        callback(
          new ConnectorError(
            forbidden ? 'refused' : 'unreachable',
            forbidden
              ? `${hostname} resolves to ${forbidden.address}, which is this machine or a link-local address: not connected. Check the DNS entry, or configure the address itself.`
              : `${hostname} resolves to no address.`,
          ),
          '',
        );
        return;
      }
      if (options.all) {
        callback(null, addresses);
      } else {
        callback(null, addresses[0].address, addresses[0].family);
      }
    });
  };
}
