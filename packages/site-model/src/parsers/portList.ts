/**
 * Ports from `first` to `last`, both included; a single port has them equal.
 * @public
 */
export interface PortRange {
  first: number;
  last: number;
}

/**
 * The ports of a rule, in the order they were typed: the n-th item of one list goes to the n-th of another.
 * @public
 */
export interface PortList {
  ranges: PortRange[];
  /** Without blanks, `a-a` as `a`. */
  text: string;
}

/** As many items as the UniFi controller itself accepts. */
const MAX_ITEMS = 15;
const MAX_LENGTH = 400;
const ITEM = /^([1-9]\d{0,4})(?:\s*-\s*([1-9]\d{0,4}))?$/;

function parseItem(text: string): PortRange | undefined {
  const match = ITEM.exec(text.trim());
  if (!match) {
    return undefined;
  }
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  return first <= last && last <= 65535 ? { first, last } : undefined;
}

/**
 * Reads ports as a port forward names them: `443`, `80,443`, `30303-30310`.
 *
 * The grammar is the validation rule of `dst_port` and `fwd_port` in UniFi Network 9.5: 1 to 15
 * ports or ascending ranges from 1 to 65535, comma separated. Blanks around them are accepted.
 *
 * @returns nothing when any item is wrong: half a list would be another rule
 * @public
 */
export function parsePortList(text: string): PortList | undefined {
  if (text.length > MAX_LENGTH) {
    return undefined;
  }
  const items = text.split(',');
  const ranges = items.flatMap(item => parseItem(item) ?? []);
  if (items.length > MAX_ITEMS || ranges.length !== items.length) {
    return undefined;
  }
  return {
    ranges,
    text: ranges
      .map(({ first, last }) => (first === last ? first : `${first}-${last}`))
      .join(','),
  };
}
