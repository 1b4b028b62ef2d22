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

/** Annotation that carries the id of the thing in the inventory API. @public */
export const ITOPS_ID_ANNOTATION = 'itops.sankofa.dev/id';

const MAX_NAME = 63;

/** FNV-1a, 32 bits, as 7 base-36 digits: enough to keep shortened names apart. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    // eslint-disable-next-line no-bitwise
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return hash.toString(36).padStart(7, '0');
}

/**
 * A valid catalog name for any text: unchanged where it is valid already,
 * otherwise cleaned and closed with a hash so that two texts never share a name.
 * @public
 */
export function entityName(text: string): string {
  const cleaned = text
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/[-._]{2,}/g, '-')
    .replace(/^[-._]+|[-._]+$/g, '');
  if (cleaned === text && text.length <= MAX_NAME) {
    return text;
  }
  const hash = shortHash(text);
  const head = cleaned
    .slice(0, MAX_NAME - hash.length - 1)
    .replace(/[-._]+$/, '');
  return head ? `${head}-${hash}` : `x-${hash}`;
}

/** The part of a source id that names the instance: `pve-main` of `proxmox/pve-main`. */
function instanceOf(sourceId: string): string {
  return sourceId.slice(sourceId.indexOf('/') + 1);
}

/** `resource:default/pve-main-7801`. @public */
export function guestEntityName(sourceId: string, vmid: number): string {
  return entityName(`${instanceOf(sourceId)}-${vmid}`);
}
/** `pve-main-node-r630-01`. @public */
export function nodeEntityName(sourceId: string, node: string): string {
  return entityName(`${instanceOf(sourceId)}-node-${node}`);
}
/** `ip-192.168.11.10`; IPv6 is written in full with `-` for `:`. @public */
export function addressEntityName(address: string): string {
  if (!address.includes(':')) {
    return `ip-${address}`;
  }
  const [head, tail] = address.split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const zeros =
    tail === undefined
      ? []
      : new Array(8 - left.length - right.length).fill('0');
  return `ip-${[...left, ...zeros, ...right].join('-')}`;
}
/** `prefix-192.168.11.0-24`. @public */
export function prefixEntityName(cidr: string): string {
  const [address, length] = cidr.split('/');
  return `${addressEntityName(address).replace(/^ip-/, 'prefix-')}-${length}`;
}
/** `vlan-110`. @public */
export function vlanEntityName(vid: number): string {
  return `vlan-${vid}`;
}
/** A full reference in the default namespace. @public */
export function resourceRef(name: string): string {
  return `resource:default/${name.toLocaleLowerCase('en-US')}`;
}
