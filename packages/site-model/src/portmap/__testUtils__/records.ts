import {
  Cable,
  CableTermination,
  DevicePort,
  PortDevice,
  PortMap,
} from '../portMap';

export function device(
  name: string,
  more: Partial<PortDevice> = {},
): PortDevice {
  return { name, role: 'switch', status: 'active', ...more };
}

export function port(
  at: string,
  name: string,
  more: Partial<DevicePort> = {},
): DevicePort {
  return {
    device: at,
    kind: 'interface',
    name,
    type: 'other',
    macs: [],
    ...more,
  };
}

export function end(
  at: string,
  name: string,
  kind: CableTermination['kind'] = 'interface',
): CableTermination {
  return { device: at, kind, port: name };
}

export function cable(
  a: CableTermination,
  b: CableTermination,
  more: Partial<Cable> = {},
): Cable {
  return { a, b, status: 'connected', ...more };
}

/** A switch, a host and a panel between them. */
export const SMALL_SITE: PortMap = {
  devices: [
    device('sw1', { model: 'US-16-XG' }),
    device('pve1', { role: 'host', model: 'PowerEdge R630' }),
    device('panel', { role: 'patch-panel' }),
  ],
  ports: [
    port('sw1', 'Port 13', { number: 13 }),
    port('sw1', 'SFP+ 1', { number: 1 }),
    port('pve1', 'bond0', { type: 'lag' }),
    port('pve1', 'eno1', { lag: 'bond0', macs: ['02:00:00:00:00:01'] }),
    port('pve1', 'eno2', { lag: 'bond0' }),
    port('panel', '1', {
      kind: 'front-port',
      rearPort: 'R1',
      rearPosition: 1,
    }),
    port('panel', 'R1', { kind: 'rear-port', positions: 2 }),
  ],
  cables: [cable(end('sw1', 'Port 13'), end('panel', '1', 'front-port'))],
};
