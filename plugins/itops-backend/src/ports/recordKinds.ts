import { InputError } from '@backstage/errors';
import {
  Cable,
  DevicePort,
  PortDevice,
  PortMap,
  cableLabel,
  portLabel,
} from '@sankofa/site-model';
import { PortRecordBook } from './PortRecordBook';
import { RecordChange, RecordPlan, StoredRecord } from './PortRecordStore';
import { withDevice, withPort } from './edits';
import { cableSubject, deviceSubject, portSubject } from './subjects';

/** What differs between the three kinds of record. */
export interface RecordKind<T> {
  kind: RecordChange['kind'];
  /** For the audit log: `<thing>.create`. */
  thing: string;
  byId(book: PortRecordBook): ReadonlyMap<string, StoredRecord<T>>;
  labelOf(value: T): string;
  subjectOf(value: T): string;
  added(map: PortMap, value: T): PortMap;
  /** @throws InputError where a field cannot change */
  changed(map: PortMap, before: T, after: T): PortMap;
  removed(map: PortMap, value: T): PortMap;
  /** Ids of what goes with it. */
  dragged?(book: PortRecordBook, id: string): Partial<RecordPlan['remove']>;
}

export const DEVICE: RecordKind<PortDevice> = {
  kind: 'device',
  thing: 'port-device',
  byId: book => book.devicesById,
  labelOf: ({ name }) => name,
  subjectOf: deviceSubject,
  added: (map, device) => ({ ...map, devices: [...map.devices, device] }),
  changed: withDevice,
  removed: (map, device) => ({
    ...map,
    devices: map.devices.filter(other => other !== device),
    ports: map.ports.filter(port => port.device !== device.name),
  }),
  dragged: (book, id) => ({
    port: [...book.portsById.values()]
      .filter(({ deviceId }) => deviceId === id)
      .map(({ meta }) => meta.id),
  }),
};

export const PORT: RecordKind<DevicePort> = {
  kind: 'port',
  thing: 'device-port',
  byId: book => book.portsById,
  labelOf: portLabel,
  subjectOf: portSubject,
  added: (map, port) => ({ ...map, ports: [...map.ports, port] }),
  changed(map, before, after) {
    if (before.device !== after.device || before.kind !== after.kind) {
      throw new InputError(
        `${portLabel(
          before,
        )} stays what it is on its device; delete it and add another one`,
      );
    }
    return withPort(map, before, after);
  },
  removed: (map, port) => ({
    ...map,
    ports: map.ports.filter(other => other !== port),
  }),
};

export const CABLE: RecordKind<Cable> = {
  kind: 'cable',
  thing: 'cable',
  byId: book => book.cablesById,
  labelOf: cableLabel,
  subjectOf: cableSubject,
  added: (map, cable) => ({ ...map, cables: [...map.cables, cable] }),
  changed: (map, before, after) => ({
    ...map,
    cables: map.cables.map(cable => (cable === before ? after : cable)),
  }),
  removed: (map, cable) => ({
    ...map,
    cables: map.cables.filter(other => other !== cable),
  }),
};
