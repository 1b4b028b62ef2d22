import { compact } from '@sankofa/plugin-itops-node';
import {
  Fact,
  GuestConfigFact,
  guestConfigFact,
  parseGuestConfigFile,
} from '@sankofa/site-model';
import { GuestFile } from '../clients/ProxmoxSsh';
import { PendingConfig } from '../clients/schemas';
import { isSet, tagsOf } from './lists';

/** A guest's configuration: what is active, and what waits for the next start. */
export interface GuestConfigReading {
  config: Record<string, unknown>;
  pending: Record<string, unknown>;
  /** API path or file. */
  locator: string;
}

/**
 * The keys that become facts. Whatever else a configuration holds (cloud-init password, SSH
 * keys, hook scripts, arguments) goes no further than this.
 */
const ALLOWED =
  /^(?:net\d+|ipconfig\d+|agent|onboot|protection|ostype|hostname|name|template|tags)$/;

function isAllowed(key: string, keepDescription: boolean): boolean {
  return ALLOWED.test(key) || (keepDescription && key === 'description');
}

function allowed(
  entries: [string, unknown][],
  keepDescription: boolean,
): Record<string, unknown> {
  return Object.fromEntries(
    entries.filter(
      ([key, value]) =>
        value !== undefined &&
        value !== null &&
        isAllowed(key, keepDescription),
    ),
  );
}

/** From `GET …/pending`, which has the active and the pending value of each key. */
export function fromPending(
  rows: PendingConfig,
  options: { locator: string; keepDescription: boolean },
): GuestConfigReading {
  const { locator, keepDescription } = options;
  return {
    config: allowed(
      rows.map(row => [row.key, row.value]),
      keepDescription,
    ),
    pending: allowed(
      rows.map(row => [row.key, row.pending]),
      keepDescription,
    ),
    locator,
  };
}

/** From `GET …/config?current=1`, which has the active values only. */
export function fromCurrent(
  config: Record<string, unknown>,
  options: { locator: string; keepDescription: boolean },
): GuestConfigReading {
  return {
    config: allowed(Object.entries(config), options.keepDescription),
    pending: {},
    locator: options.locator,
  };
}

/** From a file below `/etc/pve`: its first section is active, `[pve:pending]` is pending, snapshots are neither. */
export function fromFile(
  file: GuestFile,
  options: { keepDescription: boolean },
): GuestConfigReading {
  const { pending, ...config } = parseGuestConfigFile(file.text, file.type);
  return {
    config: allowed(Object.entries(config), options.keepDescription),
    pending: allowed(Object.entries(pending), options.keepDescription),
    locator: file.path,
  };
}

/** The fact about a guest's own configuration. */
export function mapGuestConfig(
  guest: { vmid: number; type: 'qemu' | 'lxc' },
  reading: GuestConfigReading,
  options: { keepDescription: boolean },
): Fact & { value: GuestConfigFact } {
  const { config, pending, locator } = reading;
  const name = guest.type === 'lxc' ? config.hostname : config.name;
  return {
    kind: 'guest-config',
    key: String(guest.vmid),
    value: compact({
      ...guestConfigFact({
        ...guest,
        config,
        pendingConfig: pending,
        keepDescription: options.keepDescription,
      }),
      name: name === undefined ? undefined : String(name),
      template: isSet(config.template),
      tags: config.tags === undefined ? undefined : tagsOf(String(config.tags)),
    }),
    locator,
  };
}
