/**
 * The file after an edit, or why it cannot be edited without guessing.
 * @public
 */
export type EditResult = { text: string } | { refused: string };

export function replaced(
  items: readonly string[],
  from: string,
  to: string,
): string[] {
  return [...new Set(items.map(item => (item === from ? to : item)))];
}

export function sameTexts(
  left: readonly string[],
  right: readonly string[],
): boolean {
  return (
    left.length === right.length &&
    left.every((text, index) => text === right[index])
  );
}
