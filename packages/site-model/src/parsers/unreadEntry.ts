import { redactLine } from './redactLine';

/**
 * A line or list entry of a program's output that could not be read.
 * @public
 */
export interface UnreadEntry {
  /** `line 3` of a text, `entry 3` of a JSON list; the first is 1. */
  at: string;
  /** What stood there, cut and without what looks like a secret. */
  text: string;
  why: string;
}

/** Notes what could not be read of one output. */
export function unreadEntry(
  at: string,
  content: unknown,
  why: string,
): UnreadEntry {
  const text =
    typeof content === 'string' ? content : JSON.stringify(content) ?? '';
  return { at, text: redactLine(text), why };
}

/** Whether an output of `ip` is the JSON of `ip -j`, whatever was asked for. */
export function looksLikeJson(text: string): boolean {
  return /^[[{]/.test(text.slice(0, 1000).trimStart());
}

/**
 * The entries of a JSON list as `ip -j` prints it. Empty objects, which some
 * versions print for what a filter left out, are none.
 */
export function readJsonList(
  text: string,
): { list: unknown[] } | { broken: UnreadEntry } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    // What the parser says quotes the text, which may hold anything.
    return { broken: unreadEntry('line 1', text, 'not JSON to its end') };
  }
  if (!Array.isArray(parsed)) {
    return { broken: unreadEntry('line 1', text, 'not a JSON list') };
  }
  return { list: parsed };
}

/** `{}` */
export function isEmptyObject(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === 0
  );
}
