/** The words of a list that Proxmox writes with spaces, commas or semicolons, without repetition. */
export function words(text: string | undefined): string[] {
  return [...new Set((text ?? '').split(/[\s,;]+/).filter(Boolean))];
}

/** Tags in one order: Proxmox sorts them in some answers and not in others. */
export function tagsOf(text: string): string[] {
  return words(text).sort();
}

/** An object without its undefined members: facts are compared by their content. */
export function compact<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== undefined),
  ) as T;
}
