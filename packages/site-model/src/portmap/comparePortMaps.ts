import { cableKey, cableLabel, deviceKey, portKey, portLabel } from './keys';
import {
  FieldChange,
  FilePlace,
  PatchRow,
  PortMapPatch,
  RecordRef,
} from './patch';
import { Cable, DevicePort, PortDevice, PortMap } from './portMap';
import { differences } from './differences';
import { makePlace } from './makePlace';
import { removedBy } from './removals';

/** Who wrote a record. @public */
export type PortOrigin = 'manual' | 'csv' | 'netbox';

/** @public */
export interface CompareOptions {
  origin: PortOrigin;
  /** Who wrote the record there is. */
  originOf(key: string): PortOrigin | undefined;
  /** Remove what the files do not list, and let them win every conflict. */
  replace?: boolean;
  /** Keys of conflicts in which the files win. */
  accept?: ReadonlySet<string>;
}

/** @public */
export interface AddedRecord extends RecordRef {
  at: FilePlace;
}

/** @public */
export interface ChangedRecord extends AddedRecord {
  fields: FieldChange[];
}

/** A difference that is shown and not taken over unless somebody says so. @public */
export interface RecordConflict extends ChangedRecord {
  /** Who wrote what is there. */
  heldBy: PortOrigin;
  /** The files win this time. */
  accepted: boolean;
}

/** @public */
export interface PortMapComparison {
  added: AddedRecord[];
  changed: ChangedRecord[];
  conflicts: RecordConflict[];
  unchanged: number;
  /** There, but not in the files. */
  missing: RecordRef[];
  /** Of the missing ones, and of cables that make place for others. */
  removed: RecordRef[];
  /** The map after the import. */
  result: PortMap;
}

interface Kind<T> {
  kind: RecordRef['kind'];
  keyOf(record: T): string;
  labelOf(record: T): string;
  /** Fields that are the key: they cannot change. */
  keyFields: readonly string[];
}

const DEVICES: Kind<PortDevice> = {
  kind: 'device',
  keyOf: deviceKey,
  labelOf: ({ name }) => name,
  keyFields: ['name'],
};
const PORTS: Kind<DevicePort> = {
  kind: 'port',
  keyOf: portKey,
  labelOf: portLabel,
  keyFields: ['device', 'kind', 'name'],
};
const CABLES: Kind<Cable> = {
  kind: 'cable',
  keyOf: cableKey,
  labelOf: cableLabel,
  keyFields: ['a', 'b'],
};

/**
 * What an import would do to the records. Nothing that people wrote is replaced
 * by NetBox, or the other way round, nor a cable by another one on the same port,
 * unless the options say so: such rows are conflicts, and the record stays.
 * @public
 */
export function comparePortMaps(
  current: PortMap,
  patch: PortMapPatch,
  options: CompareOptions,
): PortMapComparison {
  const { missing, gone } = removedBy(current, patch);
  const removed = new Map(
    options.replace ? gone.map(ref => [ref.key, ref]) : [],
  );
  const report: PortMapComparison = {
    added: [],
    changed: [],
    conflicts: [],
    unchanged: 0,
    missing,
    removed: [],
    result: current,
  };
  const merge = merger(report, options, removed);
  const devices = merge(DEVICES, current.devices, patch.devices);
  const ports = merge(PORTS, current.ports, patch.ports);
  const free = makePlace(
    current.cables,
    patch.cables,
    removed,
    report,
    options,
  );
  const cables = merge(CABLES, current.cables, free);
  report.removed = [...removed.values()];
  report.result = { devices, ports, cables };
  return report;
}

function merger(
  report: PortMapComparison,
  options: CompareOptions,
  removed: ReadonlyMap<string, RecordRef>,
) {
  return <T extends object>(
    kind: Kind<T>,
    current: readonly T[],
    rows: readonly PatchRow<T>[],
  ): T[] => {
    const result = new Map(
      current
        .map(record => [kind.keyOf(record), record] as const)
        .filter(([key]) => !removed.has(key)),
    );
    for (const { key, said, fallback, at } of rows) {
      const before = result.get(key);
      const after = {
        ...fallback,
        ...known({ ...before, ...said } as T),
      };
      const ref = { key, kind: kind.kind, label: kind.labelOf(after), at };
      if (!before) {
        report.added.push(ref);
        result.set(key, after);
        continue;
      }
      const fields = differences(before, after, kind.keyFields);
      if (fields.length === 0) {
        report.unchanged++;
        continue;
      }
      const heldBy = options.originOf(key);
      if (heldBy !== undefined && isForeign(heldBy, options.origin)) {
        const accepted = options.replace || !!options.accept?.has(key);
        report.conflicts.push({ ...ref, fields, heldBy, accepted });
        if (!accepted) {
          continue;
        }
      } else {
        report.changed.push({ ...ref, fields });
      }
      // A cable keeps the direction in which it was written first.
      result.set(key, keepingKey(before, after, kind.keyFields));
    }
    return [...result.values()];
  };
}

/** People's own notes and their CSV are one hand; NetBox is another. */
function isForeign(held: PortOrigin, incoming: PortOrigin): boolean {
  return (held === 'netbox') !== (incoming === 'netbox');
}

function known<T extends object>(record: T): T {
  return Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== undefined),
  ) as T;
}

function keepingKey<T extends object>(
  before: T,
  after: T,
  keyFields: readonly string[],
): T {
  const kept = Object.entries(before).filter(([field]) =>
    keyFields.includes(field),
  );
  return { ...after, ...Object.fromEntries(kept) };
}
