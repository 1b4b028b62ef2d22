/** `a`, `a and b`, `a, b and c`; beyond `limit` the rest is counted. */
export function listed(items: readonly string[], limit = 5): string {
  if (items.length > limit) {
    return `${items.slice(0, limit).join(', ')} and ${
      items.length - limit
    } more`;
  }
  if (items.length < 2) {
    return items.join('');
  }
  return `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}
