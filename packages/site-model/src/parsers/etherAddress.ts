import { normalizeMac, parseAddress } from '../values';

const NOBODY = '00:00:00:00:00:00';
/** Firewire has 8 octets, InfiniBand 20. */
const LONGER = /^[0-9a-f]{2}(?::[0-9a-f]{2}){6,31}$/i;

/** The lowest bit of the first octet marks broadcast and multicast. */
function isGroup(mac: string): boolean {
  return parseInt(mac[1], 16) % 2 === 1;
}

/**
 * The Ethernet address of one interface in a link-layer address that iproute2 prints.
 *
 * @returns the MAC in lower case; `undefined` for all zeros, which is nobody;
 * `other` for a group of interfaces and for links that are no Ethernet, such as
 * tunnels, which write an IP address; `invalid` for what is no link-layer address
 */
export function etherAddress(
  text: string,
): string | undefined | 'other' | 'invalid' {
  const mac = normalizeMac(text);
  if (mac === NOBODY) {
    return undefined;
  }
  if (mac !== undefined) {
    return isGroup(mac) ? 'other' : mac;
  }
  return LONGER.test(text) || parseAddress(text) !== undefined
    ? 'other'
    : 'invalid';
}

/** The same, where only an address of one interface is of interest. */
export function ownEtherAddress(text: string | undefined): string | undefined {
  const mac = text === undefined ? undefined : etherAddress(text);
  return mac === 'other' || mac === 'invalid' ? undefined : mac;
}
