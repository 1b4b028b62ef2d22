import { GuestConfigFact, GuestInterfaceConfig } from '../facts';
import { parseGuestNet } from './guestNet';
import { isTrue, readProperties } from './propertyString';

/**
 * A guest's configuration as the API or its file gives it; values may be text,
 * numbers or booleans, whatever the node's version sends.
 * @public
 */
export interface GuestConfigInput {
  vmid: number;
  type: 'lxc' | 'qemu';
  /** What is active: `config?current=1`, or the first section of the file. */
  config: Record<string, unknown>;
  /** Only the settings that wait for the next start. */
  pendingConfig?: Record<string, unknown>;
  /** Descriptions often hold passwords: kept only where that is configured. */
  keepDescription: boolean;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : undefined;
}

function readInterfaces(
  type: 'lxc' | 'qemu',
  config: Record<string, unknown>,
): GuestInterfaceConfig[] {
  return Object.keys(config)
    .map(key => /^net(\d{1,3})$/.exec(key)?.[1])
    .filter(index => index !== undefined)
    .sort((left, right) => Number(left) - Number(right))
    .flatMap(index => {
      const value = textOf(config[`net${index}`]);
      const ipconfig = textOf(config[`ipconfig${index}`]);
      return value === undefined
        ? []
        : [parseGuestNet(`net${index}`, value, type, ipconfig)];
    });
}

function hostsOf(interfaces: GuestInterfaceConfig[]): string[] {
  return interfaces.flatMap(({ addresses }) =>
    addresses.map(address => address.slice(0, address.indexOf('/'))),
  );
}

/** `1`, `enabled=1,fstrim_cloned_disks=1`, also as a number. */
function isAgentEnabled(setting: unknown): boolean {
  return readProperties(textOf(setting) ?? '').some(
    ({ key, value }, index) =>
      (key === 'enabled' || (key === undefined && index === 0)) &&
      isTrue(value),
  );
}

/**
 * The fact about a guest's configuration: what is active, and the addresses that
 * a pending change would bring. Everything that is not named here is dropped.
 * @public
 */
export function guestConfigFact(input: GuestConfigInput): GuestConfigFact {
  const { vmid, type, config, pendingConfig = {}, keepDescription } = input;
  const interfaces = readInterfaces(type, config);
  const current = new Set(hostsOf(interfaces));
  const later = hostsOf(readInterfaces(type, { ...config, ...pendingConfig }));
  const pendingAddresses = [...new Set(later)].filter(
    address => !current.has(address),
  );
  const osType = textOf(config.ostype);
  const description = keepDescription ? textOf(config.description) : undefined;
  return {
    vmid,
    interfaces,
    agentEnabled: type === 'qemu' && isAgentEnabled(config.agent),
    pendingAddresses,
    onBoot: isTrue(config.onboot),
    protection: isTrue(config.protection),
    ...(osType === undefined ? {} : { osType }),
    ...(description === undefined ? {} : { description }),
  };
}
