import { LabGuest, LabNet } from '../../../world';

interface Seen {
  name: string;
  mac?: string;
  addresses: string[];
}

const LOOPBACK: Seen = {
  name: 'lo',
  mac: '00:00:00:00:00:00',
  addresses: ['127.0.0.1/8', '::1/128'],
};

/** The link-local address that follows from a MAC (RFC 4291, appendix A). */
function linkLocal(mac: string): string {
  const bytes = mac.split(':').map(byte => parseInt(byte, 16));
  // eslint-disable-next-line no-bitwise
  bytes[0] ^= 2;
  const eui = [...bytes.slice(0, 3), 0xff, 0xfe, ...bytes.slice(3)];
  const groups = [0, 2, 4, 6].map(i =>
    (eui[i] * 256 + eui[i + 1]).toString(16),
  );
  return `fe80::${groups.join(':')}/64`;
}

function addressesOf(net: LabNet): string[] {
  const isStatic = (address: string | undefined): address is string =>
    address !== undefined && address.includes('/');
  return [net.address, net.address6].filter(isStatic).concat(net.live);
}

/** What `ip address` would show inside a running guest. */
function seenInside(guest: LabGuest): Seen[] {
  const nets = guest.nets
    .map((net, index) => ({ net, index }))
    .filter(({ net }) => net.bridge && !net.linkDown)
    .map(({ net, index }) => ({
      name: net.name ?? `ens${18 + index}`,
      mac: net.mac.toLowerCase(),
      addresses: [...addressesOf(net), linkLocal(net.mac)],
    }));
  return [LOOPBACK, ...nets, ...guest.nested];
}

const isV6 = (address: string) => address.includes(':');

/**
 * The shape of a container's answer. `inet` and `inet6` hold only the last
 * address; `ip-addresses`, with its prefix as a string, came with 8.4.
 */
export function containerInterfaces(guest: LabGuest, withAll: boolean) {
  return seenInside(guest).map(({ name, mac, addresses }) => {
    const last = (wanted: boolean) =>
      addresses.filter(address => isV6(address) === wanted).pop();
    return {
      name,
      hwaddr: mac,
      ...(last(false) ? { inet: last(false) } : {}),
      ...(last(true) ? { inet6: last(true) } : {}),
      ...(withAll
        ? {
            'hardware-address': mac,
            'ip-addresses': addresses.map(text => {
              const [address, prefix] = text.split('/');
              return {
                'ip-address': address,
                'ip-address-type': isV6(address) ? 'inet6' : 'inet',
                prefix,
              };
            }),
          }
        : {}),
    };
  });
}

/** The shape of the agent's answer: numeric prefixes, and no MAC on a tunnel. */
export function agentInterfaces(guest: LabGuest) {
  return seenInside(guest).map(({ name, mac, addresses }) => ({
    name,
    ...(mac ? { 'hardware-address': mac } : {}),
    ...(addresses.length > 0
      ? {
          'ip-addresses': addresses.map(text => {
            const [address, prefix] = text.split('/');
            return {
              'ip-address': address,
              'ip-address-type': isV6(address) ? 'ipv6' : 'ipv4',
              prefix: Number(prefix),
            };
          }),
        }
      : {}),
    statistics: { 'rx-bytes': 1, 'tx-bytes': 1 },
  }));
}
