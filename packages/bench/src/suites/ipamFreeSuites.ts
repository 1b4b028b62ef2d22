import { DatabaseAuditLog } from '@sankofa/plugin-itops-backend/src/audit';
import { IpamRecords } from '@sankofa/plugin-itops-backend/src/ipam/IpamRecords';
import knexFactory, { Knex } from 'knex';
import {
  BenchRow,
  BenchSuite,
  GrowthPoint,
  checked,
  growthRows,
  interleaved,
  rateRow,
  sizeLabel,
  sizesOf,
  timeRow,
  timed,
} from '../harness';
import { IpamBed } from '../worlds/IpamBed';

const WRITERS = 8;
const EACH = 100;
const ROUNDS = 15;
const RATE_ROUNDS = 3;
const PAGE = 100;

const ALL_FREE = {
  lowest: ({ lo }: { lo: string }) => lo,
  objection: () => undefined,
};

/** As many at once as there are writers, each one after the other. */
async function byWriters(act: () => Promise<unknown>): Promise<number> {
  const took = await timed(() =>
    Promise.all(
      Array.from({ length: WRITERS }, async () => {
        for (let count = 0; count < EACH; count++) {
          await act();
        }
      }),
    ),
  );
  return (WRITERS * EACH) / (took / 1000);
}

/** One row, locked; a number taken from it and kept: nothing else. */
async function bareAllocation(knex: Knex): Promise<void> {
  await knex.transaction(async tx => {
    const {
      rows: [row],
    } = await tx.raw(
      'SELECT next FROM public.bare_gap WHERE id = 1 FOR UPDATE',
    );
    await tx.raw('UPDATE public.bare_gap SET next = next + 1 WHERE id = 1');
    await tx.raw('INSERT INTO public.bare_taken (number) VALUES (?)', [
      row.next,
    ]);
  });
}

async function allocations(
  bed: IpamBed,
  prefixId: string,
  label: { suite: string; size: string },
): Promise<BenchRow[]> {
  await bed.knex.raw(
    `CREATE TABLE IF NOT EXISTS bare_gap (id int PRIMARY KEY, next bigint NOT NULL);
     CREATE TABLE IF NOT EXISTS bare_taken (number bigint PRIMARY KEY);
     INSERT INTO bare_gap VALUES (1, 0) ON CONFLICT DO NOTHING`,
  );
  const knex = knexFactory({
    client: 'pg',
    connection: bed.url,
    searchPath: ['itops'],
    pool: { min: WRITERS, max: WRITERS },
  });
  try {
    const records = IpamRecords.create({
      knex,
      audit: DatabaseAuditLog.create({ knex }),
    });
    const given: string[] = [];
    const store = async () => {
      const { address } = await records.reserve(
        { prefixId, reservation: { role: 'host', holder: 'bench' } },
        ALL_FREE,
        'user:default/bench',
      );
      given.push(address);
    };
    const rates = { store: [] as number[], bare: [] as number[] };
    for (let round = 0; round <= RATE_ROUNDS; round++) {
      const bare = await byWriters(() => bareAllocation(knex));
      const own = await byWriters(store);
      // The first round warms up.
      if (round > 0) {
        rates.bare.push(bare);
        rates.store.push(own);
      }
    }
    const http: string[] = [];
    const rate = await byWriters(async () => {
      const path = `/ipam/prefixes/${prefixId}/next-free`;
      http.push((await bed.must('POST', path, {})).address);
    });
    const best = (values: number[]) => Math.max(...values);
    const distinct = (values: string[]) => new Set(values).size;
    return [
      checked(
        rateRow({
          ...label,
          case: 'allocations at the store',
          unit: '1/s',
          value: best(rates.store),
          floor: best(rates.bare),
          goal: 1.33,
          note: `${WRITERS} writers, best of ${RATE_ROUNDS}; with audit, counter and gap; floor: the bare row-lock loop`,
        }),
        { value: distinct(given), floor: given.length },
      ),
      checked(
        rateRow({
          ...label,
          case: 'allocations over HTTP',
          unit: '1/s',
          value: rate,
          floor: best(rates.bare),
          note: `${WRITERS} writers, signed in, with permissions; same floor`,
        }),
        {
          value: distinct([...given, ...http]),
          floor: given.length + http.length,
        },
      ),
    ];
  } finally {
    await knex.destroy();
  }
}

/** P4: the next free address, however many are held. */
export const ipamNextFreeSuite: BenchSuite = {
  id: 'P4',
  title: 'next free address by density, and allocations by many writers',
  async run(context) {
    const rows: BenchRow[] = [];
    const wide: GrowthPoint[] = [];
    await IpamBed.with(context, async bed => {
      const networks = [
        { first: '172.20.0.0', length: 16, cidr: '172.20.0.0/16', step: 1 },
        { first: '11.0.0.0', length: 8, cidr: '11.0.0.0/8' },
      ];
      const ids: string[] = [];
      for (const { cidr } of networks) {
        ids.push(await bed.prefix(cidr));
      }
      let kept = 0;
      for (const size of sizesOf(context, [1_000, 10_000, 60_000])) {
        for (const [index, network] of networks.entries()) {
          await bed.fill(network, kept, size);
          const path = `/ipam/prefixes/${ids[index]}/next-free`;
          const times = await interleaved(
            {
              next: () => bed.must('GET', path),
              sql: () =>
                bed.knex.raw(
                  `SELECT lo FROM itops.ipam_free_ranges
                   WHERE prefix_id = ? ORDER BY lo LIMIT 1`,
                  [ids[index]],
                ),
            },
            ROUNDS,
          );
          if (network.length === 8) {
            wide.push({ size, value: times.next, floor: times.sql });
          }
          const label = { suite: 'P4', size: sizeLabel(size) };
          rows.push(
            timeRow({
              ...label,
              case: `next free of a /${network.length}`,
              value: times.next,
              floor: times.sql,
              note: `${
                network.length === 8
                  ? 'every second address'
                  : 'all from the first'
              } held; signed in, with permissions and what the sources say; floor: one indexed row`,
            }),
          );
        }
        kept = size;
      }
      rows.push(
        ...(await allocations(bed, ids[1], {
          suite: 'P4',
          size: sizeLabel(kept),
        })),
      );
    });
    return [...rows, ...growthRows('P4', 'next free of a /8', wide, 0.1)];
  },
};

/** Addresses under which utilisation is asked for. */
const UTILISED = 1_000_000;

/** P5: a page of prefixes with what is held in each. */
export const ipamUtilisationSuite: BenchSuite = {
  id: 'P5',
  title: 'utilisation of prefixes, over HTTP',
  async run(context) {
    const rows: BenchRow[] = [];
    const points: GrowthPoint[] = [];
    for (const size of sizesOf(context, [100, 1_000, 10_000])) {
      await IpamBed.with(context, async bed => {
        const prefixes = Array.from(
          { length: size },
          (_, index) =>
            `11.${Math.floor(index / 256)}.${index % 256}.0/24,active\n`,
        );
        await bed.import(
          'prefixes.csv',
          `prefix,status\n11.0.0.0/8,container\n${prefixes.join('')}`,
        );
        // Sixteen in each /24, none of them its network or broadcast address.
        await bed.fill({ first: '11.0.0.0', length: 8, step: 16 }, 0, UTILISED);
        context.progress(`${sizeLabel(size)} prefixes`);
        const page = `/ipam/prefixes?limit=${PAGE}`;
        const times = await interleaved(
          {
            page: () => bed.must('GET', page),
            count: () =>
              bed.knex.raw(
                `SELECT p.id, (SELECT count(*) FROM itops.ipam_addresses a
                   WHERE a.key BETWEEN p.lo AND p.hi)
                 FROM itops.ipam_prefixes p ORDER BY p.lo, p.hi DESC LIMIT ${PAGE}`,
              ),
          },
          ROUNDS,
        );
        const { items } = await bed.must('GET', page);
        points.push({ size, value: times.page, floor: times.count });
        rows.push(
          checked(
            timeRow({
              suite: 'P5',
              case: 'page of prefixes',
              size: sizeLabel(size),
              value: times.page,
              floor: times.count,
              note: `${PAGE} prefixes of ${sizeLabel(size)} over ${sizeLabel(
                UTILISED,
              )} addresses; floor: counting the addresses of those by SQL`,
            }),
            { value: items[0].held, floor: UTILISED },
          ),
        );
      });
    }
    return [...rows, ...growthRows('P5', 'page of prefixes', points, 0.1)];
  },
};

/** P6: everything about which two statements cannot both be right. */
export const ipamConflictsSuite: BenchSuite = {
  id: 'P6',
  title: 'conflicts over all addresses, over HTTP',
  async run(context) {
    const rows: BenchRow[] = [];
    const points: GrowthPoint[] = [];
    await IpamBed.with(context, async bed => {
      for (const size of sizesOf(context, [1_000, 10_000, 50_000])) {
        await bed.portal.collect(size);
        await bed.knex.raw(
          `DROP TABLE IF EXISTS bare_claims;
           CREATE TABLE bare_claims AS
             SELECT n AS owner, (n % ${size - 10})::text AS address
             FROM generate_series(1, ${size}) AS n`,
        );
        const path = `/ipam/conflicts?limit=${PAGE}`;
        const cold = await timed(() => bed.must('GET', path));
        const times = await interleaved(
          {
            http: () => bed.must('GET', path),
            group: () =>
              bed.knex.raw(
                `SELECT address FROM bare_claims GROUP BY address HAVING count(*) > 1`,
              ),
          },
          ROUNDS,
        );
        points.push({ size, value: times.http, floor: times.group });
        const label = { suite: 'P6', size: sizeLabel(size) };
        rows.push(
          timeRow({
            ...label,
            case: 'conflicts',
            value: times.http,
            floor: times.group,
            note: 'all claims of every source, joined when a run ends; floor: one GROUP BY over as many rows',
          }),
          timeRow({
            ...label,
            case: 'conflicts after a run',
            value: cold,
            floor: times.group,
            note: 'the first question; same floor',
          }),
        );
      }
    });
    return [...rows, ...growthRows('P6', 'conflicts', points)];
  },
};
