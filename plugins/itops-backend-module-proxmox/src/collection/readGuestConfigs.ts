import { ConnectorError } from '@sankofa/plugin-itops-node';
import { isUnknownPath } from '../clients/ProxmoxError';
import { ProxmoxReader } from '../clients/ProxmoxReader';
import { ProxmoxSsh } from '../clients/ProxmoxSsh';
import { parse } from '../clients/parse';
import {
  GuestRow,
  currentConfigSchema,
  pendingConfigSchema,
} from '../clients/schemas';
import {
  GuestConfigReading,
  fromCurrent,
  fromFile,
  fromPending,
} from '../mappers/guestConfigs';
import { GuestOutcome, readGuests } from './readGuests';

interface Options {
  signal: AbortSignal;
  keepDescription: boolean;
}

/**
 * One call per guest: `/pending` gives for each key the active value, the same as
 * `config?current=1`, and beside it the one that waits for a restart. Asking for both would double the calls,
 * and plain `config` alone mixes them. Where a version lacks the path, `config?current=1` stands in
 * and nothing is known of pending changes.
 */
function overApi(reader: ProxmoxReader, options: Options) {
  const { signal, keepDescription } = options;
  let knowsPending = true;
  return async (guest: GuestRow): Promise<GuestConfigReading> => {
    const base = `/nodes/${guest.node}/${guest.type}/${guest.vmid}`;
    const request = { signal, node: guest.node };
    if (knowsPending) {
      const locator = `${base}/pending`;
      try {
        const data = await reader.get(locator, request);
        const rows = parse(pendingConfigSchema, data, locator);
        return fromPending(rows, { locator, keepDescription });
      } catch (error) {
        if (!isUnknownPath(error)) {
          throw error;
        }
        knowsPending = false;
      }
    }
    const locator = `${base}/config?current=1`;
    const data = await reader.get(locator, request);
    const config = parse(currentConfigSchema, data, locator);
    return fromCurrent(config, { locator, keepDescription });
  };
}

/**
 * All guests at once from the files of all nodes, also of those that are offline. Where the files
 * cannot be read, that is the answer for each guest: the list of guests stands.
 */
async function overSsh(ssh: ProxmoxSsh, options: Options) {
  const files = await ssh.guestFiles(options).catch(error => {
    if (error instanceof ConnectorError) {
      return error;
    }
    throw error;
  });
  const byVmid =
    files instanceof ConnectorError
      ? undefined
      : new Map(files.map(file => [file.vmid, file]));
  return async (guest: GuestRow): Promise<GuestConfigReading> => {
    const file = byVmid?.get(guest.vmid);
    if (file) {
      return fromFile(file, options);
    }
    throw files instanceof ConnectorError
      ? files
      : new ConnectorError(
          'guest-unreadable',
          `There is no configuration file of guest ${guest.vmid} on ${ssh.place}.`,
        );
  };
}

/** Reads the configuration of each guest in the way that the transport offers. */
export async function readGuestConfigs(
  guests: GuestRow[],
  reader: ProxmoxReader,
  options: Options,
): Promise<GuestOutcome<GuestConfigReading>[]> {
  const readOne =
    reader instanceof ProxmoxSsh
      ? await overSsh(reader, options)
      : overApi(reader, options);
  return readGuests(guests, readOne, { reader, signal: options.signal });
}
