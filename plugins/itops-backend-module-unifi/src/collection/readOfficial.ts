import {
  ConnectorError,
  ScopeFailure,
  failedScope,
  partialScope,
} from '@sankofa/plugin-itops-node';
import { Fact, ScopeResult } from '@sankofa/site-model';
import { OfficialReader } from '../clients/OfficialReader';
import { UnifiList } from '../clients/UnifiClient';
import { UnifiError } from '../clients/UnifiError';
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
import { ListScope, listScope, underSource } from './scopes';
import { Settled, errorOf, joinProblems, settle } from './settle';
import { soundRows, unlessEmpty } from './soundRows';

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

async function networksScope(
  list: Settled<UnifiList>,
  reader: OfficialReader,
  siteId: string,
  sourceId: string,
  missing: ScopeFailure,
): Promise<ScopeResult> {
  const networks = soundRows(list, officialNetworkSchema, sourceId);
  const details = await Promise.all(
    networks.rows
      .filter(({ enabled }) => enabled ?? true)
      .map(async network => ({
        network,
        detail: await settle(readDetail(reader, siteId, network)),
      })),
  );
  const scope = listScope(
    'networks',
    // One whose details did not come stays as it was read last.
    details.flatMap(({ network, detail }) =>
      'value' in detail
        ? [mapOfficialNetwork(network, detail.value, networks.locator)]
        : [],
    ),
    joinProblems([
      networks.problem,
      unlessEmpty(list, sourceId),
      ...details.map(({ detail }) => errorOf(detail)),
    ]),
  );
  // Networks have other ids here, and no purposes.
  return { ...scope, lesser: missing };
}

/** A list that this API tells less of: never complete. */
function lesserScope(
  scope: ListScope,
  facts: Fact[],
  problem: ScopeFailure | undefined,
  missing: ScopeFailure,
): ScopeResult {
  return problem && facts.length === 0
    ? failedScope(scope, problem)
    : {
        ...partialScope(scope, joinProblems([problem, missing])!, facts),
        lesser: missing,
      };
}

function subnetsOf({ facts }: ScopeResult): string[] {
  return facts.flatMap(fact =>
    fact.kind === 'network' ? fact.value.cidr ?? [] : [],
  );
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
  const list = (path: string) => settle(reader.list(siteId, path));
  const [networkList, deviceList, clientList] = await Promise.all([
    list('/networks'),
    list('/devices'),
    list('/clients'),
  ]);
  const networks = await networksScope(
    networkList,
    reader,
    siteId,
    sourceId,
    missing,
  );
  const devices = soundRows(
    deviceList,
    officialDeviceSchema,
    sourceId,
    ({ macAddress: mac }) => mac,
  );
  const clients = soundRows(
    clientList,
    officialClientSchema,
    sourceId,
    ({ macAddress: mac }) => mac,
  );
  const subnets = subnetsOf(networks);
  return underSource(
    [
      lesserScope(
        'devices',
        devices.rows.map(row =>
          mapOfficialDevice(row, subnets, devices.locator),
        ),
        devices.problem ?? unlessEmpty(deviceList, sourceId),
        missing,
      ),
      lesserScope(
        'clients',
        clients.rows.flatMap(row =>
          mapOfficialClient(row, devices.rows, clients.locator),
        ),
        clients.problem,
        missing,
      ),
      networks,
      failedScope('port-forwards', missing),
    ],
    missing,
  );
}
