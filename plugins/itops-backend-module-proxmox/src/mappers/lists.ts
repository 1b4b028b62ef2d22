/** The words of a list that Proxmox writes with spaces, commas or semicolons, without repetition. */
export function words(text: string | undefined): string[] {
  return [...new Set((text ?? '').split(/[\s,;]+/).filter(Boolean))];
}

/** Tags in one order: Proxmox sorts them in some answers and not in others. */
export function tagsOf(text: string): string[] {
  return words(text).sort();
}

/** Whether a flag of a configuration is set. */
export function isSet(value: unknown): boolean {
  return value === true || value === 1 || value === '1';
}
