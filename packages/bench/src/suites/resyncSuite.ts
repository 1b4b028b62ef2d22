import { ScopeResult } from '@sankofa/site-model';
import { rowsWritten, withDatabase } from '../database';
import {
  BenchContext,
  BenchRow,
  BenchSuite,
  GrowthPoint,
  checked,
  growthRows,
  interleaved,
  sizeLabel,
  sizesOf,
  timeRow,
} from '../harness';
import { ObservationBed, TABLES, csvOfRows } from '../worlds/ObservationBed';
import { generatedSite } from '../worlds/generatedSite';

const SUITE = 'P11';
/** The same guests, one in a hundred with a new configuration. */
function oneInHundredChanged(scopes: readonly ScopeResult[]): ScopeResult[] {
  return scopes.map((scope, index) =>
    index % 50 === 0 && scope.scope.startsWith('guest:')
      ? {
          ...scope,
          facts: scope.facts.map(fact =>
            fact.kind === 'guest-config'
              ? { ...fact, value: { ...fact.value, onBoot: false } }
              : fact,
          ),
        }
      : scope,
  );
}

async function writtenBy(bed: ObservationBed, action: () => Promise<unknown>) {
  const written = await rowsWritten(bed.knex, [...TABLES], action);
  return written.observations + written.scope_states;
}

interface Measured {
  rows: BenchRow[];
  unchanged: GrowthPoint;
}

/** @param size - facts of the pass; half as many guests, each with a scope of its own */
async function measure(
  bed: ObservationBed,
  size: number,
  context: BenchContext,
): Promise<Measured> {
  const base = generatedSite({ guests: size / 2, keys: 0 }).inventory;
  const changed = oneInHundredChanged(base);
  const label = { suite: SUITE, size: sizeLabel(size) };
  const rounds = size > 10_000 ? 3 : 5;

  await bed.empty('');
  await bed.run(base);
  const rows = await bed.rows();
  const csv = csvOfRows(rows);
  const known = rows.observations.length + rows.scope_states.length;
  const first = await interleaved(
    { store: () => bed.run(base), copy: () => bed.copy(csv) },
    rounds,
    name => bed.empty(name === 'store' ? '' : 'copy_'),
  );
  const copied = await bed.knex('copy_observations').count('* as count');
  context.progress(`${label.size} facts: first write`);

  await bed.run(changed);
  const changedRows = await bed.rows();
  await bed.run(base);
  await bed.empty('merge_');
  await bed.merge(rows);
  const unchanged = await interleaved(
    {
      store: () => bed.run(base),
      merge: () => bed.merge(rows),
      read: () => bed.readKeys(),
    },
    rounds,
    () => bed.tidy(),
  );
  const writtenUnchanged = await writtenBy(bed, () => bed.run(base));
  context.progress(`${label.size} facts: unchanged`);

  let turn = 0;
  const ours = () => bed.run(turn++ % 2 === 0 ? changed : base);
  let peerTurn = 0;
  const peer = () => bed.merge(peerTurn++ % 2 === 0 ? changedRows : rows);
  const some = await interleaved({ store: ours, merge: peer }, rounds, () =>
    bed.tidy(),
  );
  const writtenSome = await writtenBy(bed, ours);
  const wanted = changed.filter((scope, index) => scope !== base[index]).length;
  context.progress(`${label.size} facts: 1 % changed`);

  return {
    rows: [
      checked(
        timeRow({
          ...label,
          case: 'first write',
          value: first.store,
          floor: first.copy,
          goal: 8,
          note: `floor: COPY of the same ${known} rows into tables with the same indexes`,
        }),
        {
          value: rows.observations.length,
          floor: Number(copied[0].count),
        },
      ),
      checked(
        timeRow({
          ...label,
          case: 'unchanged',
          value: unchanged.store,
          floor: unchanged.read,
          goal: 1.5,
          note: 'floor: reading back the keys',
        }),
        { value: known, floor: await bed.readKeys() },
      ),
      timeRow({
        ...label,
        case: 'unchanged beside knex merge',
        value: unchanged.store,
        floor: unchanged.merge,
        goal: 0.25,
        note: 'peer instead of floor: insert … on conflict merge of the same rows',
      }),
      checked(
        {
          ...label,
          case: 'rows written, unchanged',
          unit: 'rows',
          value: writtenUnchanged,
          floor: 0,
          note: 'observations and scope states, as PostgreSQL counts them',
        },
        { value: writtenUnchanged, floor: 0 },
      ),
      timeRow({
        ...label,
        case: '1 % changed beside knex merge',
        value: some.store,
        floor: some.merge,
        goal: 0.25,
        note: 'peer instead of floor: insert … on conflict merge of the same rows',
      }),
      checked(
        {
          ...label,
          case: 'rows written, 1 % changed',
          unit: 'rows',
          value: writtenSome,
          floor: 2 * wanted,
          note: 'floor: one ended and one begun interval for each changed fact',
        },
        { value: writtenSome, floor: 2 * wanted },
      ),
    ],
    unchanged: { size, value: unchanged.store, floor: unchanged.read },
  };
}

/** The store: a first run, one that saw nothing new, and one with a little news. */
export const resyncSuite: BenchSuite = {
  id: SUITE,
  title: 'writing runs of a collector',
  run(context) {
    return withDatabase(context, async knex => {
      const bed = await ObservationBed.create(knex);
      const rows: BenchRow[] = [];
      const points: GrowthPoint[] = [];
      for (const size of sizesOf(context, [10_000, 30_000, 100_000])) {
        const measured = await measure(bed, size, context);
        rows.push(...measured.rows);
        points.push(measured.unchanged);
      }
      return [...rows, ...growthRows(SUITE, 'unchanged', points)];
    });
  },
};
