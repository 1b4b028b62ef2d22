import {
  cableKey,
  cableLabel,
  deviceKey,
  endKey,
  endLabel,
  portKey,
  portLabel,
} from './keys';
import { Cable, DevicePort, PortDevice, PortMap } from './portMap';
import { roleNameOf, roleOfName } from './roles';

/** Something in a port map that cannot be. @public */
export interface PortMapProblem {
  /** Keys of the records it is about, the most telling one first. */
  keys: string[];
  message: string;
}

interface Known {
  devices: ReadonlyMap<string, PortDevice>;
  ports: ReadonlyMap<string, DevicePort>;
}

/**
 * What contradicts itself: names used twice, ports without a device, front ports
 * without their rear position, a port with two cables. Single values are checked
 * where they are read.
 * @public
 */
export function validatePortMap(map: PortMap): PortMapProblem[] {
  const known: Known = {
    devices: new Map(map.devices.map(device => [deviceKey(device), device])),
    ports: new Map(map.ports.map(port => [portKey(port), port])),
  };
  return [
    ...repeated(map),
    ...map.devices.flatMap(deviceProblems),
    ...map.ports.flatMap(port => portProblems(port, known)),
    ...sharedPositions(map.ports),
    ...map.cables.flatMap(cable => cableProblems(cable, known)),
    ...sharedPorts(map.cables),
  ];
}

function repeated({ devices, ports, cables }: PortMap): PortMapProblem[] {
  const named: [string, string][] = [
    ...devices.map(device => [deviceKey(device), device.name] as const),
    ...ports.map(port => [portKey(port), portLabel(port)] as const),
    ...cables.map(cable => [cableKey(cable), cableLabel(cable)] as const),
  ].map(([key, name]) => [key, name]);
  const seen = new Set<string>();
  return named.flatMap(([key, name]) => {
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ keys: [key], message: `${name} is there twice` }];
  });
}

function deviceProblems(device: PortDevice): PortMapProblem[] {
  const { name, role, roleName } = device;
  if (roleName === undefined) {
    return [];
  }
  const read = roleOfName(roleName);
  return role === read && roleNameOf(roleName) !== undefined
    ? []
    : [
        {
          keys: [deviceKey(device)],
          message: `${name} has the role ${role}, but its role name ${roleName} means ${read}; leave the role name out`,
        },
      ];
}

function portProblems(port: DevicePort, known: Known): PortMapProblem[] {
  const keys = [portKey(port)];
  const name = portLabel(port);
  const messages = [
    ...(known.devices.has(deviceKey({ name: port.device }))
      ? []
      : [`${name} belongs to ${port.device}, which is no device here`]),
    ...fieldsOfOtherKinds(port),
    ...lagProblems(port, known),
  ];
  return [
    ...messages.map(message => ({ keys, message })),
    ...rearProblems(port, known),
  ];
}

function fieldsOfOtherKinds(port: DevicePort): string[] {
  const { kind, lag, macs, rearPort, rearPosition, positions } = port;
  const name = portLabel(port);
  const isFront = kind === 'front-port';
  return [
    ...(kind !== 'interface' && lag !== undefined
      ? [`${name} cannot be in a LAG; only interfaces are`]
      : []),
    ...(kind !== 'interface' && macs.length > 0
      ? [`${name} cannot have a MAC address; only interfaces do`]
      : []),
    ...(isFront !== (rearPort !== undefined) ||
    isFront !== (rearPosition !== undefined)
      ? [
          isFront
            ? `${name} needs its rear port and the position there`
            : `${name} cannot have a rear port; only front ports do`,
        ]
      : []),
    ...((kind === 'rear-port') !== (positions !== undefined)
      ? [
          kind === 'rear-port'
            ? `${name} needs its number of positions`
            : `${name} cannot have positions; only rear ports do`,
        ]
      : []),
  ];
}

function lagProblems(port: DevicePort, { ports }: Known): string[] {
  if (port.lag === undefined) {
    return [];
  }
  const { device, kind, lag } = port;
  const parent = ports.get(portKey({ device, kind, name: lag }));
  const name = portLabel(port);
  if (lag === port.name) {
    return [`${name} cannot be in itself`];
  }
  if (!parent) {
    return [`${name} is in ${lag}, which is no interface of ${device}`];
  }
  return parent.lag === undefined
    ? []
    : [`${name} is in ${lag}, which is itself in ${parent.lag}`];
}

function rearProblems(port: DevicePort, { ports }: Known): PortMapProblem[] {
  const { device, rearPort, rearPosition } = port;
  if (rearPort === undefined || rearPosition === undefined) {
    return [];
  }
  const name = portLabel(port);
  const rearKey = portKey({ device, kind: 'rear-port', name: rearPort });
  const rear = ports.get(rearKey);
  const keys = [portKey(port), rearKey];
  if (!rear) {
    const message = `${name} leads to ${rearPort}, which is no rear port of ${device}`;
    return [{ keys, message }];
  }
  return rearPosition <= (rear.positions ?? 0)
    ? []
    : [
        {
          keys,
          message: `${name} leads to position ${rearPosition} of ${rearPort}, which has ${rear.positions}`,
        },
      ];
}

function sharedPositions(ports: readonly DevicePort[]): PortMapProblem[] {
  const first = new Map<string, DevicePort>();
  return ports.flatMap(port => {
    const { device, rearPort, rearPosition } = port;
    if (rearPort === undefined || rearPosition === undefined) {
      return [];
    }
    const place = JSON.stringify([device, rearPort, rearPosition]);
    const other = first.get(place);
    if (!other) {
      first.set(place, port);
      return [];
    }
    return [
      {
        keys: [portKey(port), portKey(other)],
        message: `${portLabel(port)} and ${portLabel(
          other,
        )} both lead to position ${rearPosition} of ${rearPort}`,
      },
    ];
  });
}

function cableProblems(cable: Cable, { ports }: Known): PortMapProblem[] {
  const keys = [cableKey(cable)];
  const { a, b, length, lengthUnit } = cable;
  const messages = [
    ...(endKey(a) === endKey(b)
      ? [`A cable cannot lead from ${endLabel(a)} to itself`]
      : []),
    ...[a, b].flatMap(end => {
      const port = ports.get(endKey(end));
      if (!port) {
        return [`${endLabel(end)} is no port here, so no cable can end there`];
      }
      return port.kind === 'interface' && port.type === 'lag'
        ? [`${endLabel(end)} is a LAG; cables end at its members`]
        : [];
    }),
    ...((length === undefined) !== (lengthUnit === undefined)
      ? [`${cableLabel(cable)} needs a length and its unit, or neither`]
      : []),
  ];
  return messages.map(message => ({ keys, message }));
}

function sharedPorts(cables: readonly Cable[]): PortMapProblem[] {
  const first = new Map<string, Cable>();
  return cables.flatMap(cable =>
    [cable.a, cable.b].flatMap(end => {
      const other = first.get(endKey(end));
      first.set(endKey(end), other ?? cable);
      // The same ends again, or a cable to itself, is said elsewhere.
      if (!other || cableKey(other) === cableKey(cable)) {
        return [];
      }
      return [
        {
          keys: [cableKey(cable), cableKey(other)],
          message: `${endLabel(end)} would have two cables: ${cableLabel(
            cable,
          )} and ${cableLabel(other)}`,
        },
      ];
    }),
  );
}
