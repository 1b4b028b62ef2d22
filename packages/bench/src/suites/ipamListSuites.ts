import { addressKey } from '@sankofa/site-model';
import { copyIn } from '../database';
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
import { IpamBed, heldAddress, hostOf } from '../worlds/IpamBed';

const NETWORK = { first: '11.0.0.0', length: 8 };
const PAGE = 100;
const ROUNDS = 15;
const COLUMNS = [
  'key',
  'address',
  'role',
  'lifecycle',
  'hostname',
  'owner_team',
  'description',
];

/** The same columns by COPY, into a table with nothing but their unique key. */
async function copyTime({ knex }: IpamBed, size: number): Promise<number> {
  await knex.raw('DROP TABLE IF EXISTS bare_addresses');
  await knex.raw(
    `CREATE TABLE bare_addresses (key text COLLATE "C" PRIMARY KEY, address text,
       role text, lifecycle text, hostname text, owner_team text, description text)`,
  );
  const csv = Buffer.from(
    Array.from({ length: size }, (_, index) => {
      const address = heldAddress(NETWORK.first, index);
      return `${addressKey(address)},${address},host,active,${hostOf(
        index,
      )},team-${index % 50},bench\n`;
    }).join(''),
  );
  return timed(() => copyIn(knex, 'bare_addresses', COLUMNS, csv));
}

/** P1: NetBox's file in, each row with its audit row and the gaps around it. */
export const ipamImportSuite: BenchSuite = {
  id: 'P1',
  title: 'import of addresses with audit, over HTTP',
  async run(context) {
    const rows: BenchRow[] = [];
    const points: GrowthPoint[] = [];
    for (const size of sizesOf(context, [1_000, 10_000, 100_000])) {
      await IpamBed.with(context, async bed => {
        await bed.prefix('11.0.0.0/8');
        const times = await bed.fill(NETWORK, 0, size);
        const floor = await copyTime(bed, size);
        const {
          rows: [books],
        } = await bed.knex.raw(
          `SELECT (SELECT count(*)::int FROM itops.ipam_addresses) AS kept,
             (SELECT count(*)::int FROM itops.audit_log
              WHERE action = 'address.create') AS audited`,
        );
        points.push({ size, value: times.apply, floor });
        rows.push(
          checked(
            timeRow({
              suite: 'P1',
              case: 'import',
              size: sizeLabel(size),
              value: times.apply,
              floor,
              goal: 20,
              note: 'files of 100k rows, one audit row and one gap each; floor: COPY of the same columns with a unique key',
            }),
            { value: books, floor: { kept: size, audited: size } },
          ),
          timeRow({
            suite: 'P1',
            case: 'preview',
            size: sizeLabel(size),
            value: times.preview,
            floor,
            note: 'reads and compares everything, writes nothing; same floor',
          }),
          rateRow({
            suite: 'P1',
            case: 'import',
            size: sizeLabel(size),
            unit: 'rows/s',
            value: size / (times.apply / 1000),
            floor: size / (floor / 1000),
          }),
        );
      });
    }
    return [...rows, ...growthRows('P1', 'import', points, 1.05)];
  },
};

function listPath(query: Record<string, string>): string {
  return `/ipam/addresses?${new URLSearchParams({
    limit: String(PAGE),
    ...query,
  })}`;
}

function cursorBehind(index: number): string {
  const key = addressKey(heldAddress(NETWORK.first, index));
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** Beds that grow: what was kept for one size is there for the next. */
async function growing(
  context: Parameters<BenchSuite['run']>[0],
  own: number[],
  measure: (bed: IpamBed, size: number) => Promise<void>,
): Promise<void> {
  await IpamBed.with(context, async bed => {
    await bed.prefix('11.0.0.0/8');
    let kept = 0;
    for (const size of sizesOf(context, own)) {
      await bed.fill(NETWORK, kept, size);
      kept = size;
      await bed.knex.raw('VACUUM ANALYZE itops.ipam_addresses');
      context.progress(`${sizeLabel(size)} addresses`);
      await measure(bed, size);
    }
  });
}

const SIZES = [10_000, 100_000, 1_000_000];

/** P2: pages of addresses with their state. */
export const ipamPagesSuite: BenchSuite = {
  id: 'P2',
  title: 'pages of addresses, first and deepest, over HTTP',
  async run(context) {
    const rows: BenchRow[] = [];
    const first: GrowthPoint[] = [];
    await growing(context, SIZES, async (bed, size) => {
      const deep = listPath({ cursor: cursorBehind(size - PAGE - 1) });
      const times = await interleaved(
        {
          first: () => bed.must('GET', listPath({})),
          deepest: () => bed.must('GET', deep),
          sql: () =>
            bed.knex.raw(
              `SELECT * FROM itops.ipam_addresses WHERE key > ? ORDER BY key LIMIT ${PAGE}`,
              [addressKey(heldAddress(NETWORK.first, size - PAGE - 1))],
            ),
        },
        ROUNDS,
      );
      const { items, nextCursor } = await bed.must('GET', deep);
      first.push({ size, value: times.first, floor: times.sql });
      rows.push(
        timeRow({
          suite: 'P2',
          case: 'first page',
          size: sizeLabel(size),
          value: times.first,
          floor: times.sql,
          note: `${PAGE} addresses with state and total, signed in, with permissions; floor: the rows alone by SQL`,
        }),
        checked(
          timeRow({
            suite: 'P2',
            case: 'deepest page',
            size: sizeLabel(size),
            value: times.deepest,
            floor: times.first,
            goal: 1.2,
            note: 'floor: the first page',
          }),
          {
            value: [items.length, items.at(-1).address, nextCursor],
            floor: [PAGE, heldAddress(NETWORK.first, size - 1), undefined],
          },
        ),
      );
    });
    return [...rows, ...growthRows('P2', 'first page', first, 0.05)];
  },
};

/** P3: one address, one host name, part of a text, one /24. */
export const ipamFindSuite: BenchSuite = {
  id: 'P3',
  title: 'finding addresses, over HTTP',
  async run(context) {
    const rows: BenchRow[] = [];
    const points: Record<string, GrowthPoint[]> = {};
    await growing(context, SIZES, async (bed, size) => {
      const index = size - 7;
      const address = heldAddress(NETWORK.first, index);
      const within = `${address.split('.').slice(0, 3).join('.')}.0/24`;
      const host = hostOf(index);
      const part = host.slice(1, 9);
      const asked = {
        address: listPath({ address }),
        hostname: listPath({ hostname: host }),
        substring: listPath({ q: part }),
        '/24': listPath({ within }),
      };
      const sql = (where: string, ...bindings: string[]) =>
        bed.knex.raw(
          `SELECT * FROM itops.ipam_addresses WHERE ${where} ORDER BY key LIMIT ${PAGE}`,
          bindings,
        );
      const floors: Record<keyof typeof asked, () => unknown> = {
        address: () => sql('key = ?', addressKey(address)),
        hostname: () => sql('lower(hostname) = ?', host),
        substring: () =>
          bed.knex.raw(
            `SELECT * FROM itops.ipam_addresses WHERE lower(address || ' ' ||
               coalesce(hostname, '') || ' ' || coalesce(service, '') || ' ' ||
               coalesce(description, '')) LIKE ?`,
            [`%${part}%`],
          ),
        '/24': () =>
          sql(
            'key BETWEEN ? AND ?',
            addressKey(within.replace('.0/24', '.0')),
            addressKey(within.replace('.0/24', '.255')),
          ),
      };
      for (const name of Object.keys(asked) as (keyof typeof asked)[]) {
        const times = await interleaved(
          {
            http: () => bed.must('GET', asked[name]),
            floor: floors[name],
          },
          ROUNDS,
        );
        const { items } = await bed.must('GET', asked[name]);
        points[name] = [
          ...(points[name] ?? []),
          { size, value: times.http, floor: times.floor },
        ];
        rows.push(
          checked(
            timeRow({
              suite: 'P3',
              case: name,
              size: sizeLabel(size),
              value: times.http,
              floor: times.floor,
              note: 'signed in, with permissions and state; floor: one SQL by its index',
            }),
            {
              value: items.some(
                (item: { address: string }) => item.address === address,
              ),
              floor: true,
            },
          ),
        );
      }
    });
    return [
      ...rows,
      ...Object.entries(points).flatMap(([name, some]) =>
        growthRows('P3', name, some),
      ),
    ];
  },
};
