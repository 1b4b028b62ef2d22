import { LabNetwork } from '../../world/switching';
import { Answer, refused } from './Answer';
import { UnifiView } from './UnifiView';

const SITE_ID = '6a1f0000-0000-4000-8000-00000000a001';
const DEFAULT_LIMIT = 25;
const MOST = 200;

function uuidOf(mac: string): string {
  return `6a1f0000-0000-4000-8000-${mac.replace(/:/g, '').toLowerCase()}`;
}

function page(rows: unknown[], query: URLSearchParams): Answer {
  const limit = Math.min(Number(query.get('limit') ?? DEFAULT_LIMIT), MOST);
  const offset = Number(query.get('offset') ?? 0);
  const data = rows.slice(offset, offset + limit);
  const totalCount = rows.length;
  return {
    status: 200,
    body: { offset, limit, count: data.length, totalCount, data },
  };
}

function devices({ switching }: UnifiView) {
  return switching.devices.map(device => ({
    id: uuidOf(device.mac),
    macAddress: device.mac,
    ipAddress: device.address,
    name: device.name,
    model: device.modelName,
    state: 'ONLINE',
    supported: true,
    firmwareUpdatable: false,
    features: device.type === 'udm' ? ['switching', 'gateway'] : ['switching'],
    interfaces: ['ports'],
  }));
}

/** Only who is there now, and without a port. */
function clients({ switching, sightings }: UnifiView) {
  return sightings
    .filter(({ goneForDays }) => goneForDays === 0)
    .map(({ mac, address, hostname, at, wireless }) => {
      const device = switching.devices.find(({ name }) => name === at?.device);
      return {
        type: wireless ? 'WIRELESS' : 'WIRED',
        id: uuidOf(mac),
        name: hostname ?? mac,
        connectedAt: '2026-11-17T23:36:40.000Z',
        ...(address ? { ipAddress: address } : {}),
        macAddress: mac,
        uplinkDeviceId: uuidOf((device ?? switching.devices[0]).mac),
        access: { type: 'DEFAULT' },
      };
    });
}

function overview({ uuid, name, vlan, purpose }: LabNetwork) {
  return {
    management: purpose === 'corporate' ? 'GATEWAY' : 'UNMANAGED',
    id: uuid,
    name,
    enabled: true,
    vlanId: vlan ?? 1,
    metadata: { origin: 'USER_DEFINED' },
    default: vlan === undefined,
  };
}

function details(network: LabNetwork) {
  const [hostIpAddress, prefixLength] = network.subnet?.split('/') ?? [];
  return {
    ...overview(network),
    ...(hostIpAddress
      ? {
          ipv4Configuration: {
            autoScaleEnabled: false,
            hostIpAddress,
            prefixLength: Number(prefixLength),
            ...(network.dhcp
              ? {
                  dhcpConfiguration: {
                    mode: 'SERVER',
                    ipAddressRange: network.dhcp,
                  },
                }
              : {}),
          },
        }
      : {}),
  };
}

/** Answers a question of the official API, version 1: its path below `/v1`. */
export function answerOfficial(
  path: string,
  query: URLSearchParams,
  view: UnifiView,
): Answer {
  const { switching } = view;
  const [, site, rest] = /^\/sites\/([^/]+)(\/.+)$/.exec(path) ?? [];
  const networks = switching.networks.filter(
    ({ purpose }) => purpose !== 'wan',
  );
  const network = networks.find(({ uuid }) => rest === `/networks/${uuid}`);
  if (path === '/info') {
    return {
      status: 200,
      body: { applicationVersion: switching.version },
      identity: true,
    };
  }
  if (path === '/sites') {
    const { site: internalReference } = switching;
    const row = { id: SITE_ID, internalReference, name: 'Default' };
    return { ...page([row], query), identity: true };
  }
  if (site === SITE_ID && rest === '/devices') {
    return page(devices(view), query);
  }
  if (site === SITE_ID && rest === '/clients') {
    return page(clients(view), query);
  }
  if (site === SITE_ID && rest === '/networks') {
    return page(networks.map(overview), query);
  }
  return site === SITE_ID && network
    ? { status: 200, body: details(network) }
    : refused(404, 'NOT_FOUND', 'Entity not found');
}
