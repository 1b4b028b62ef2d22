import { ConnectorError } from './ConnectorError';

const MAX_DEPTH = 64;

/** What a text says about its own shape, without building anything from it. */
function outline(text: string): { depth: number; members: number } {
  let depth = 0;
  let deepest = 0;
  let members = 0;
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case 0x22: {
        // A string: on to the closing quote, the first one that is not escaped.
        let escaped = true;
        while (escaped) {
          i = text.indexOf('"', i + 1);
          if (i < 0) {
            return { depth: deepest, members };
          }
          let backslashes = 0;
          while (text.charCodeAt(i - 1 - backslashes) === 0x5c) {
            backslashes++;
          }
          escaped = backslashes % 2 === 1;
        }
        break;
      }
      case 0x5b:
      case 0x7b:
        deepest = Math.max(deepest, ++depth);
        break;
      case 0x5d:
      case 0x7d:
        depth--;
        break;
      case 0x3a:
        members++;
        break;
      default:
    }
  }
  return { depth: deepest, members };
}

function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) {
    return 0;
  }
  if (Array.isArray(value)) {
    return value.reduce<number>((sum, item) => sum + countMembers(item), 0);
  }
  const values = Object.values(value);
  return values.reduce<number>(
    (sum, item) => sum + countMembers(item),
    values.length,
  );
}

function whatItIs(text: string): string {
  if (text.startsWith('\ufeff')) {
    return 'a text with a byte order mark';
  }
  const start = text.slice(0, 512).trimStart();
  if (start === '') {
    return 'nothing at all';
  }
  if (/^<(?:!doctype|html|\?xml|head|body)/i.test(start)) {
    return 'an HTML page';
  }
  return /^[[{]/.test(start)
    ? 'JSON that is cut off or damaged'
    : 'something else';
}

/**
 * Parses an answer that must be JSON. Beyond `JSON.parse` it refuses nesting
 * deeper than 64 levels and objects that name a key twice, because what such an
 * answer means depends on who reads it.
 *
 * @param text - the body
 * @param where - the place that answered, for the message: `192.168.11.11:8006/api2/json/version`
 * @throws ConnectorError `invalid-answer` that says what came instead, without quoting it
 * @public
 */
export function parseJson(text: string, where: string): unknown {
  const { depth, members } = outline(text);
  if (depth > MAX_DEPTH) {
    throw new ConnectorError(
      'invalid-answer',
      `${where} answered with JSON nested ${depth} levels deep; ${MAX_DEPTH} are accepted.`,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ConnectorError(
      'invalid-answer',
      `${where} answered with ${whatItIs(
        text,
      )} instead of JSON: is this the right address, and is a login page or proxy in front of it?`,
    );
  }
  if (countMembers(value) !== members) {
    throw new ConnectorError(
      'invalid-answer',
      `${where} answered with JSON that names a key twice in one object.`,
    );
  }
  return value;
}
