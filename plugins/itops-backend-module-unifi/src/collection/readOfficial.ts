import {
  ConnectorError,
  ScopeFailure,
  failedScope,
} from '@sankofa/plugin-itops-node';
import { Fact, ScopeResult } from '@sankofa/site-model';
import { OfficialReader } from '../clients/OfficialReader';
import { UnifiError } from '../clients/UnifiError';
import { SoundRows, readRows } from '../clients/readRows';
import {
  OfficialNetwork,
  OfficialNetworkDetail,
  officialClientSchema,
  officialDeviceSchema,
  officialNetworkDetailSchema,
  officialNetworkSchema,
} from '../clients/schemas';
import {
  mapOfficialClient,
  mapOfficialDevice,
  mapOfficialNetwork,
} from '../mappers/official';
import { listScope, underSource } from './scopes';
import { errorOf, joinProblems, settle } from './settle';

type NetworkFact = Extract<Fact, { kind: 'network' }>;

/** Addresses and DHCP of a network; nothing where this version does not tell them. */
async function readDetail(
  reader: OfficialReader,
  siteId: string,
  network: OfficialNetwork,
): Promise<OfficialNetworkDetail | undefined> {
  try {
    const path = `/networks/${encodeURIComponent(network.id)}`;
    const result = officialNetworkDetailSchema.safeParse(
      await reader.one(siteId, path),
    );
    if (result.success) {
      return result.data;
    }
    const [issue] = result.error.issues;
    throw new ConnectorError(
      'invalid-answer',
      `${path} has ${issue.path.map(String).join('.')} (${
        issue.code
      }) in an unexpected form.`,
    );
  } catch (error) {
    if (error instanceof UnifiError && error.status === 404) {
      return undefined;
    }
    throw error;
  }
}

async function readNetworks(
  reader: OfficialReader,
  siteId: string,
  sourceId: string,
): Promise<SoundRows<NetworkFact>> {
  const { rows, locator } = await reader.list(siteId, '/networks');
  const networks = readRows(officialNetworkSchema, rows, { sourceId, locator });
  const facts = await Promise.all(
    networks.rows
      .filter(({ enabled }) => enabled ?? true)
      .map(async network => ({
        network,
        detail: await settle(readDetail(reader, siteId, network)),
      })),
  );
  return {
    // One whose details did not come stays as it was read last.
    rows: facts.flatMap(({ network, detail }) =>
      'value' in detail
        ? [mapOfficialNetwork(network, detail.value, locator)]
        : [],
    ),
    problem: joinProblems([
      networks.problem,
      ...facts.map(({ detail }) => errorOf(detail)),
    ]),
  };
}

/**
 * Reads what the official API has. Switches come without ports, clients without their port, port
 * forwards not at all; each of these scopes says so.
 *
 * @param missing - why this API had to do
 * @throws ConnectorError when not one list could be read
 */
export async function readOfficial(
  reader: OfficialReader,
  sourceId: string,
  missing: ScopeFailure,
): Promise<ScopeResult[]> {
  const siteId = await reader.siteId();
  const [networks, deviceList, clientList] = await Promise.all([
    settle(readNetworks(reader, siteId, sourceId)),
    settle(reader.list(siteId, '/devices')),
    settle(reader.list(siteId, '/clients')),
  ]);
  const networkFacts = 'value' in networks ? networks.value.rows : [];
  const devices =
    'value' in deviceList
      ? readRows(officialDeviceSchema, deviceList.value.rows, {
          sourceId,
          ...deviceList.value,
        })
      : { rows: [], problem: deviceList.error };
  const clients =
    'value' in clientList
      ? readRows(officialClientSchema, clientList.value.rows, {
          sourceId,
          ...clientList.value,
        })
      : { rows: [], problem: clientList.error };
  const subnets = networkFacts.flatMap(({ value }) => value.cidr ?? []);
  const locators = {
    devices: 'value' in deviceList ? deviceList.value.locator : '',
    clients: 'value' in clientList ? clientList.value.locator : '',
  };
  return underSource(
    [
      listScope(
        'devices',
        devices.rows.map(row =>
          mapOfficialDevice(row, subnets, locators.devices),
        ),
        joinProblems([devices.problem, missing]),
      ),
      listScope(
        'clients',
        clients.rows.flatMap(row =>
          mapOfficialClient(row, devices.rows, locators.clients),
        ),
        joinProblems([clients.problem, missing]),
      ),
      'value' in networks
        ? listScope('networks', networkFacts, networks.value.problem)
        : failedScope('networks', networks.error),
      failedScope('port-forwards', missing),
    ],
    missing,
  );
}
