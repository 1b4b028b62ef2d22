import { ConnectorError, InspectedGuest } from '@sankofa/plugin-itops-node';
import { ProxmoxApi } from '../clients/ProxmoxApi';
import { ProxmoxError, mayHaveMoved } from '../clients/ProxmoxError';
import { parse } from '../clients/parse';
import {
  GuestRow,
  PendingConfig,
  guestStatusSchema,
  pendingConfigSchema,
} from '../clients/schemas';
import { identityOf } from '../collection/ClusterReading';
import { readResources, readStatus } from '../collection/readCluster';
import { mapInspectedGuest } from '../mappers/inspectedGuest';

type Options = { signal: AbortSignal };

/** Where a guest's own part of the API begins. */
function baseOf({
  node,
  type,
  vmid,
}: Pick<GuestRow, 'node' | 'type' | 'vmid'>) {
  return `/nodes/${node}/${type}/${vmid}`;
}

/**
 * The active and the pending value of every setting, with the digest of both.
 *
 * @throws ConnectorError
 */
export async function readSettings(
  api: ProxmoxApi,
  guest: Pick<GuestRow, 'node' | 'type' | 'vmid'>,
  { signal }: Options,
): Promise<PendingConfig> {
  const path = `${baseOf(guest)}/pending`;
  const data = await api.get(path, { signal, node: guest.node });
  return parse(pendingConfigSchema, data, path);
}

async function readRow(
  api: ProxmoxApi,
  row: GuestRow,
  inspectedAt: string,
  options: Options,
): Promise<InspectedGuest> {
  const path = `${baseOf(row)}/status/current`;
  const [rows, status] = await Promise.all([
    readSettings(api, row, options),
    api.get(path, { ...options, node: row.node }),
  ]);
  return mapInspectedGuest({
    row,
    rows,
    status: parse(guestStatusSchema, status, path).status,
    inspectedAt,
  });
}

/**
 * Makes sure that a VMID is nobody's. The list of guests cannot: what a token may not see is
 * missing in it without a word. `nextid` knows every guest, whoever asks.
 *
 * @throws ConnectorError when somebody has it, or nobody can say
 */
async function assertFree(
  api: ProxmoxApi,
  vmid: number,
  options: Options,
): Promise<void> {
  const { quorate } = identityOf(await readStatus(api, options));
  if (quorate === false) {
    throw new ConnectorError(
      'not-quorate',
      `The cluster behind ${api.place} is not quorate: nobody can say whether there is a guest ${vmid}.`,
    );
  }
  const path = `/cluster/nextid?vmid=${vmid}`;
  let free: unknown;
  try {
    free = await api.get(path, options);
  } catch (error) {
    if (error instanceof ProxmoxError && error.status === 400) {
      throw new ConnectorError(
        'insufficient-privileges',
        `VMID ${vmid} is in use, but token ${api.tokenId} does not see the guest: give it VM.Audit on /vms.`,
      );
    }
    throw error;
  }
  if (Number(free) !== vmid) {
    throw new ConnectorError(
      'invalid-answer',
      `Proxmox answered ${path} with another number: nobody can say whether there is a guest ${vmid}.`,
    );
  }
}

/**
 * One look at a guest, through the cluster's list: it may be on any node.
 *
 * @returns undefined where the cluster says for certain that there is no such guest
 * @throws ConnectorError
 */
export async function inspectGuest(
  api: ProxmoxApi,
  vmid: number,
  options: Options,
): Promise<InspectedGuest | undefined> {
  const inspectedAt = new Date().toISOString();
  const find = async () =>
    (await readResources(api, options)).guests.find(row => row.vmid === vmid);
  const row = await find();
  if (!row) {
    await assertFree(api, vmid, options);
    return undefined;
  }
  try {
    return await readRow(api, row, inspectedAt, options);
  } catch (error) {
    if (!mayHaveMoved(error)) {
      throw error;
    }
  }
  // It was moved or removed while it was read, or the list is a few seconds old.
  const now = await find();
  if (!now) {
    await assertFree(api, vmid, options);
    return undefined;
  }
  return readRow(api, now, inspectedAt, options);
}
