import { PortRecordKind } from './keys';
import { Cable, DevicePort, PortDevice, PortKind } from './portMap';

/** A file of an import. @public */
export interface ImportFile {
  name: string;
  text: string;
}

/** A place in an imported file; the first line is 1. @public */
export interface FilePlace {
  file: string;
  line: number;
}

/** Why a file or a row cannot be taken. @public */
export interface ImportProblem extends FilePlace {
  column?: string;
  message: string;
}

/** A reading that is no error, but that people should know of. @public */
export interface ImportNote {
  file: string;
  message: string;
}

/**
 * One row of an import. `said` holds only what the file speaks of: a field that
 * is there and undefined was left empty on purpose.
 * @public
 */
export interface PatchRow<T> {
  key: string;
  said: Partial<T>;
  /** For what neither the file nor the records say. */
  fallback: Partial<T>;
  at: FilePlace;
}

/** @public */
export interface PortMapPatch {
  devices: PatchRow<PortDevice>[];
  ports: PatchRow<DevicePort>[];
  cables: PatchRow<Cable>[];
  /** The kinds of record that the files list completely: only those can be missing. */
  covers: ('device' | 'cable' | PortKind)[];
}

/** @public */
export interface ImportReading {
  patch: PortMapPatch;
  problems: ImportProblem[];
  notes: ImportNote[];
}

/** A change of one field, as text. @public */
export interface FieldChange {
  field: string;
  from?: string;
  to?: string;
}

/** @public */
export interface RecordRef {
  key: string;
  kind: PortRecordKind;
  /** For people. */
  label: string;
}
