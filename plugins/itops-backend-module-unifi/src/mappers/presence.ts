import { ClientRow } from '../clients/schemas';
import { DeviceRow } from '../clients/deviceSchemas';
import { isConnected } from './devices';

/**
 * Seen longer ago than this is `stale`. A switch forgets a silent MAC after 300 s and reports
 * every 30 s: a guest that speaks now and then is still present after two such times, while what was
 * unplugged stops being so soon.
 */
export const PRESENT_MS = 10 * 60_000;

/** When the client was last where it is said to be: at its switch, where it has one. */
export function seenAt(client: ClientRow): number | undefined {
  return client.sw_mac === undefined
    ? client.last_seen
    : client._last_seen_by_usw ?? client.last_seen;
}

/**
 * Now, by the clock that dates the sightings: the controller's own, which may be wrong and must not be
 * compared with ours. A connected device reports every half minute, so that the newest report is
 * now. Where nothing is connected everything is old, and the date of the answer tells how old.
 * A single client that says something odd does not move the clock.
 *
 * @param saidAt - the date in the answer, in milliseconds
 */
export function controllerNow(
  devices: readonly DeviceRow[],
  clients: readonly ClientRow[],
  saidAt: number | undefined,
): number | undefined {
  const reports = devices
    .filter(isConnected)
    .flatMap(row => row.last_seen ?? []);
  return (
    newest(reports) ??
    saidAt ??
    newest(clients.flatMap(row => row.last_seen ?? []))
  );
}

function newest(times: number[]): number | undefined {
  return times.length > 0
    ? times.reduce((latest, time) => Math.max(latest, time))
    : undefined;
}
