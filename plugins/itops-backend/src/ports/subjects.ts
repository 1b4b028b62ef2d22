import {
  Cable,
  CableTermination,
  DevicePort,
  PortDevice,
} from '@sankofa/site-model';

/** Subjects of audit rows; a port's is the same as in findings: `port:<device>/<port>`. */
export function deviceSubject({ name }: PortDevice): string {
  return `port-device:${name}`;
}

export function portSubject({ device, name }: DevicePort): string {
  return `port:${device}/${name}`;
}

export function cableSubject({ a, b }: Cable): string {
  const end = ({ device, port }: CableTermination) => `${device}/${port}`;
  return `cable:${end(a)}~${end(b)}`;
}
