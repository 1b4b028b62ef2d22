import { ADDRESS_ROLES, addressFromKey } from '@sankofa/site-model';
import { IpamMeta, StoredAddress, StoredPrefix, StoredVlan } from './IpamStore';

interface MetaRow {
  origin: IpamMeta['origin'];
  version: number;
  created_at: Date;
  created_by: string;
  updated_at: Date;
  updated_by: string;
}

export interface AddressDbRow extends MetaRow {
  key: string;
  address: string;
  role: (typeof ADDRESS_ROLES)[number];
  lifecycle: StoredAddress['lifecycle'];
  hostname: string | null;
  owner_team: string | null;
  service: string | null;
  source_ref: string | null;
  description: string | null;
  holder: string | null;
  expires_at: Date | null;
}

export interface PrefixDbRow extends MetaRow {
  id: string;
  parent_id: string | null;
  depth: number;
  cidr: string;
  lo: string;
  hi: string;
  status: StoredPrefix['status'];
  name: string | null;
  vid: number | null;
  group_name: string | null;
  environment: string | null;
  owner_team: string | null;
  routing_notes: string | null;
  description: string | null;
  gateway: string | null;
  sources: string[];
  ranges:
    | {
        kind: 'dhcp' | 'declared';
        lo: string;
        hi: string;
        label: string | null;
      }[]
    | null;
  offerable: string;
  held: string;
  reserved: string;
  below: string;
}

export interface VlanDbRow extends MetaRow {
  id: string;
  vid: number;
  group_name: string;
  name: string;
  status: StoredVlan['status'];
  environment: string | null;
  owner_team: string | null;
  description: string | null;
}

/** Columns that are empty are absent from a record. */
function present<T extends object>(
  fields: T,
): {
  [K in keyof T]?: Exclude<T[K], null>;
} {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null),
  ) as never;
}

function metaOf(row: MetaRow): IpamMeta {
  return {
    origin: row.origin,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
    updatedAt: row.updated_at.toISOString(),
    updatedBy: row.updated_by,
  };
}

export function addressOf(row: AddressDbRow): StoredAddress {
  return {
    key: row.key,
    address: row.address,
    role: row.role,
    lifecycle: row.lifecycle,
    ...present({
      hostname: row.hostname,
      ownerTeam: row.owner_team,
      service: row.service,
      sourceRef: row.source_ref,
      description: row.description,
      holder: row.holder,
      expiresAt: row.expires_at && row.expires_at.toISOString(),
    }),
    ...metaOf(row),
  };
}

export function prefixOf(row: PrefixDbRow): StoredPrefix {
  return {
    id: row.id,
    ...(row.parent_id !== null && { parentId: row.parent_id }),
    depth: row.depth,
    cidr: row.cidr,
    lo: row.lo,
    hi: row.hi,
    status: row.status,
    ...present({
      name: row.name,
      environment: row.environment,
      ownerTeam: row.owner_team,
      routingNotes: row.routing_notes,
      description: row.description,
      gateway: row.gateway,
    }),
    ...(row.vid !== null && {
      vlan: {
        vid: row.vid,
        ...(row.group_name && { group: row.group_name }),
      },
    }),
    ranges: (row.ranges ?? []).map(({ kind, lo, hi, label }) => ({
      kind,
      first: addressFromKey(lo),
      last: addressFromKey(hi),
      ...(label !== null && { label }),
    })),
    sources: row.sources,
    offerable: row.offerable,
    held: Number(row.held),
    reserved: Number(row.reserved),
    below: Number(row.below),
    ...metaOf(row),
  };
}

export function vlanOf(row: VlanDbRow): StoredVlan {
  return {
    id: row.id,
    vid: row.vid,
    name: row.name,
    ...(row.group_name && { group: row.group_name }),
    status: row.status,
    ...present({
      environment: row.environment,
      ownerTeam: row.owner_team,
      description: row.description,
    }),
    ...metaOf(row),
  };
}
