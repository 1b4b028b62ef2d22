/** Longest text of a row that is kept. A host name has 253 characters at most. */
const MAX_TEXT = 1_000;

/** Text that people typed: kept as it is, but not without end. */
export function typed(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}

/**
 * A time of the proxy's database, such as `2027-02-21 18:34:02`. SQLite writes it without a
 * zone, in UTC; other databases as ISO-8601.
 */
export function isoTime(text: string | undefined): string | undefined {
  const plain = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/.exec(text ?? '');
  const time = new Date(plain ? `${plain[1]}T${plain[2]}Z` : text ?? '');
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
