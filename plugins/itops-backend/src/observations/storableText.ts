/** With the flag `u` only halves without their partner match. */
const LONE_SURROGATE = /\p{Surrogate}/gu;
/** Also finds whole pairs: a second look then decides. */
const SUSPECT = /[\0\uD800-\uDFFF]/;
const UNSTORABLE = /\\u(?:0000|d[89a-f])/i;

/**
 * Text as PostgreSQL can keep it: names from outside may hold NUL characters
 * and halves of surrogate pairs, and one of them must not fail a whole run.
 */
export function storableText(text: string): string {
  return SUSPECT.test(text)
    ? text.replaceAll('\0', '\uFFFD').replace(LONE_SURROGATE, '\uFFFD')
    : text;
}

/** JSON of a value, with storable texts. */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value);
  return UNSTORABLE.test(json)
    ? JSON.stringify(value, (_key, item) =>
        typeof item === 'string' ? storableText(item) : item,
      )
    : json;
}
