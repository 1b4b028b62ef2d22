/**
 * The settings of a guest as its file below `/etc/pve` names them, each as text,
 * and those that wait for the next start under `pending`, as in Proxmox's own parser.
 * @public
 */
export interface GuestConfigFile {
  pending: Record<string, string>;
  [key: string]: string | Record<string, string>;
}

const SECTION = /^\[([^\]]*)\]$/;
const SETTING = /^([a-z][a-z0-9_-]*):\s*(\S.*)$/;

function decodeDescription(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Written by hand with a lone "%": the text itself is the description.
    return text;
  }
}

function emptyRecord<T>(): Record<string, T> {
  return Object.create(null);
}

/**
 * Reads the file of one guest (`/etc/pve/nodes/<node>/{lxc,qemu-server}/<vmid>.conf`).
 * Only the first section is active. `[pve:pending]` becomes `pending`; snapshots
 * and `[special:…]` sections are no claim at all and are left out (ruling R04), as
 * are raw `lxc.*` lines, which are no settings of Proxmox. Leading `#` lines are
 * the description. Lines that Proxmox would not read are skipped, as it does.
 *
 * @param type - VMs also have the older `description:` line, encoded like `#` lines
 * @public
 */
export function parseGuestConfigFile(
  text: string,
  type: 'lxc' | 'qemu',
): GuestConfigFile {
  const active = emptyRecord<string>();
  const pending = emptyRecord<string>();
  const description: string[] = [];
  let target: Record<string, string> | undefined = active;

  for (const raw of text.split('\n')) {
    const line = raw.trim();
    const section = SECTION.exec(line);
    const setting = SETTING.exec(line);
    if (section) {
      target = section[1] === 'pve:pending' ? pending : undefined;
    } else if (line.startsWith('#') && target === active) {
      description.push(decodeDescription(line.slice(1)));
    } else if (setting && target) {
      const [, key, value] = setting;
      const isEncoded = type === 'qemu' && key === 'description';
      target[key] = isEncoded ? decodeDescription(value) : value;
    }
  }
  if (description.length > 0) {
    active.description = description.join('\n');
  }
  return { ...active, pending };
}
