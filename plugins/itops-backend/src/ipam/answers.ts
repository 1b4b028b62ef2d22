import { InputError } from '@backstage/errors';
import {
  IpamAddressRecord,
  IpamCell,
  IpamPrefixRecord,
} from '@sankofa/plugin-itops-common';
import {
  KeyRange,
  LiveStates,
  OfferBook,
  addressFromKey,
  holdsKey,
  keyAfter,
  keyPlus,
  rangeSize,
  unofferable,
} from '@sankofa/site-model';
import { Picture } from '../views/Picture';
import { IpamReader } from './IpamReader';
import { StoredAddress, StoredPrefix } from './IpamStore';

/** Digits of a share that anybody reads. */
const PARTS = 10_000;

export function prefixRecord(prefix: StoredPrefix): IpamPrefixRecord {
  const { lo, hi, ...rest } = prefix;
  const offerable = BigInt(prefix.offerable);
  const share =
    offerable === 0n
      ? 1
      : Number((BigInt(prefix.held) * BigInt(PARTS)) / offerable) / PARTS;
  return {
    ...rest,
    size: rangeSize({ lo, hi }).toString(),
    utilisation: Math.min(1, share),
  };
}

/** States of addresses in a picture; ask for it with `picture.derive`. */
export function liveStates({ site }: Picture): LiveStates {
  return LiveStates.create(site);
}

/** What may be offered of a picture; ask for it with `picture.derive`. */
export function offersOf({ site }: Picture): OfferBook {
  return OfferBook.create(site);
}

/** Records as they are sent, with what the sources say of their addresses. */
export async function addressRecords(
  addresses: readonly StoredAddress[],
  picture: Picture,
  reader: IpamReader,
): Promise<IpamAddressRecord[]> {
  const states = picture.derive(liveStates);
  const prefixes = await reader.innermost(addresses.map(({ key }) => key));
  return addresses.map(address => {
    const { state, why } = states.of(address.key, address);
    const prefix = prefixes.get(address.key);
    return { ...address, state, why, ...(prefix !== undefined && { prefix }) };
  });
}

/** A page of the grid of a prefix: every address, whether anything is known of it or not. */
export async function gridPage(
  prefix: StoredPrefix,
  page: { after?: string; limit: number },
  picture: Picture,
  reader: IpamReader,
): Promise<{ items: IpamCell[]; nextCursor?: string }> {
  const window = windowOf(prefix, page);
  if (!window) {
    return { items: [] };
  }
  const [{ gaps, below }, records] = await Promise.all([
    reader.shapeOf(prefix, window),
    reader.within(window, page.limit),
  ]);
  const states = picture.derive(liveStates);
  const offers = picture.derive(offersOf);
  const isRefused = offers.unread(prefix.sources).length > 0;
  const isGiven = prefix.status === 'active' || prefix.status === 'reserved';
  const byKey = new Map(records.map(record => [record.key, record]));
  const kept = unofferable(prefix);
  const items: IpamCell[] = [];
  for (
    let key: string | undefined = window.lo;
    key !== undefined && key <= window.hi;
    key = keyAfter(key)
  ) {
    const at = key;
    const stored = byKey.get(at);
    const { state, why, claims } = states.of(at, stored);
    const inside = below.find(range => holdsKey(range, at))?.cidr;
    const reason = kept.find(range => holdsKey(range, at))?.why;
    const isFree =
      gaps.some(range => holdsKey(range, at)) &&
      offers.objection(at) === undefined;
    items.push({
      address: addressFromKey(at),
      key: at,
      state,
      why,
      offered: isFree && isGiven && !isRefused,
      claims,
      ...(reason !== undefined && inside === undefined && { kept: reason }),
      ...(inside !== undefined && { inside }),
      ...(stored && { record: withoutKey(stored) }),
    });
  }
  return {
    items,
    ...(window.hi < prefix.hi && { nextCursor: addressFromKey(window.hi) }),
  };
}

function withoutKey({ key: _key, ...record }: StoredAddress) {
  return record;
}

function windowOf(
  { lo, hi, cidr }: StoredPrefix,
  { after, limit }: { after?: string; limit: number },
): KeyRange | undefined {
  if (after !== undefined && !holdsKey({ lo, hi }, after)) {
    throw new InputError(`cursor is of another prefix than ${cidr}`);
  }
  const first = after === undefined ? lo : keyAfter(after);
  if (first === undefined || first > hi) {
    return undefined;
  }
  const left = rangeSize({ lo: first, hi });
  const last = left <= BigInt(limit) ? hi : keyPlus(first, BigInt(limit) - 1n);
  return { lo: first, hi: last };
}
