import { Site, SiteAddress } from './site';

/** What is known of the address with this key: one binary search. */
export function addressAt(
  { addresses }: Pick<Site, 'addresses'>,
  key: string,
): SiteAddress | undefined {
  let low = 0;
  let high = addresses.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (addresses[middle].key < key) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return addresses[low]?.key === key ? addresses[low] : undefined;
}
