import { parseAddress } from '../../values';

/**
 * The address in a target's host, brackets of IPv6 taken off; nothing for a name.
 */
export function addressOfHost(host: string): string | undefined {
  const text = host.trim();
  return parseAddress(
    text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text,
  );
}
