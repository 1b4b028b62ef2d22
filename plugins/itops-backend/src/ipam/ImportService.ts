import { ConflictError, InputError } from '@backstage/errors';
import { IpamImportAnswer } from '@sankofa/plugin-itops-common';
import { IpamAddress, parseCidr } from '@sankofa/site-model';
import { Knex } from 'knex';
import { AuditLog } from '../audit';
import { storableJson } from '../observations/storableText';
import { audited } from '../ports/audited';
import { addressValueOf, columnsOf, isReserved } from './AddressWriter';
import { PrefixWriter, valueOf } from './PrefixWriter';
import { VlanWriter, vlanValueOf } from './VlanWriter';
import { takeKeys } from './freeRanges';
import { IpamImport, IpamImportPlan, fieldsOf, planImport } from './importPlan';

/** Rows in one statement. */
const BATCH = 10_000;
/** Items of each list that are sent; counts go on. */
const MAX_ITEMS = 1_000;

const ACTION = { action: 'ipam.import', subject: 'ipam' };

interface Options {
  knex: Knex;
  audit: AuditLog;
}

type AddressStep = IpamImportPlan['addresses'][number];

/** NetBox's files: looked at first, then taken over as a whole or not at all. */
export class ImportService {
  private constructor(private readonly options: Options) {}

  static create(options: Options): ImportService {
    return new ImportService(options);
  }

  /** What the import would do now. */
  async preview(request: IpamImport, actor: string): Promise<IpamImportAnswer> {
    const plan = await this.options.knex.transaction(
      tx => planImport(tx, request, actor),
      { isolationLevel: 'repeatable read', readOnly: true },
    );
    return answerOf(plan);
  }

  /**
   * Does what the preview with this hash said.
   *
   * @throws ConflictError when records, files or choices are not those of the preview
   * @throws InputError when the files have errors
   */
  async apply(
    request: IpamImport,
    previewHash: string,
    actor: string,
  ): Promise<IpamImportAnswer> {
    const { knex, audit } = this.options;
    return audited(audit, { actor, ...ACTION }, () =>
      knex.transaction(async tx => {
        const options = { tx, audit, actor, origin: 'netbox' as const };
        const prefixes = await PrefixWriter.lock(options);
        const vlans = await VlanWriter.lock(options);
        // Nobody takes or gives back an address until this ends.
        await tx.raw(
          'SELECT 1 FROM ipam_counters ORDER BY prefix_id FOR UPDATE',
        );
        const plan = await planImport(tx, request, actor);
        check(plan, previewHash);
        for (const { before, after } of plan.vlans) {
          await (before
            ? vlans.update(before.id, before.version, after)
            : vlans.create(after));
        }
        for (const { before, after } of plan.prefixes) {
          await (before
            ? prefixes.update(before.id, before.version, after)
            : prefixes.create(after));
        }
        await writeAddresses(tx, plan.addresses, actor);
        const { counts } = answerOf(plan);
        await audit.record(tx, {
          actor,
          ...ACTION,
          outcome: 'success',
          details: {
            ...counts,
            mode: request.mode,
            files: request.files.map(({ name }) => name.slice(0, 200)),
          },
        });
        return answerOf(plan);
      }),
    );
  }
}

function check(plan: IpamImportPlan, previewHash: string): void {
  if (plan.hash !== previewHash) {
    throw new ConflictError(
      'The records, the files or the choices are not those of the preview any more; look at a new preview',
    );
  }
  const [first] = plan.problems;
  if (first) {
    throw new InputError(
      `Nothing was imported: ${plan.problems.length} errors, the first in line ${first.line} of ${first.file}: ${first.message}`,
    );
  }
}

interface Network {
  id: string;
  lo: string;
  hi: string;
}

/** Addresses right in one prefix, and what becomes of its counter. */
interface Share {
  keys: string[];
  held: number;
  reserved: number;
}

async function writeAddresses(
  tx: Knex.Transaction,
  steps: readonly AddressStep[],
  actor: string,
): Promise<void> {
  for (let at = 0; at < steps.length; at += BATCH) {
    const some = steps.slice(at, at + BATCH);
    await insertAddresses(
      tx,
      some.filter(({ before }) => !before),
      actor,
    );
    await updateAddresses(
      tx,
      some.filter(({ before }) => before),
      actor,
    );
  }
  for (const [prefixId, share] of await sharesOf(tx, steps)) {
    await takeKeys(tx, prefixId, share.keys);
    await tx.raw(
      `UPDATE ipam_counters SET held = held + ?, reserved = reserved + ?,
         version = version + 1 WHERE prefix_id = ?`,
      [share.held, share.reserved, prefixId],
    );
  }
}

async function sharesOf(
  tx: Knex.Transaction,
  steps: readonly AddressStep[],
): Promise<Map<string, Share>> {
  const networks: Network[] = await tx('ipam_prefixes')
    .orderBy([{ column: 'lo' }, { column: 'hi', order: 'desc' }])
    .select('id', 'lo', 'hi');
  const shares = new Map<string, Share>();
  const open: Network[] = [];
  let next = 0;
  for (const { key, before, after } of steps) {
    while (next < networks.length && networks[next].lo <= key) {
      const network = networks[next++];
      while (open.length > 0 && open.at(-1)!.hi < network.lo) {
        open.pop();
      }
      open.push(network);
    }
    while (open.at(-1)!.hi < key) {
      open.pop();
    }
    const { id } = open.at(-1)!;
    const share = shares.get(id) ?? { keys: [], held: 0, reserved: 0 };
    shares.set(id, share);
    share.reserved +=
      Number(isReserved(after)) - Number(before ? isReserved(before) : false);
    if (!before) {
      share.keys.push(key);
      share.held++;
    }
  }
  return shares;
}

const COLUMNS = [
  'address',
  'role',
  'lifecycle',
  'hostname',
  'owner_team',
  'service',
  'source_ref',
  'description',
  'holder',
  'expires_at',
] as const;

/** One array for each column. */
function arraysOf(values: readonly IpamAddress[]) {
  const rows = values.map(columnsOf);
  return COLUMNS.map(column => rows.map(row => row[column]));
}

const TYPES = COLUMNS.map(column =>
  column === 'expires_at' ? '?::timestamptz[]' : '?::text[]',
).join(', ');

/** One statement: the rows, and what is written down about each of them. */
async function insertAddresses(
  tx: Knex.Transaction,
  steps: readonly AddressStep[],
  actor: string,
): Promise<void> {
  if (steps.length === 0) {
    return;
  }
  const details = steps.map(({ after }) => storableJson({ after }));
  await tx.raw(
    `WITH audited AS (
       INSERT INTO audit_log (actor, action, subject, outcome, details)
       SELECT ?, 'address.create', 'address:' || address, 'success', details::jsonb
       FROM unnest(?::text[], ?::text[]) AS row (address, details))
     INSERT INTO ipam_addresses (key, ${COLUMNS.join(', ')}, origin,
       created_at, created_by, updated_at, updated_by)
     SELECT key, ${COLUMNS.join(', ')}, 'netbox', at, ?, at, ?
     FROM unnest(?::text[], ${TYPES}) AS row (key, ${COLUMNS.join(', ')}),
       (SELECT clock_timestamp() AS at) AS now`,
    [
      actor,
      steps.map(({ after }) => after.address),
      details,
      actor,
      actor,
      steps.map(({ key }) => key),
      ...arraysOf(steps.map(({ after }) => after)),
    ] as Knex.RawBinding[],
  );
}

async function updateAddresses(
  tx: Knex.Transaction,
  steps: readonly AddressStep[],
  actor: string,
): Promise<void> {
  if (steps.length === 0) {
    return;
  }
  const details = steps.map(({ before, after }) => {
    const value = addressValueOf(before!);
    return storableJson({
      before: value,
      after,
      fields: fieldsOf(value, after),
    });
  });
  await tx.raw(
    `WITH audited AS (
       INSERT INTO audit_log (actor, action, subject, outcome, details)
       SELECT ?, 'address.update', 'address:' || address, 'success', details::jsonb
       FROM unnest(?::text[], ?::text[]) AS row (address, details))
     UPDATE ipam_addresses AS a SET ${COLUMNS.map(
       column => `${column} = row.${column}`,
     ).join(', ')}, version = a.version + 1,
       updated_at = clock_timestamp(), updated_by = ?
     FROM unnest(?::text[], ${TYPES}) AS row (key, ${COLUMNS.join(', ')})
     WHERE a.key = row.key`,
    [
      actor,
      steps.map(({ after }) => after.address),
      details,
      actor,
      steps.map(({ key }) => key),
      ...arraysOf(steps.map(({ after }) => after)),
    ] as Knex.RawBinding[],
  );
}

function answerOf(plan: IpamImportPlan): IpamImportAnswer {
  const { vlans, prefixes, addresses, problems, notes, unchanged, kept } = plan;
  const named = [
    ...vlans.map(({ before, after }) => ({
      label: `VLAN ${after.vid}`,
      before: before && vlanValueOf(before),
      after,
    })),
    ...prefixes.map(({ before, after }) => ({
      label: after.cidr,
      before: before && valueOf(before),
      after,
    })),
  ];
  const isNew = ({ before }: { before?: object }) => before === undefined;
  const added = [...named.filter(isNew)].map(({ label }) => label);
  const changed = named.filter(step => !isNew(step));
  const newAddresses = addresses.filter(isNew);
  const changedAddresses = addresses.filter(step => !isNew(step));
  return {
    previewHash: plan.hash,
    problems: problems.slice(0, MAX_ITEMS),
    notes: notes.slice(0, MAX_ITEMS),
    added: [
      ...added,
      ...newAddresses.slice(0, MAX_ITEMS).map(({ after }) => after.address),
    ].slice(0, MAX_ITEMS),
    changed: [
      ...changed,
      ...changedAddresses.slice(0, MAX_ITEMS).map(({ before, after }) => ({
        label: after.address,
        before: addressValueOf(before!),
        after,
      })),
    ]
      .slice(0, MAX_ITEMS)
      .map(({ label, before, after }) => ({
        label,
        fields: fieldsOf(before!, after),
      })),
    counts: {
      problems: problems.length,
      added: added.length + newAddresses.length,
      changed: changed.length + changedAddresses.length,
      unchanged,
      kept,
    },
  };
}

/** Prefix length of the network around each of these, in numeric order. */
export function lengthsOf(
  cidrs: ReadonlyMap<string, string>,
): (key: string) => number {
  return key => {
    const cidr = cidrs.get(key);
    const around = cidr === undefined ? undefined : parseCidr(cidr);
    return around?.length ?? 32;
  };
}
