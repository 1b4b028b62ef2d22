import { ownerOfKey } from '../judge/keyNames';
import { DeclaredKey, Guest } from '../site';

const NAME_PART = /[^A-Za-z0-9]+/g;
const SCHEMES = [
  (name: string) => `IP_${name}`,
  (name: string) => `${name}_IP`,
  (name: string) => `${name}_HOST`,
  (name: string) => `${name}_ADDR`,
];
const PATTERNS = [/^IP_/, /_IP$/, /_HOST$/, /_ADDR$/];

/** `sankofa-portal.lan` as a part of a key: `SANKOFA_PORTAL`. */
function partOf(name: string): string {
  return name
    .split('.')[0]
    .normalize('NFKD')
    .replace(NAME_PART, '_')
    .replace(/^_+|_+$/g, '')
    .toUpperCase();
}

/** The scheme that most keys of the file follow. */
function schemeOf(keys: readonly DeclaredKey[]): (name: string) => string {
  const counts = PATTERNS.map(
    pattern => keys.filter(({ key }) => pattern.test(key)).length,
  );
  return SCHEMES[counts.indexOf(Math.max(...counts))];
}

/**
 * A name for the key of a guest, as the file names its others; with the VMID
 * where the name is taken, and instead of a name that is none.
 */
export function keyNameFor(
  guest: Pick<Guest, 'name' | 'vmid'>,
  keys: readonly DeclaredKey[],
): string {
  const part = partOf(guest.name ?? '') || `GUEST_${guest.vmid}`;
  const scheme = schemeOf(keys);
  const taken = new Set(keys.map(({ key }) => key));
  const name = scheme(part);
  const free = [name, scheme(`${part}_${guest.vmid}`)].find(
    candidate => !taken.has(candidate),
  );
  return free ?? `${name}_${guest.vmid}_2`;
}

/** Whether a key is named after a guest: `IP_SANKOFA_DB` and `sankofa-db`. */
export function isNamedAfter(
  key: string,
  { name }: Pick<Guest, 'name'>,
): boolean {
  return name !== undefined && ownerOfKey(key) === ownerOfKey(partOf(name));
}
