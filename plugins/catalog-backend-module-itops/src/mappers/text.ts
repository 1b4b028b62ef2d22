const MAX_TITLE = 120;

/**
 * Text of people and machines as a title: one line, without control and
 * formatting characters (a right-to-left override could make one guest look
 * like another). `undefined` when nothing readable is left.
 */
export function plainText(text: string | undefined): string | undefined {
  const plain = text?.replace(/[\s\p{C}]+/gu, ' ').trim();
  if (!plain) {
    return undefined;
  }
  const characters = [...plain];
  return characters.length <= MAX_TITLE
    ? plain
    : `${characters.slice(0, MAX_TITLE - 1).join('')}…`;
}

const MAX_TAG = 63;

/** Tags in the catalog's alphabet, without repeats, sorted. */
export function catalogTags(tags: readonly string[]): string[] {
  const clean = tags
    .map(tag =>
      tag
        .toLowerCase()
        .replace(/[^a-z0-9+#]+/g, '-')
        .replace(/^-+/, '')
        .slice(0, MAX_TAG)
        .replace(/-+$/, ''),
    )
    .filter(tag => tag !== '');
  return [...new Set(clean)].sort();
}
