const COLONS = /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/;
const OTHER_FORMS =
  /^(?:[0-9a-f]{2}(?:-[0-9a-f]{2}){5}|[0-9a-f]{4}(?:\.[0-9a-f]{4}){2}|[0-9a-f]{12})$/;

/**
 * A MAC address in lower case with colons. Reads the four forms in use:
 * `AA:BB:CC:DD:EE:FF`, `aa-bb-cc-dd-ee-ff`, `aabb.ccdd.eeff`, `aabbccddeeff`.
 * @public
 */
export function normalizeMac(text: string): string | undefined {
  const lower = text.toLowerCase();
  if (COLONS.test(lower)) {
    return lower;
  }
  if (!OTHER_FORMS.test(lower)) {
    return undefined;
  }
  return lower.replace(/[-.]/g, '').match(/../g)!.join(':');
}
