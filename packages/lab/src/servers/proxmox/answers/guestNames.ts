import { LabGuest } from '../../../world';

/** In lists a guest without a name gets one from its number. */
export function guestName(guest: LabGuest): string {
  return guest.name ?? `${guest.type === 'lxc' ? 'CT' : 'VM '}${guest.vmid}`;
}

/** Tags come back sorted, and not at all where there are none. */
export function tagsOf(guest: LabGuest): { tags?: string } {
  return guest.tags.length > 0
    ? { tags: [...guest.tags].sort().join(';') }
    : {};
}
