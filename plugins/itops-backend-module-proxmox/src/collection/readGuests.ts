import { ConnectorError } from '@sankofa/plugin-itops-node';
import { ProxmoxReader } from '../clients/ProxmoxReader';
import { mayHaveMoved } from '../clients/ProxmoxError';
import { GuestRow } from '../clients/schemas';
import { readResources } from './readCluster';

/** What came of the reading of one guest. */
export type GuestOutcome<T> =
  | { guest: GuestRow; value: T }
  | { guest: GuestRow; error: ConnectorError };

async function attempt<T>(
  guest: GuestRow,
  readOne: (guest: GuestRow) => Promise<T>,
): Promise<GuestOutcome<T>> {
  try {
    return { guest, value: await readOne(guest) };
  } catch (error) {
    if (error instanceof ConnectorError) {
      return { guest, error };
    }
    throw error;
  }
}

/**
 * Reads every guest; one that cannot be read does not disturb the others. Guests that were not
 * where the list had them are looked up once more: those that moved are read at
 * their new place, those that are gone are left out of the result.
 *
 * How many are read at a time is up to the reader.
 */
export async function readGuests<T>(
  guests: GuestRow[],
  readOne: (guest: GuestRow) => Promise<T>,
  options: { reader: ProxmoxReader; signal: AbortSignal },
): Promise<GuestOutcome<T>[]> {
  const outcomes = await Promise.all(
    guests.map(guest => attempt(guest, readOne)),
  );
  const lost = outcomes.filter(
    outcome => 'error' in outcome && mayHaveMoved(outcome.error),
  );
  if (lost.length === 0) {
    return outcomes;
  }
  const again = await readResources(options.reader, {
    signal: options.signal,
  }).catch(error => {
    if (error instanceof ConnectorError) {
      return undefined; // the first answers stand
    }
    throw error;
  });
  if (!again) {
    return outcomes;
  }
  const now = new Map(again.guests.map(guest => [guest.vmid, guest]));
  const second = await Promise.all(
    outcomes.map(async outcome => {
      if (!('error' in outcome) || !mayHaveMoved(outcome.error)) {
        return [outcome];
      }
      const found = now.get(outcome.guest.vmid);
      if (!found) {
        return [];
      }
      const moved =
        found.node !== outcome.guest.node || found.type !== outcome.guest.type;
      return [moved ? await attempt(found, readOne) : outcome];
    }),
  );
  return second.flat();
}
