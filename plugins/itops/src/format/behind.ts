import {
  AddressDetail,
  GuestDetail,
  NodeDetail,
} from '@sankofa/plugin-itops-common';

/** Something in an answer that names its source. */
export interface Sourced {
  sourceId: string;
}

/** What an answer about a guest rests on. */
export function behindGuest({ guest }: GuestDetail): Sourced[] {
  return [guest, ...guest.claims, ...guest.declaredRows];
}

/** What an answer about a node rests on. */
export function behindNode({ node }: NodeDetail): Sourced[] {
  return [node];
}

/** What an answer about an address rests on. */
export function behindAddress({ address }: AddressDetail): Sourced[] {
  return address.claims;
}
