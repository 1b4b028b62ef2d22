import { formatIpv4, parseIpv4 } from './ipv4';

/** Eight groups of 16 bits, most significant first. */
export type Hextets = readonly number[];

const GROUP = /^[0-9a-fA-F]{1,4}$/;

/** The groups of one side of `::`; a dotted quad may stand at the very end. */
function parseGroups(
  text: string,
  mayEndDotted: boolean,
): number[] | undefined {
  if (text === '') {
    return [];
  }
  const groups: number[] = [];
  const parts = text.split(':');
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index];
    if (GROUP.test(part)) {
      groups.push(parseInt(part, 16));
      continue;
    }
    const isLast = index === parts.length - 1;
    const dotted = mayEndDotted && isLast ? parseIpv4(part) : undefined;
    if (dotted === undefined) {
      return undefined;
    }
    groups.push(Math.floor(dotted / 0x10000), dotted & 0xffff);
  }
  return groups;
}

/**
 * Reads an IPv6 address (RFC 4291, section 2.2). A zone (`%eth0`) is refused:
 * it names a machine's interface, not an address on the network.
 */
export function parseIpv6(text: string): Hextets | undefined {
  if (text.length < 2 || text.length > 45) {
    return undefined;
  }
  const gap = text.indexOf('::');
  if (gap < 0) {
    const groups = parseGroups(text, true);
    return groups?.length === 8 ? groups : undefined;
  }
  const head = parseGroups(text.slice(0, gap), false);
  const tail = parseGroups(text.slice(gap + 2), true);
  if (!head || !tail || head.length + tail.length > 7) {
    return undefined;
  }
  const zeros = new Array<number>(8 - head.length - tail.length).fill(0);
  return [...head, ...zeros, ...tail];
}

/** `::ffff:0:0/96`, an IPv4 address in IPv6 clothes. */
export function isIpv4Mapped(hextets: Hextets): boolean {
  return (
    hextets[5] === 0xffff && hextets.slice(0, 5).every(group => group === 0)
  );
}

/** `::/96`: unspecified, loopback and the long deprecated IPv4-compatible form. */
export function isIpv4Compatible(hextets: Hextets): boolean {
  return hextets.slice(0, 6).every(group => group === 0);
}

/** Start and length of the longest run of at least two zero groups; the first wins. */
function longestZeroRun(hextets: Hextets): { start: number; length: number } {
  let best = { start: -1, length: 1 };
  for (let start = 0; start < 8; start++) {
    let end = start;
    while (end < 8 && hextets[end] === 0) {
      end++;
    }
    if (end - start > best.length) {
      best = { start, length: end - start };
    }
    start = Math.max(start, end);
  }
  return best;
}

/** Canonical text (RFC 5952). */
export function formatIpv6(hextets: Hextets): string {
  if (isIpv4Mapped(hextets)) {
    return `::ffff:${formatIpv4(hextets[6] * 0x10000 + hextets[7])}`;
  }
  const words = hextets.map(group => group.toString(16));
  const run = longestZeroRun(hextets);
  if (run.start < 0) {
    return words.join(':');
  }
  const head = words.slice(0, run.start).join(':');
  const tail = words.slice(run.start + run.length).join(':');
  return `${head}::${tail}`;
}
