const SPECIAL = /[.+?^${}()|[\]\\]/g;

function source(pattern: string): string {
  return pattern.replace(SPECIAL, '\\$&').replace(/\*/g, '.*');
}

/**
 * A test for texts that match any of the patterns as a whole; `*` stands for any
 * text. One expression, compiled once. No pattern matches nothing.
 */
export function patternMatcher(
  patterns: readonly string[],
  options: { ignoreCase?: boolean } = {},
): (text: string) => boolean {
  if (patterns.length === 0) {
    return () => false;
  }
  const expression = new RegExp(
    `^(?:${patterns.map(source).join('|')})$`,
    options.ignoreCase ? 'is' : 's',
  );
  return text => expression.test(text);
}
