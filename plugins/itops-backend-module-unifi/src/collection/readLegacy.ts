import { ScopeFailure } from '@sankofa/plugin-itops-node';
import { ScopeResult } from '@sankofa/site-model';
import { z } from 'zod';
import { LegacyReader } from '../clients/LegacyReader';
import { ProfileRow, profileSchema } from '../clients/deviceSchemas';
import { SoundRows } from '../clients/readRows';
import { NetworkRow, clientSchema, networkSchema } from '../clients/schemas';
import { mapClients } from '../mappers/clients';
import { kindOf, mapDevice } from '../mappers/devices';
import { isEnabled, mapNetwork, vlansById } from '../mappers/networks';
import { mapPorts } from '../mappers/ports';
import { controllerNow } from '../mappers/presence';
import { DevicesReading, readDevices } from './readDevices';
import { readPortForwards } from './readPortForwards';
import { listScope, underSource } from './scopes';
import { joinProblems, settle } from './settle';
import { ReadList, soundRows, unlessEmpty } from './soundRows';

/** Profiles that ports name, and none in the list: the answer is not to be believed. */
function withoutProfiles(
  { devices }: DevicesReading,
  profiles: ReadList<ProfileRow>,
  sourceId: string,
): ScopeFailure | undefined {
  const named = devices.some(({ ports }) =>
    ports.some(port => port.portconf_id !== undefined),
  );
  return named && profiles.rows.length === 0
    ? {
        reason: 'invalid-answer',
        message: `${sourceId}: ports have profiles, and ${profiles.locator} lists none.`,
      }
    : undefined;
}

const idOf = ({ _id: id }: { _id: string }) => id;

function devicesScope(
  reading: DevicesReading,
  networks: SoundRows<NetworkRow>,
  profiles: SoundRows<ProfileRow>,
  locator: string,
): ScopeResult {
  const { devices } = reading;
  const context = {
    profiles: new Map(profiles.rows.map(row => [row._id, row])),
    networks: vlansById(networks.rows),
    kinds: new Map(devices.map(({ device }) => [device.mac, kindOf(device)])),
    locator,
  };
  // VLANs from some of the networks or profiles would be other VLANs: the ports stay as they were.
  const unjudged = joinProblems([networks.problem, profiles.problem]);
  const ports = unjudged
    ? []
    : devices.flatMap(tables => mapPorts(tables, context));
  return listScope(
    'devices',
    [...devices.map(({ device }) => mapDevice(device, locator)), ...ports],
    joinProblems([reading.problem, unjudged]),
  );
}

/**
 * Reads everything through the API of the console's own pages.
 *
 * @throws ConnectorError when not one list could be read
 */
export async function readLegacy(
  reader: LegacyReader,
  sourceId: string,
): Promise<ScopeResult[]> {
  const [deviceList, clientList, networkList, profileList, forwards] =
    await Promise.all([
      settle(reader.list('/stat/device')),
      settle(reader.list('/stat/sta')),
      settle(reader.list('/rest/networkconf')),
      settle(reader.list('/rest/portconf')),
      readPortForwards(reader, sourceId),
    ]);
  const networks = soundRows(networkList, networkSchema, sourceId, idOf);
  networks.problem ??= unlessEmpty(networkList, sourceId);

  const rawDevices = soundRows(deviceList, z.unknown(), sourceId);
  const read = readDevices(rawDevices.rows, { sourceId, ...rawDevices });
  const devices = {
    ...read,
    problem:
      rawDevices.problem ?? unlessEmpty(deviceList, sourceId) ?? read.problem,
  };
  const profiles = soundRows(profileList, profileSchema, sourceId, idOf);
  profiles.problem ??= withoutProfiles(devices, profiles, sourceId);

  const clients = soundRows(clientList, clientSchema, sourceId);
  const now = controllerNow(
    devices.devices.map(({ device }) => device),
    clients.rows,
    clients.saidAt,
  );
  return underSource([
    devicesScope(devices, networks, profiles, rawDevices.locator),
    listScope(
      'clients',
      mapClients(clients.rows, { now, locator: clients.locator }),
      clients.problem,
    ),
    listScope(
      'networks',
      networks.rows
        .filter(isEnabled)
        .map(row => mapNetwork(row, networks.locator)),
      networks.problem,
    ),
    forwards,
  ]);
}
