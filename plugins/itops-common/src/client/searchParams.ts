/**
 * Query text of a request, with `?` where there is any: absent values are left
 * out, lists repeat their name.
 */
export function searchParams(query: object): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) {
      continue;
    }
    for (const item of Array.isArray(value) ? value : [value]) {
      params.append(name, String(item));
    }
  }
  const text = params.toString();
  return text && `?${text}`;
}
