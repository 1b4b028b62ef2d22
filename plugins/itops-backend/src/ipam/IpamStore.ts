import {
  IpamAddress,
  IpamPrefix,
  IpamVlan,
  KeyRange,
} from '@sankofa/site-model';

/** Who wrote a record when. `version` grows with every change of it. */
export interface IpamMeta {
  origin: 'manual' | 'netbox';
  version: number;
  createdAt: string;
  createdBy: string;
  updatedAt: string;
  updatedBy: string;
}

export type StoredVlan = IpamVlan & IpamMeta & { id: string };

/** A prefix with what is kept in it; sizes are decimal text, since IPv6 is large. */
export type StoredPrefix = IpamPrefix &
  IpamMeta &
  KeyRange & {
    id: string;
    /** The narrowest prefix around it. */
    parentId?: string;
    /** How many are around it. */
    depth: number;
    /** Addresses that are neither network, broadcast, gateway nor in a range. */
    offerable: string;
    /** Addresses kept in it and in the prefixes below it. */
    held: number;
    /** Of those, reservations. */
    reserved: number;
    /** Prefixes inside it. */
    below: number;
  };

export type StoredAddress = IpamAddress & IpamMeta & { key: string };

/** What somebody who reserves an address says of it. */
export type Reservation = Pick<
  IpamAddress,
  'role' | 'hostname' | 'ownerTeam' | 'service' | 'sourceRef' | 'description'
> & {
  holder: string;
  /** Days by the clock of the database; absent: until somebody gives it back. */
  days?: number;
};

/** What the live side says about what may be offered. */
export interface Offers {
  /** The lowest address of a gap that nobody but us speaks of. */
  lowest(gap: KeyRange): string | undefined;
  /** Why an address is not free, as part of a sentence. */
  objection(key: string): string | undefined;
}

/** A record that somebody saw, and wants to change. */
export interface Seen {
  version: number;
}
