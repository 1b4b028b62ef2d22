import {
  Cable,
  DevicePort,
  EMPTY_PORT_MAP,
  InterfaceNameMap,
  PortDevice,
  PortRecords,
} from '@sankofa/site-model';
import { Knex } from 'knex';
import { isDeepStrictEqual } from 'node:util';
import { PortRecordBook } from './PortRecordBook';

const TABLE = 'port_record_states';
/** Rows in one statement. */
const BATCH = 500;

type Kind = 'device' | 'port' | 'cable' | 'names';

/** Everything a book says, by kind and record. */
function statesOf(book: PortRecordBook): Map<string, unknown> {
  const states = new Map<string, unknown>();
  const add = (kind: Kind, record: string, value: unknown) =>
    states.set(`${kind} ${record}`, value);
  book.devicesById.forEach(({ value }, id) => add('device', id, value));
  book.portsById.forEach(({ value }, id) => add('port', id, value));
  book.cablesById.forEach(({ value }, id) => add('cable', id, value));
  if (book.names.length > 0) {
    add('names', '', book.names);
  }
  return states;
}

function refOf(key: string): { kind: string; record: string } {
  const blank = key.indexOf(' ');
  return { kind: key.slice(0, blank), record: key.slice(blank + 1) };
}

/**
 * Keeps what a change ended and what it began, in the transaction of the change.
 *
 * @param now - the moment of the change, ISO-8601 UTC
 */
export async function keepHistory(
  tx: Knex.Transaction,
  before: PortRecordBook,
  after: PortRecordBook,
  now: string,
): Promise<void> {
  const isKept = await tx(TABLE).first('id');
  const old = isKept ? statesOf(before) : new Map<string, unknown>();
  const current = statesOf(after);
  const isSame = (key: string) =>
    old.has(key) &&
    current.has(key) &&
    isDeepStrictEqual(old.get(key), current.get(key));
  const ended = [...old.keys()].filter(key => !isSame(key)).map(refOf);
  for (let start = 0; start < ended.length; start += BATCH) {
    await tx.raw(
      `UPDATE ${TABLE} SET to_at = ? WHERE to_at IS NULL AND (kind, record) IN (
         SELECT kind, record FROM jsonb_to_recordset(?::jsonb)
           AS ended (kind text, record text))`,
      [now, JSON.stringify(ended.slice(start, start + BATCH))],
    );
  }
  const begun = [...current]
    .filter(([key]) => !isSame(key))
    .map(([key, value]) => ({ ...refOf(key), value }));
  const isOlder = !isKept && before.version > 0;
  const rows = [
    ...(isOlder ? [{ kind: 'begun', record: '', value: {} }] : []),
    ...begun,
  ].map(row => ({ ...row, value: JSON.stringify(row.value), from_at: now }));
  await tx.batchInsert(TABLE, rows, BATCH);
}

/** The physical records of a moment of the past. */
export async function recordsAt(
  knex: Knex,
  asOf: string,
): Promise<PortRecords> {
  const [{ kept, begunAt, version }] = (
    await knex.raw<{
      rows: { kept: boolean; begunAt: Date | null; version: string }[];
    }>(
      `SELECT EXISTS (SELECT FROM ${TABLE}) AS kept,
         (SELECT from_at FROM ${TABLE} WHERE kind = 'begun') AS "begunAt",
         (SELECT version FROM boards WHERE name = 'ports') AS version`,
    )
  ).rows;
  const isKnown = kept
    ? begunAt === null || begunAt.getTime() <= Date.parse(asOf)
    : Number(version) === 0;
  if (!isKnown) {
    return { map: EMPTY_PORT_MAP, names: [], isKnown };
  }
  const rows: { kind: Kind; value: unknown }[] = await knex(TABLE)
    .where('from_at', '<=', asOf)
    .where(open => open.whereNull('to_at').orWhere('to_at', '>', asOf))
    .select('kind', 'value');
  const of = <T>(kind: Kind) =>
    rows.flatMap(row => (row.kind === kind ? [row.value as T] : []));
  return {
    map: {
      devices: of<PortDevice>('device'),
      ports: of<DevicePort>('port'),
      cables: of<Cable>('cable'),
    },
    names: of<InterfaceNameMap[]>('names').flat(),
    isKnown,
  };
}
