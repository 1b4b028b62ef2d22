/** Adds to the list of a key, which begins with its first value. */
export function pushTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const others = map.get(key);
  if (others) {
    others.push(value);
  } else {
    map.set(key, [value]);
  }
}
