const MAX_TEXT = 200;
/** Lines are cut before they are searched: no pattern ever meets a long text. */
const MAX_SEARCHED = 1000;
const USER_INFO = /\/\/[^\s/@]{1,200}@/g;
const SECRET_VALUE =
  /((?:pass|secret|token|credential|private|api_?key|auth|bearer)[\w-]{0,60}["']?\s{0,3}[:= ]\s{0,3})\S.*$/i;

/**
 * The text of a line that could not be read, fit to be stored and shown: trimmed,
 * at most 200 characters, and without what looks like a password or token.
 */
export function redactLine(line: string): string {
  const text = line
    .slice(0, MAX_SEARCHED)
    .trim()
    .replace(USER_INFO, '//***@')
    .replace(SECRET_VALUE, '$1***');
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text;
}
