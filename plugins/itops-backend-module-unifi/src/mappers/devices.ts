import { compact } from '@sankofa/plugin-itops-node';
import { Fact, FactValue, parseCidr } from '@sankofa/site-model';
import { DeviceRow } from '../clients/deviceSchemas';

export type DeviceKind = FactValue<'switch'>['kind'];

/** `type` of the controller: usw, uap; gateways are ugw (USG), udm and uxg. */
const KINDS: Record<string, DeviceKind> = {
  usw: 'switch',
  uap: 'access-point',
  ugw: 'gateway',
  udm: 'gateway',
  uxg: 'gateway',
};

/** 4 and 5: it is being changed, and answers. 0 and 6: it does not. Source: aiounifi. */
const CONNECTED = [1, 4, 5];
const DISCONNECTED = [0, 6];

export function kindOf(device: DeviceRow): DeviceKind {
  return KINDS[device.type?.toLowerCase() ?? ''] ?? 'other';
}

/** It answers its controller now. */
export function isConnected(device: DeviceRow): boolean {
  return CONNECTED.includes(device.state ?? -1);
}

function stateOf(device: DeviceRow): FactValue<'switch'>['state'] {
  if (isConnected(device)) {
    return 'connected';
  }
  return DISCONNECTED.includes(device.state ?? -1) ? 'disconnected' : 'unknown';
}

/** In the LAN: `ip` of a gateway is the one of its WAN. */
function addressOf(device: DeviceRow): string | undefined {
  if (kindOf(device) !== 'gateway') {
    return device.ip;
  }
  const wan = [device.ip, device.uplink?.ip];
  return [
    device.lan_ip,
    parseCidr(device.config_network_lan?.cidr ?? '')?.address,
    device.config_network?.ip,
  ].find(address => address !== undefined && !wan.includes(address));
}

function wansOf(device: DeviceRow): FactValue<'switch'>['wans'] {
  if (kindOf(device) !== 'gateway') {
    return [];
  }
  const { wan1, wan2, wan3, wan4, uplink } = device;
  const wans = [wan1, wan2, wan3, wan4].flatMap((wan, index) =>
    wan
      ? [
          compact({
            name: index === 0 ? 'wan' : `wan${index + 1}`,
            address: wan.ip,
          }),
        ]
      : [],
  );
  // Before 5.12 there is only the link in use.
  return wans.length === 0 && uplink?.ip
    ? [{ name: 'wan', address: uplink.ip }]
    : wans;
}

/** A switch, gateway or access point. */
export function mapDevice(
  device: DeviceRow,
  locator: string,
): Extract<Fact, { kind: 'switch' }> {
  const { uplink } = device;
  return {
    kind: 'switch',
    key: device.mac,
    value: compact({
      mac: device.mac,
      name: device.name,
      model: device.model,
      kind: kindOf(device),
      address: addressOf(device),
      state: stateOf(device),
      uplink:
        uplink?.uplink_mac === undefined
          ? undefined
          : compact({
              mac: uplink.uplink_mac,
              port: uplink.port_idx,
              remotePort: uplink.uplink_remote_port,
            }),
      wans: wansOf(device),
    }),
    locator,
  };
}
