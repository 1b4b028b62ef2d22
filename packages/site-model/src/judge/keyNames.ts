/** Parts of a key that say what it holds, not whose it is (ruling R06). */
const NEUTRAL: ReadonlySet<string> = new Set(['IP', 'ADDR', 'HOST']);

function partsOf(key: string): string[] {
  return key.toUpperCase().split('_').filter(Boolean);
}

/** `IP_PORTAL_VIP` names an address that may move between guests. */
export function isVip(key: string): boolean {
  return partsOf(key).includes('VIP');
}

/** The owner a key names: the same for `DNS_1_IP` and `IP_DNS_1`. */
export function ownerOfKey(key: string): string {
  return partsOf(key)
    .filter(part => !NEUTRAL.has(part))
    .sort()
    .join('_');
}
