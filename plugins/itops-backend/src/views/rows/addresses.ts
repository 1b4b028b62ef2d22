import { InputError, NotFoundError } from '@backstage/errors';
import {
  AddressDetail,
  AddressRow,
  PrefixRow,
  addressEntityName,
  resourceRef,
} from '@sankofa/plugin-itops-common';
import {
  Claim,
  SiteAddress,
  SitePrefix,
  parseAddress,
} from '@sankofa/site-model';
import { Picture } from '../Picture';
import { answerOf, worstLabel } from '../answer';
import { findingIndex } from '../findingIndex';
import { SortedTable } from '../table';
import { guestTitle } from './guests';

/** `node:proxmox/pve-main/r630-01` is `r630-01` to people. */
function ownerOf({ owner, label }: Claim): string | undefined {
  const kind = owner.slice(0, owner.indexOf(':'));
  const name = owner.slice(owner.indexOf(':') + 1);
  switch (kind) {
    case 'node':
      return name.slice(name.lastIndexOf('/') + 1);
    case 'gateway':
      return `gateway of ${name}`;
    case 'device':
      return name;
    case 'switch':
      return label;
    default:
      return undefined;
  }
}

function ownersOf(address: SiteAddress, picture: Picture): string[] {
  const things = [
    ...address.guestIds.map(id => guestTitle(id, picture)),
    ...address.claims.flatMap(claim => ownerOf(claim) ?? []),
  ];
  const named =
    things.length > 0 ? things : address.claims.map(({ label }) => label);
  return [...new Set(named)];
}

export function addressRow(address: SiteAddress, picture: Picture): AddressRow {
  const [first, ...others] = address.claims;
  return {
    address: address.address,
    key: address.key,
    state: address.state,
    why: address.why,
    prefix: address.prefix,
    guestIds: address.guestIds,
    owners: ownersOf(address, picture),
    claims: address.claims,
    openFindings: picture.derive(findingIndex).ofAddress(address.address)
      .length,
    freshness: worstLabel(
      first.freshness,
      ...others.map(({ freshness }) => freshness),
    ),
    entityRef: resourceRef(addressEntityName(address.address)),
  };
}

export function addressTable(picture: Picture): SortedTable<SiteAddress> {
  return SortedTable.create(picture.site.addresses, {
    idOf: address => address.key,
    byKey: true,
    defaultSort: 'address',
    sorts: { address: address => address.key, state: address => address.state },
    textOf: address =>
      [
        address.address,
        ...ownersOf(address, picture),
        ...address.claims.map(({ label }) => label),
      ]
        .join(' ')
        .toLowerCase(),
  });
}

function addressesByText(picture: Picture): ReadonlyMap<string, SiteAddress> {
  return new Map(
    picture.site.addresses.map(address => [address.address, address]),
  );
}

/**
 * @throws InputError when the text is no address
 * @throws NotFoundError that names the address
 */
export function addressDetail(text: string, picture: Picture): AddressDetail {
  const canonical = parseAddress(text);
  if (canonical === undefined) {
    throw new InputError(`'${text}' is not an IP address`);
  }
  const address = picture.derive(addressesByText).get(canonical);
  if (!address) {
    throw new NotFoundError(
      `Nothing is known about ${canonical}: no source declares or has seen it`,
    );
  }
  return {
    ...answerOf(picture),
    address: addressRow(address, picture),
    findings: [...picture.derive(findingIndex).ofAddress(canonical)],
  };
}

/** First position in numeric order whose key is not below. */
function lowerBound(addresses: readonly SiteAddress[], key: string): number {
  let low = 0;
  let high = addresses.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (addresses[middle].key < key) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

const IPV4_BITS = 32;
const IPV6_BITS = 128;

/** Addresses of a block that a machine may have: IPv4 keeps two for itself, but not in /31 and /32. */
function usable(cidr: string): bigint {
  const bits = cidr.includes(':') ? IPV6_BITS : IPV4_BITS;
  const free = bits - Number(cidr.slice(cidr.indexOf('/') + 1));
  const all = 2n ** BigInt(free);
  return bits === IPV4_BITS && free > 1 ? all - 2n : all;
}

function prefixRow(prefix: SitePrefix, addresses: readonly SiteAddress[]) {
  const beyond = lowerBound(addresses, `${prefix.hi}g`);
  return {
    cidr: prefix.cidr,
    vid: prefix.vid,
    gateway: prefix.gateway,
    via: prefix.via,
    name: prefix.name,
    known: beyond - lowerBound(addresses, prefix.lo),
    size: usable(prefix.cidr).toString(),
  };
}

export function prefixRows(picture: Picture): PrefixRow[] {
  return picture.site.prefixes.map(prefix =>
    prefixRow(prefix, picture.site.addresses),
  );
}
