import { Guest } from './site';

/**
 * The last part of a source id: `pve-main` of `proxmox/pve-main`.
 * @public
 */
export function instanceOf(sourceId: string): string {
  return sourceId.slice(sourceId.indexOf('/') + 1);
}

/**
 * A guest in words for people: `7801 sankofa-portal`.
 * @public
 */
export function guestLabel(guest: Pick<Guest, 'vmid' | 'name'>): string {
  return guest.name === undefined
    ? String(guest.vmid)
    : `${guest.vmid} ${guest.name}`;
}
