import { DEVICE_ROLES, DeviceRole } from './portMap';

/** Words in the names that people give to NetBox's device roles; the first that fits counts. */
const WORDS: readonly [RegExp, DeviceRole][] = [
  [/patch/, 'patch-panel'],
  [/switch/, 'switch'],
  [/gateway|router|firewall/, 'gateway'],
  [/host|server|hypervisor|node|compute/, 'host'],
];

/**
 * The role behind the name of a device role: `Access Switch` is a switch. A name
 * that says nothing is `other`.
 * @public
 */
export function roleOfName(name: string): DeviceRole {
  const lower = name.toLowerCase();
  const exact = DEVICE_ROLES.find(role => role === lower);
  return exact ?? WORDS.find(([word]) => word.test(lower))?.[1] ?? 'other';
}

/** A name that is not simply the role itself. @public */
export function roleNameOf(name: string): string | undefined {
  return DEVICE_ROLES.some(role => role === name) ? undefined : name;
}
