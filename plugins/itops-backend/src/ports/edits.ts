import { ConflictError } from '@backstage/errors';
import {
  CableTermination,
  DevicePort,
  PortDevice,
  PortMap,
  validatePortMap,
} from '@sankofa/site-model';

/**
 * The map, unless something in it cannot be.
 *
 * @throws ConflictError that names everything that is wrong
 */
export function sound(map: PortMap): PortMap {
  const problems = validatePortMap(map);
  if (problems.length > 0) {
    const messages = problems.slice(0, 5).map(({ message }) => message);
    const more = problems.length - messages.length;
    throw new ConflictError(
      `${messages.join('; ')}${more > 0 ? `; and ${more} more` : ''}`,
    );
  }
  return map;
}

/** The map with another device in the place of one, whose ports and cables follow its name. */
export function withDevice(
  map: PortMap,
  before: PortDevice,
  after: PortDevice,
): PortMap {
  const renamed = (name: string) => (name === before.name ? after.name : name);
  const end = (old: CableTermination): CableTermination => ({
    ...old,
    device: renamed(old.device),
  });
  return {
    devices: map.devices.map(device => (device === before ? after : device)),
    ports: map.ports.map(port => ({ ...port, device: renamed(port.device) })),
    cables: map.cables.map(cable => ({
      ...cable,
      a: end(cable.a),
      b: end(cable.b),
    })),
  };
}

/** The map with another port in the place of one; what leads to it follows its name. */
export function withPort(
  map: PortMap,
  before: DevicePort,
  after: DevicePort,
): PortMap {
  const isSibling = ({ device }: DevicePort) => device === before.device;
  const isIt = ({ device, kind, port }: CableTermination) =>
    device === before.device && kind === before.kind && port === before.name;
  const end = (old: CableTermination): CableTermination =>
    isIt(old) ? { ...old, port: after.name } : old;
  return {
    devices: map.devices,
    ports: map.ports.map(port => {
      if (port === before) {
        return after;
      }
      return {
        ...port,
        ...(isSibling(port) &&
          before.kind === 'interface' &&
          port.lag === before.name && { lag: after.name }),
        ...(isSibling(port) &&
          before.kind === 'rear-port' &&
          port.rearPort === before.name && { rearPort: after.name }),
      };
    }),
    cables: map.cables.map(cable => ({
      ...cable,
      a: end(cable.a),
      b: end(cable.b),
    })),
  };
}
