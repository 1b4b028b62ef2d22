import {
  FilePlace,
  ImportFile,
  ImportNote,
  ImportProblem,
  PortMapComparison,
  comparePortMaps,
  cableKey,
  deviceKey,
  importCsv,
  importNetbox,
  portKey,
  validatePortMap,
} from '@sankofa/site-model';
import { createHash } from 'node:crypto';
import { PortRecordBook } from './PortRecordBook';
import { RecordChange, RecordPlan } from './PortRecordStore';

/** What somebody wants to import. */
export interface ImportRequest {
  format: 'csv' | 'netbox';
  files: readonly ImportFile[];
  /** `replace` also removes what the files do not list, and lets them win every conflict. */
  mode: 'merge' | 'replace';
  /** Keys of conflicts in which the files win. */
  accept: readonly string[];
  /** Words of the files in another language, and what NetBox's import calls them. */
  words: Readonly<Record<string, string>>;
}

/** What an import would do. */
export interface ImportPlan {
  /** Names this import of these files into these records. */
  hash: string;
  problems: ImportProblem[];
  notes: ImportNote[];
  comparison: PortMapComparison;
}

/** Reads the files and compares them with the records. Writes nothing. */
export function planImport(
  book: PortRecordBook,
  request: ImportRequest,
): ImportPlan {
  const { format, files, mode, accept, words } = request;
  const { patch, problems, notes } =
    format === 'csv'
      ? importCsv(files)
      : importNetbox(files, { current: book.map, names: book.nameBook, words });
  const comparison = comparePortMaps(book.map, patch, {
    origin: format,
    originOf: key => book.originOf(key),
    replace: mode === 'replace',
    accept: new Set(accept),
  });
  const places = new Map(
    [...patch.devices, ...patch.ports, ...patch.cables].map(({ key, at }) => [
      key,
      at,
    ]),
  );
  const somewhere = { file: files[0].name, line: 1 };
  return {
    hash: hashOf(book, request),
    problems: [...problems, ...contradictions(comparison, places, somewhere)],
    notes,
    comparison,
  };
}

function contradictions(
  { result }: PortMapComparison,
  places: ReadonlyMap<string, FilePlace>,
  somewhere: FilePlace,
): ImportProblem[] {
  return validatePortMap(result).map(({ keys, message }) => {
    const key = keys.find(other => places.has(other));
    return { ...(key ? places.get(key)! : somewhere), message };
  });
}

function hashOf(book: PortRecordBook, request: ImportRequest): string {
  const { format, files, mode, accept, words } = request;
  const parts = [book.version, format, mode, [...accept].sort(), words, files];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** The steps from the records to the result of the comparison. */
export function stepsOf(
  book: PortRecordBook,
  { added, changed, conflicts, removed, result }: PortMapComparison,
): Pick<RecordPlan, 'put' | 'remove'> {
  const touched = new Set(
    [...added, ...changed, ...conflicts.filter(({ accepted }) => accepted)].map(
      ({ key }) => key,
    ),
  );
  const step = (kind: RecordChange['kind'], key: string, value: object) =>
    ({ kind, id: book.idOf(key), value } as RecordChange);
  const all = [
    ...result.devices.map(value => step('device', deviceKey(value), value)),
    ...result.ports.map(value => step('port', portKey(value), value)),
    ...result.cables.map(value => step('cable', cableKey(value), value)),
  ];
  const idsOf = (kind: RecordChange['kind']) =>
    removed.filter(ref => ref.kind === kind).map(({ key }) => book.idOf(key)!);
  return {
    put: all.filter(change => touched.has(keyOf(change))),
    remove: {
      device: idsOf('device'),
      port: idsOf('port'),
      cable: idsOf('cable'),
    },
  };
}

function keyOf(change: RecordChange): string {
  if (change.kind === 'device') {
    return deviceKey(change.value);
  }
  return change.kind === 'port'
    ? portKey(change.value)
    : cableKey(change.value);
}
