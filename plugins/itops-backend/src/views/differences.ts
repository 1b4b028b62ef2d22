/** One place at which two values differ. */
export interface Difference {
  /** Names from the outside in: `interfaces net0 tag`. */
  path: string;
  from: string;
  to: string;
}

/** Longest value that is written out. */
const MAX_TEXT = 60;
const NOTHING = 'none';

/** A list of things with names is compared by name, not by position. */
function nameIn(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) {
    return undefined;
  }
  const { id, name, cidr } = item as Record<string, unknown>;
  const found = id ?? name ?? cidr;
  return typeof found === 'string' ? found : undefined;
}

function leaves(
  value: unknown,
  path: readonly string[],
  found: Map<string, string>,
): Map<string, string> {
  if (Array.isArray(value)) {
    if (value.some(item => typeof item === 'object')) {
      value.forEach((item, index) =>
        leaves(item, [...path, nameIn(item) ?? String(index + 1)], found),
      );
    } else if (value.length > 0) {
      found.set(path.join(' '), value.join(', '));
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      leaves(inner, [...path, key], found);
    }
  } else if (value !== undefined && value !== null) {
    found.set(path.join(' '), String(value));
  }
  return found;
}

function short(text: string | undefined): string {
  if (text === undefined || text === '') {
    return NOTHING;
  }
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text;
}

/** Where two values of a fact differ, in the order of their fields. */
export function differences(before: unknown, after: unknown): Difference[] {
  const from = leaves(before, [], new Map());
  const to = leaves(after, [], new Map());
  return [...new Set([...from.keys(), ...to.keys()])]
    .filter(path => from.get(path) !== to.get(path))
    .map(path => ({
      path,
      from: short(from.get(path)),
      to: short(to.get(path)),
    }));
}
