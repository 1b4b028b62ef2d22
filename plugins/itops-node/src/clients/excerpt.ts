/**
 * Text from outside, fit for one line of a message: control and bidirectional
 * characters become spaces, and it is cut.
 * @public
 */
export function excerpt(text: string, length: number = 200): string {
  const line = text
    .slice(0, length * 4)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
