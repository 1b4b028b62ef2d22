/**
 * Text from outside, fit for one line of a message: control and bidirectional
 * characters become spaces, and it is cut.
 * @public
 */
export function excerpt(text: string, length: number = 200): string {
  const line = text
    .slice(0, length * 4)
    // eslint-disable-next-line no-control-regex
    .replace(
      /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g,
      ' ',
    )
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
