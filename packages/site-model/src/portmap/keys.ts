import {
  Cable,
  CableTermination,
  DevicePort,
  PortDevice,
  PortKind,
} from './portMap';

/** @public */
export type PortRecordKind = 'device' | 'port' | 'cable';

const KIND_NAMES: Record<PortKind, string> = {
  interface: 'interface',
  'front-port': 'front port',
  'rear-port': 'rear port',
};

/** One key for each device, whatever its name holds. @public */
export function deviceKey({ name }: Pick<PortDevice, 'name'>): string {
  return JSON.stringify(['device', name]);
}

/** @public */
export function portKey(
  port: Pick<DevicePort, 'device' | 'kind' | 'name'>,
): string {
  return JSON.stringify(['port', port.device, port.kind, port.name]);
}

/** The key of the port at one end of a cable. @public */
export function endKey({ device, kind, port }: CableTermination): string {
  return portKey({ device, kind, name: port });
}

/** In the form that hops of paths use: `front-port:panel-a/12`. @public */
export function endRef({ device, kind, port }: CableTermination): string {
  return `${kind}:${device}/${port}`;
}

/** A cable is known by its ends, whichever is written first. @public */
export function cableKey({ a, b }: Pick<Cable, 'a' | 'b'>): string {
  return JSON.stringify(['cable', ...[endKey(a), endKey(b)].sort()]);
}

/** How people call a port: `sw-core1 interface Port 13`. @public */
export function portLabel(
  port: Pick<DevicePort, 'device' | 'kind' | 'name'>,
): string {
  return `${port.device} ${KIND_NAMES[port.kind]} ${port.name}`;
}

/** @public */
export function endLabel({ device, kind, port }: CableTermination): string {
  return portLabel({ device, kind, name: port });
}

/** @public */
export function cableLabel({ a, b }: Pick<Cable, 'a' | 'b'>): string {
  return `${endLabel(a)} ↔ ${endLabel(b)}`;
}
