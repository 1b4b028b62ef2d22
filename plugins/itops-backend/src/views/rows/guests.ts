import { NotFoundError } from '@backstage/errors';
import {
  GuestDetail,
  GuestRow,
  guestEntityName,
  resourceRef,
} from '@sankofa/plugin-itops-common';
import { Guest, guestLabel, plainLabel } from '@sankofa/site-model';
import { Picture } from '../Picture';
import { answerOf, worstLabel } from '../answer';
import { findingIndex, severityRank, SEVERITIES } from '../findingIndex';
import { SortedTable } from '../table';

/** What the row of a guest says about how much it may be believed. */
export function guestFreshness(guest: Guest) {
  return worstLabel(
    guest.freshness,
    guest.configFreshness,
    guest.addressFreshness,
  );
}

export function guestRow(guest: Guest, picture: Picture): GuestRow {
  const open = picture.derive(findingIndex).ofGuest(guest.id);
  return {
    id: guest.id,
    sourceId: guest.sourceId,
    vmid: guest.vmid,
    type: guest.type,
    name: guest.name,
    node: guest.node,
    status: guest.status,
    template: guest.template,
    tags: guest.tags,
    addresses: guest.addresses,
    vlan: guest.vlan,
    ownerRef: guest.ownership?.ownerRef,
    service: guest.ownership?.service,
    declared: guest.declared.length > 0,
    openFindings: open.length,
    worstSeverity: open[0]?.severity,
    freshness: guestFreshness(guest),
    entityRef: resourceRef(guestEntityName(guest.sourceId, guest.vmid)),
  };
}

/** Greater for more urgent: the worst severity decides, then the number. */
function urgency(guest: Guest, picture: Picture): number {
  const open = picture.derive(findingIndex).ofGuest(guest.id);
  return open.length === 0
    ? 0
    : (SEVERITIES.length - severityRank(open[0].severity)) * 10_000 +
        open.length;
}

function textOf(guest: Guest): string {
  return [
    guest.vmid,
    guest.name,
    guest.node,
    ...guest.addresses,
    ...guest.interfaces.map(({ mac }) => mac),
    ...guest.tags,
    guest.pool,
    guest.ownership?.ownerRef,
    guest.ownership?.service,
  ]
    .filter(part => part !== undefined)
    .join(' ')
    .toLowerCase();
}

/** Guests in every order; sorting by findings is what ties it to the picture. */
export function guestTable(picture: Picture): SortedTable<Guest> {
  return SortedTable.create(picture.site.guests, {
    idOf: guest => guest.id,
    defaultSort: 'vmid',
    sorts: {
      vmid: guest => guest.vmid,
      name: guest => guest.name,
      status: guest => guest.status,
      node: guest => guest.node,
      vlan: guest => guest.vlan,
      owner: guest => guest.ownership?.ownerRef,
      type: guest => guest.type,
      findings: guest => urgency(guest, picture),
    },
    textOf,
  });
}

/** Guests by id. */
export function guestsById(picture: Picture): ReadonlyMap<string, Guest> {
  return new Map(picture.site.guests.map(guest => [guest.id, guest]));
}

/** @throws NotFoundError that names the guest */
export function guestDetail(id: string, picture: Picture): GuestDetail {
  const guest = picture.derive(guestsById).get(id);
  if (!guest) {
    throw new NotFoundError(`No guest ${id} is in the inventory`);
  }
  const claims = picture.site.addresses
    .filter(({ guestIds }) => guestIds.includes(id))
    .flatMap(address => address.claims);
  return {
    ...answerOf(picture),
    guest: {
      ...guestRow(guest, picture),
      cluster: guest.cluster,
      pool: guest.pool,
      lock: guest.lock,
      haState: guest.haState,
      milliCores: guest.milliCores,
      memoryBytes: guest.memoryBytes,
      diskBytes: guest.diskBytes,
      interfaces: guest.interfaces,
      nested: guest.nested,
      pendingAddresses: guest.pendingAddresses,
      ownership: guest.ownership,
      declaredRows: guest.declared,
      claims,
      configFreshness: plainLabel(guest.configFreshness),
      addressFreshness: plainLabel(guest.addressFreshness),
      addressesUnreadable: guest.addressesUnreadable,
      firstSeenAt: guest.firstSeenAt,
    },
    findings: [...picture.derive(findingIndex).ofGuest(id)],
  };
}

/** The guest in words; its id where it is not there any more. */
export function guestTitle(id: string, picture: Picture): string {
  const guest = picture.derive(guestsById).get(id);
  return guest ? guestLabel(guest) : id;
}
