const KINDS = [
  'address',
  'default-site',
  'dead-host',
  'external',
  'front-port',
  'guest',
  'guest-id',
  'hostname',
  'inside-proxy',
  'interface',
  'node',
  'node-id',
  'port',
  'port-forward',
  'port-id',
  'proxy-host',
  'rear-port',
  'redirect',
  'redirection-host',
  'stream',
  'switch',
  'switch-id',
];

/**
 * What a person typed, as the API names it: a number is a VMID, `xg-core/5` a
 * switch port, digits with dots or colons an address, a name with a dot a host
 * name, any other word a node. A full ref stays as it is.
 */
export function refOfText(text: string): string | undefined {
  const wanted = text.trim();
  const colon = wanted.indexOf(':');
  if (wanted === '') {
    return undefined;
  }
  if (colon > 0 && KINDS.includes(wanted.slice(0, colon))) {
    return wanted;
  }
  if (/^\d+$/.test(wanted)) {
    return `guest:${wanted}`;
  }
  if (/^[\d.]+$/.test(wanted) || /^[\da-f:.]*:[\da-f:.]*$/i.test(wanted)) {
    return `address:${wanted.toLowerCase()}`;
  }
  if (/^[^/]+\/\d+(\+\d+)*$/.test(wanted)) {
    return `port:${wanted}`;
  }
  return wanted.includes('.')
    ? `hostname:${wanted.toLowerCase()}`
    : `node:${wanted}`;
}

/** Kinds people need not see in front of a thing: the thing tells its kind. */
const SHORT = /^(guest|address|port|node|hostname):/;

/** The text that {@link refOfText} turns into this ref again, as short as can be. */
export function textOfRef(ref: string): string {
  const short = ref.replace(SHORT, '');
  return refOfText(short) === ref ? short : ref;
}
