/** One part of a Proxmox property string; `key` is missing on a bare value. */
export interface Property {
  key?: string;
  value: string;
}

/**
 * Splits a Proxmox property string such as `virtio=BC:24:…,bridge=vmbr0,tag=11`.
 * Only the first `=` of a part separates: values may contain more of them.
 */
export function readProperties(text: string): Property[] {
  return text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '')
    .map(part => {
      const equals = part.indexOf('=');
      return equals < 0
        ? { value: part }
        : { key: part.slice(0, equals), value: part.slice(equals + 1) };
    });
}

/** Proxmox's own truth values, also as the numbers and booleans of an API answer. */
export function isTrue(value: unknown): boolean {
  return /^(?:1|on|yes|true)$/i.test(String(value ?? ''));
}
