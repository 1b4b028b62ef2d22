import { parseAddress } from '../values';

/** Where something stands in a line. */
export interface Span {
  start: number;
  /** Behind its last character. */
  end: number;
}

const IPV4 = /(?<![\d.:])\d{1,3}(?:\.\d{1,3}){3}(?![\d]|\.\d)/g;
const IPV6 = /(?<![\w:.])[0-9a-f:]*:[0-9a-f:]*:[0-9a-f:.]*(?![\w])/gi;
/** No line with an address that is meant is that long. */
const MAX_LINE = 4000;

/** Every place of a line that spells this address, whatever its notation. */
export function spansOf(line: string, address: string): Span[] {
  if (line.length > MAX_LINE) {
    return [];
  }
  const pattern = address.includes(':') ? IPV6 : IPV4;
  return [...line.matchAll(pattern)]
    .filter(([text]) => parseAddress(text) === address)
    .map(({ index, 0: text }) => ({ start: index, end: index + text.length }));
}

/** The line with all of these places rewritten; they do not overlap. */
export function rewrite(
  line: string,
  spans: readonly Span[],
  text: string,
): string {
  return [...spans]
    .sort((left, right) => right.start - left.start)
    .reduce(
      (result, { start, end }) =>
        result.slice(0, start) + text + result.slice(end),
      line,
    );
}

/** It stands apart, or where a line of the neighbourhood has it, too. */
function isColumn(
  line: string,
  column: number,
  { mark, neighbours }: { mark: string; neighbours: string[] },
): boolean {
  return (
    /[ ]{2}$/.test(line.slice(0, column)) ||
    neighbours.some(other => other[column] === mark)
  );
}

/**
 * The same, but what follows (`#` of a comment, `|` of a cell) keeps its column
 * where it was put into one.
 *
 * @param neighbours - the lines above and below
 */
export function rewriteInColumns(
  line: string,
  spans: readonly Span[],
  text: string,
  options: { mark: string; neighbours: string[] },
): string {
  const last = Math.max(...spans.map(({ end }) => end));
  const column = line.indexOf(options.mark, last);
  const plain = rewrite(line, spans, text);
  if (column < 0 || !isColumn(line, column, options)) {
    return plain;
  }
  const grown = plain.length - line.length;
  const moved = column + grown;
  const blanks = /[ ]*$/.exec(plain.slice(0, moved))![0].length;
  // A blank stays in between; a longer address then moves the rest of its line only.
  const wanted = Math.max(1, blanks - grown);
  return blanks === 0
    ? plain
    : plain.slice(0, moved - blanks) + ' '.repeat(wanted) + plain.slice(moved);
}
