import {
  cableKey,
  cableLabel,
  deviceKey,
  endKey,
  portKey,
  portLabel,
} from './keys';
import { PortMapPatch, RecordRef } from './patch';
import { PortMap } from './portMap';

/**
 * What an import does not list of the kinds it covers (`missing`), and what would
 * go with it (`gone`): a device takes its ports along, a port its cable.
 */
export function removedBy(
  current: PortMap,
  patch: PortMapPatch,
): { missing: RecordRef[]; gone: RecordRef[] } {
  const covers = new Set(patch.covers);
  const listed = new Set(
    [...patch.devices, ...patch.ports, ...patch.cables].map(({ key }) => key),
  );
  const gone = new Set<string>();
  const missing: RecordRef[] = [];
  const all: RecordRef[] = [];
  const judge = (ref: RecordRef, covered: boolean, dragged: boolean) => {
    const isMissing = covered && !listed.has(ref.key);
    if (isMissing) {
      missing.push(ref);
    }
    // What the files name is not dragged along: that contradiction is reported.
    if (isMissing || (dragged && !listed.has(ref.key))) {
      gone.add(ref.key);
      all.push(ref);
    }
  };
  for (const device of current.devices) {
    const ref = {
      kind: 'device',
      key: deviceKey(device),
      label: device.name,
    } as const;
    judge(ref, covers.has('device'), false);
  }
  for (const port of current.ports) {
    const ref = {
      kind: 'port',
      key: portKey(port),
      label: portLabel(port),
    } as const;
    const dragged = gone.has(deviceKey({ name: port.device }));
    judge(ref, covers.has(port.kind), dragged);
  }
  for (const cable of current.cables) {
    const ref = {
      kind: 'cable',
      key: cableKey(cable),
      label: cableLabel(cable),
    } as const;
    const dragged = gone.has(endKey(cable.a)) || gone.has(endKey(cable.b));
    judge(ref, covers.has('cable'), dragged);
  }
  return { missing, gone: all };
}
