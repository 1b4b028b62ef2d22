import { compact } from '@sankofa/plugin-itops-node';
import { Fact, cidrContains } from '@sankofa/site-model';
import {
  OfficialClient,
  OfficialDevice,
  OfficialNetwork,
  OfficialNetworkDetail,
} from '../clients/schemas';
import { DeviceKind } from './devices';

/** By what it can do; a gateway can switch, too. */
function kindOf({ features = [] }: OfficialDevice): DeviceKind {
  if (features.includes('gateway')) {
    return 'gateway';
  }
  if (features.includes('switching')) {
    return 'switch';
  }
  return features.includes('accessPoint') ? 'access-point' : 'other';
}

const STATES: Record<string, 'connected' | 'disconnected'> = {
  ONLINE: 'connected',
  UPDATING: 'connected',
  GETTING_READY: 'connected',
  OFFLINE: 'disconnected',
  CONNECTION_INTERRUPTED: 'disconnected',
};

/** @param subnets - of the site's networks: the address of a gateway counts only inside one of them */
export function mapOfficialDevice(
  device: OfficialDevice,
  subnets: readonly string[],
  locator: string,
): Extract<Fact, { kind: 'switch' }> {
  const kind = kindOf(device);
  const { ipAddress: address } = device;
  const isInside = subnets.some(
    subnet => address !== undefined && cidrContains(subnet, address),
  );
  return {
    kind: 'switch',
    key: device.macAddress,
    value: compact({
      mac: device.macAddress,
      name: device.name,
      model: device.model,
      kind,
      address: kind !== 'gateway' || isInside ? address : undefined,
      state: STATES[device.state ?? ''] ?? 'unknown',
      wans: [],
    }),
    locator,
  };
}

/** Who is connected now, and to which device; the port is not told. */
export function mapOfficialClient(
  client: OfficialClient,
  devices: readonly OfficialDevice[],
  locator: string,
): Extract<Fact, { kind: 'client' }>[] {
  const { macAddress: mac, type } = client;
  if (mac === undefined) {
    return []; // by VPN
  }
  const wired = type === 'WIRED';
  const uplink = devices.find(({ id }) => id === client.uplinkDeviceId);
  return [
    {
      kind: 'client',
      key: mac,
      value: compact({
        mac,
        address: client.ipAddress,
        name: client.name,
        wired,
        switchMac: wired ? uplink?.macAddress : undefined,
        presence: 'present' as const,
      }),
      locator,
    },
  ];
}

/** @param detail - nothing where this version does not tell the addresses */
export function mapOfficialNetwork(
  network: OfficialNetwork,
  detail: OfficialNetworkDetail | undefined,
  locator: string,
): Extract<Fact, { kind: 'network' }> {
  const ipv4 = detail?.ipv4Configuration;
  const { hostIpAddress: gateway, prefixLength } = ipv4 ?? {};
  return {
    kind: 'network',
    key: network.id,
    value: compact({
      id: network.id,
      name: network.name,
      vid: network.vlanId,
      cidr:
        gateway !== undefined && prefixLength !== undefined
          ? `${gateway}/${prefixLength}`
          : undefined,
      gateway,
      dhcp: ipv4?.dhcpConfiguration?.ipAddressRange,
    }),
    locator,
  };
}
