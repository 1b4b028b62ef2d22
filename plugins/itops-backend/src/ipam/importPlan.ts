import {
  FieldChange,
  ImportFile,
  ImportNote,
  ImportProblem,
  IpamAddress,
  IpamPrefix,
  IpamRow,
  IpamVlan,
  KeyRange,
  compareInTree,
  differences,
  keyAfter,
  parseCidr,
  readNetboxIpam,
  spaceProblems,
  vlanKey,
} from '@sankofa/site-model';
import { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { addressValueOf, addressValueProblem } from './AddressWriter';
import { StoredAddress, StoredPrefix, StoredVlan } from './IpamStore';
import { valueOf } from './PrefixWriter';
import { vlanValueOf } from './VlanWriter';
import { ipamVersion } from './board';
import { prefixesWhere } from './readPrefixes';
import { AddressDbRow, VlanDbRow, addressOf, vlanOf } from './rows';

/** Keys in one statement. */
const BATCH = 10_000;

/** What somebody wants to import. */
export interface IpamImport {
  files: readonly ImportFile[];
  /** `update` also changes what is kept already. */
  mode: 'add' | 'update';
  words: Readonly<Record<string, string>>;
}

/** A record and what it will say; without `before` it is new. */
export interface Step<TStored, TValue> {
  before?: TStored;
  after: TValue;
}

/** What an import does. */
export interface IpamImportPlan {
  hash: string;
  problems: ImportProblem[];
  notes: ImportNote[];
  vlans: Step<StoredVlan, IpamVlan>[];
  prefixes: Step<StoredPrefix, IpamPrefix>[];
  /** In numeric order. */
  addresses: (Step<StoredAddress, IpamAddress> & { key: string })[];
  unchanged: number;
  /** Rows of the files for records that an import that only adds leaves alone. */
  kept: number;
}

/** Reads the files and compares them with the records. Writes nothing. */
export async function planImport(
  tx: Knex,
  request: IpamImport,
  actor: string,
): Promise<IpamImportPlan> {
  const { files, mode, words } = request;
  const reading = readNetboxIpam(files, words);
  const parts = [await ipamVersion(tx), mode, words, files];
  const plan: IpamImportPlan = {
    hash: createHash('sha256').update(JSON.stringify(parts)).digest('hex'),
    problems: [...reading.problems],
    notes: reading.notes,
    vlans: [],
    prefixes: [],
    addresses: [],
    unchanged: 0,
    kept: 0,
  };
  const planner = new Planner(plan, mode, actor);
  const vlans = await vlansByKey(tx);
  const prefixes = await prefixesByCidr(tx, reading.prefixes.length > 0);
  planner.vlans(reading.vlans, vlans);
  planner.prefixes(reading.prefixes, prefixes, vlans);
  const addresses = [...reading.addresses].sort((left, right) =>
    left.key < right.key ? -1 : 1,
  );
  const there = await addressesByKey(
    tx,
    addresses.map(({ key }) => key),
  );
  const networks = await networksOf(tx, plan);
  planner.addresses(addresses, there, networks);
  return plan;
}

class Planner {
  constructor(
    private readonly plan: IpamImportPlan,
    private readonly mode: 'add' | 'update',
    private readonly actor: string,
  ) {}

  vlans(
    rows: readonly IpamRow<IpamVlan>[],
    there: ReadonlyMap<string, StoredVlan>,
  ): void {
    for (const { key, said, at } of rows) {
      const before = there.get(key);
      const after = merged<IpamVlan>(
        { status: 'active' },
        before && vlanValueOf(before),
        said,
      );
      if (after.name === undefined) {
        this.problem(at, `VLAN ${after.vid} is new, so it needs a name`);
      } else {
        this.step(
          this.plan.vlans,
          before,
          before && vlanValueOf(before),
          after,
        );
      }
    }
  }

  prefixes(
    rows: readonly IpamRow<IpamPrefix>[],
    there: ReadonlyMap<string, StoredPrefix>,
    vlans: ReadonlyMap<string, StoredVlan>,
  ): void {
    const known = new Set([
      ...vlans.keys(),
      ...this.plan.vlans.map(({ after }) => vlanKey(after)),
    ]);
    for (const { key, said, at } of rows) {
      const before = there.get(key);
      const value = before && valueOf(before);
      const after = merged<IpamPrefix>(
        { status: 'active', ranges: [], sources: [] },
        value,
        said,
      );
      const problems = spaceProblems(after);
      if (after.vlan && !known.has(vlanKey(after.vlan))) {
        problems.push(
          `VLAN ${after.vlan.vid} is neither recorded nor in the files`,
        );
      }
      problems.forEach(message => this.problem(at, message));
      this.step(this.plan.prefixes, before, value, after);
    }
  }

  addresses(
    rows: readonly IpamRow<IpamAddress>[],
    there: ReadonlyMap<string, StoredAddress>,
    networks: readonly KeyRange[],
  ): void {
    const walk = walkOf(networks);
    for (const { key, said, at } of rows) {
      const before = there.get(key);
      const value = before && addressValueOf(before);
      const after = merged<IpamAddress>(
        { role: 'host', lifecycle: 'active' },
        value,
        said,
      );
      if (after.lifecycle === 'reserved') {
        after.holder ??= after.ownerTeam ?? this.actor;
      } else {
        delete after.holder;
        delete after.expiresAt;
      }
      const problem = addressValueProblem(after) ?? walk(key, after.address);
      if (problem !== undefined) {
        this.problem(at, problem);
      }
      this.step(this.plan.addresses, before, value, after, { key });
    }
  }

  private step<TStored, TValue extends object, TMore extends object>(
    steps: (Step<TStored, TValue> & TMore)[],
    before: TStored | undefined,
    value: TValue | undefined,
    after: TValue,
    more: TMore = {} as TMore,
  ): void {
    if (before === undefined) {
      steps.push({ after, ...more });
    } else if (this.mode === 'add') {
      this.plan.kept++;
    } else if (fieldsOf(value!, after).length === 0) {
      this.plan.unchanged++;
    } else {
      steps.push({ before, after, ...more });
    }
  }

  private problem(at: { file: string; line: number }, message: string): void {
    this.plan.problems.push({ ...at, message });
  }
}

/** Fields that differ; those of fields in fields as text. */
export function fieldsOf(before: object, after: object): FieldChange[] {
  return differences(flat(before), flat(after));
}

function flat(record: object): object {
  return Object.fromEntries(
    Object.entries(record).map(([field, value]) => [
      field,
      typeof value === 'object' ? JSON.stringify(value) : value,
    ]),
  );
}

/** What a row says counts; what it leaves empty, too; what it does not speak of stays. */
function merged<T>(
  fallback: Partial<T>,
  before: T | undefined,
  said: Partial<T>,
): T {
  const all = { ...fallback, ...before, ...said };
  for (const field of Object.keys(all) as (keyof T)[]) {
    if (all[field] === undefined) {
      delete all[field];
    }
  }
  return all as T;
}

/**
 * Says for keys in ascending order whether a network is around them, and whether
 * they are its own first or last address.
 *
 * @param networks - in tree order
 */
function walkOf(networks: readonly KeyRange[]) {
  const open: KeyRange[] = [];
  let next = 0;
  return (key: string, address: string): string | undefined => {
    while (next < networks.length && networks[next].lo <= key) {
      open.push(networks[next++]);
      while (open.length > 1 && open.at(-2)!.hi < open.at(-1)!.lo) {
        open.splice(-2, 1);
      }
    }
    while (open.length > 0 && open.at(-1)!.hi < key) {
      open.pop();
    }
    const around = open.at(-1);
    if (!around) {
      return `No prefix is around ${address}; add one to prefixes.csv, or before the import`;
    }
    const isSmall =
      around.lo === around.hi || keyAfter(around.lo) === around.hi;
    if (isSmall || (key !== around.lo && key !== around.hi)) {
      return undefined;
    }
    return key === around.lo || !address.includes(':')
      ? `${address} is the ${
          key === around.lo ? 'network' : 'broadcast'
        } address of its prefix`
      : undefined;
  };
}

async function vlansByKey(tx: Knex): Promise<Map<string, StoredVlan>> {
  const rows: VlanDbRow[] = await tx('ipam_vlans').select('*');
  return new Map(rows.map(vlanOf).map(vlan => [vlanKey(vlan), vlan]));
}

async function prefixesByCidr(
  tx: Knex,
  isNeeded: boolean,
): Promise<Map<string, StoredPrefix>> {
  const found = isNeeded ? await prefixesWhere(tx, 'true', []) : [];
  return new Map(found.map(prefix => [prefix.cidr, prefix]));
}

async function addressesByKey(
  tx: Knex,
  keys: readonly string[],
): Promise<Map<string, StoredAddress>> {
  const found = new Map<string, StoredAddress>();
  for (let at = 0; at < keys.length; at += BATCH) {
    const rows: AddressDbRow[] = (
      await tx.raw('SELECT * FROM ipam_addresses WHERE key = ANY(?::text[])', [
        keys.slice(at, at + BATCH),
      ])
    ).rows;
    for (const row of rows) {
      found.set(row.key, addressOf(row));
    }
  }
  return found;
}

/** All networks after the import, in tree order. */
async function networksOf(
  tx: Knex,
  { prefixes }: IpamImportPlan,
): Promise<KeyRange[]> {
  const there: KeyRange[] = await tx('ipam_prefixes').select('lo', 'hi');
  const added = prefixes
    .filter(({ before }) => before === undefined)
    .map(({ after }) => parseCidr(after.cidr)!);
  return [...there, ...added].sort(compareInTree);
}
