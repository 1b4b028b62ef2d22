/**
 * Catalog vocabulary (DOMAIN.md §7). Names are natural keys led by the source
 * id; people's names go to `metadata.title`.
 */

/** Relation types, always in pairs. @public */
export const RELATION_HOSTED_ON = 'hostedOn';
/** @public */
export const RELATION_HOST_OF = 'hostOf';
/** @public */
export const RELATION_ASSIGNED_TO = 'assignedTo';
/** @public */
export const RELATION_HAS_ADDRESS = 'hasAddress';
/** @public */
export const RELATION_MEMBER_OF_VLAN = 'memberOfVlan';
/** @public */
export const RELATION_HAS_VLAN_MEMBER = 'hasVlanMember';
/** Its own way back: a cable has two ends. @public */
export const RELATION_CONNECTED_TO = 'connectedTo';
/** @public */
export const RELATION_ROUTES_TO = 'routesTo';
/** @public */
export const RELATION_ROUTED_FROM = 'routedFrom';

/** Annotation that carries the id of the thing in the inventory API. @public */
export const ITOPS_ID_ANNOTATION = 'itops.sankofa.dev/id';

const MAX_NAME = 63;

/** cyrb53: 53 bits as 11 base-36 digits, enough to keep shortened names apart. */
function shortHash(text: string): string {
  /* eslint-disable no-bitwise */
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    low = Math.imul(low ^ code, 0x9e3779b1);
    high = Math.imul(high ^ code, 0x5f356495);
  }
  low =
    Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^
    Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  high =
    Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^
    Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  return (((0x200000 * (high >>> 0)) % 2 ** 53) + (low >>> 0))
    .toString(36)
    .padStart(11, '0');
  /* eslint-enable no-bitwise */
}

/**
 * A valid catalog name for any text: unchanged where it is a plain lower-case
 * name already, otherwise cleaned and closed with `--` and a hash. The double
 * dash appears in no unchanged name, and the catalog ignores case, so two texts
 * never share a name.
 * @public
 */
export function entityName(text: string): string {
  const cleaned = text
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/[-._]{2,}/g, '-')
    .replace(/^[-._]+|[-._]+$/g, '');
  if (cleaned === text && text !== '' && text.length <= MAX_NAME) {
    return text;
  }
  const hash = shortHash(text);
  const head = cleaned
    .slice(0, MAX_NAME - hash.length - 2)
    .replace(/[-._]+$/, '');
  return head ? `${head}--${hash}` : `x--${hash}`;
}

/** First words of the other names. */
const TAKEN = /^(ip|prefix|vlan|sw|hostname|source)(-|$)/;

/**
 * A name of a source or thing in front of another word. One that holds this word
 * itself is closed with a `/`, which no plain name has: its names get a hash, and
 * node 7 of `pve` and guest 7 of `pve-node` stay apart.
 */
function beforeWord(name: string, word: 'node' | 'port'): string {
  return name.split('-').includes(word) ? `${name}/` : name;
}

/**
 * The part of a source id that leads the names of its things: `pve-main` of
 * `proxmox/pve-main`. One that could be read as another kind of name is led by
 * `source-`: guest 110 of a source `vlan` is not `vlan-110`.
 */
function leadOf(sourceId: string): string {
  const instance = sourceId.slice(sourceId.indexOf('/') + 1);
  return beforeWord(
    TAKEN.test(instance) ? `source-${instance}` : instance,
    'node',
  );
}

/** `resource:default/pve-main-7801`. @public */
export function guestEntityName(sourceId: string, vmid: number): string {
  return entityName(`${leadOf(sourceId)}-${vmid}`);
}
/** `pve-main-node-r630-01`. @public */
export function nodeEntityName(sourceId: string, node: string): string {
  return entityName(`${leadOf(sourceId)}-node-${node}`);
}
/** `ip-192.168.11.10`; IPv6 is written in full with `-` for `:`. @public */
export function addressEntityName(address: string): string {
  return entityName(`ip-${addressText(address)}`);
}

/** IPv6 with all eight groups, the last two also where they are written as IPv4. */
function addressText(address: string): string {
  if (!address.includes(':')) {
    return address;
  }
  const hex = address.replace(
    /(\d+)\.(\d+)\.(\d+)\.(\d+)$/,
    (_, a, b, c, d) =>
      `${(a * 256 + Number(b)).toString(16)}:${(c * 256 + Number(d)).toString(
        16,
      )}`,
  );
  const [head, tail] = hex.split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const zeros =
    tail === undefined
      ? []
      : new Array(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...zeros, ...right].join('-');
}

/** `prefix-192.168.11.0-24`. @public */
export function prefixEntityName(cidr: string): string {
  const [address, length] = cidr.split('/');
  return entityName(`prefix-${addressText(address)}-${length}`);
}

/** `vlan-110`. @public */
export function vlanEntityName(vid: number): string {
  return entityName(`vlan-${vid}`);
}

/** People begin names with `sw-` themselves; it is said once. */
function switchLead(name: string): string {
  return `sw-${beforeWord(name.replace(/^sw-/, ''), 'port')}`;
}

/**
 * `sw-core1`, of a switch that people call `core1` or `sw-core1`.
 *
 * @param name - such as its label, or its MAC where the names of two switches of
 * the site would be the same: a MAC needs no source to lead it
 * @public
 */
export function switchEntityName(name: string): string {
  return entityName(switchLead(name));
}

/**
 * `sw-core1-port-12`; the ports of a link aggregation group are one thing:
 * `sw-core1-port-1-2`.
 *
 * @param switchName - as in {@link switchEntityName}
 * @param ports - all members
 * @public
 */
export function switchPortEntityName(
  switchName: string,
  ports: readonly number[],
): string {
  const numbers = [...ports].sort((left, right) => left - right);
  return entityName(`${switchLead(switchName)}-port-${numbers.join('-')}`);
}

/**
 * `hostname-portal.example.org`. A pattern such as `*.tenants.example` keeps its
 * letters and gets a hash, so that it is not the name without the star.
 * @public
 */
export function hostnameEntityName(hostname: string): string {
  return entityName(`hostname-${hostname.toLowerCase()}`);
}

/** A full reference in the default namespace. @public */
export function resourceRef(name: string): string {
  return `resource:default/${name.toLocaleLowerCase('en-US')}`;
}
