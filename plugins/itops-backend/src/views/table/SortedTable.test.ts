import fc from 'fast-check';
import { SortedTable, TableDefinition } from './SortedTable';

interface Row {
  id: string;
  name?: string;
  size: number;
}

const definition: TableDefinition<Row> = {
  idOf: row => row.id,
  sorts: { name: row => row.name, size: row => row.size },
  defaultSort: 'name',
  textOf: row => `${row.name ?? ''} ${row.size}`.toLowerCase(),
};

const rows: fc.Arbitrary<Row[]> = fc.uniqueArray(
  fc.record(
    {
      id: fc.string({ minLength: 1 }),
      name: fc.constantFrom('a', 'B', 'b2', 'b10', 'ä', ''),
      size: fc.integer({ min: -3, max: 3 }),
    },
    { requiredKeys: ['id', 'size'] },
  ),
  { selector: row => row.id, maxLength: 40 },
);
const order = fc.constantFrom('asc' as const, 'desc' as const);
const sort = fc.constantFrom('name', 'size');

function walk(
  table: SortedTable<Row>,
  query: { sort: string; order: 'asc' | 'desc'; limit: number; q?: string },
): Row[] {
  const seen: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = table.page({ ...query, cursor });
    seen.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return seen;
}

describe('SortedTable', () => {
  it('walks through every row once, whatever the order and the page size', () => {
    fc.assert(
      fc.property(
        rows,
        sort,
        order,
        fc.integer({ min: 1, max: 7 }),
        (all, by, direction, limit) => {
          const table = SortedTable.create(all, definition);
          const seen = walk(table, { sort: by, order: direction, limit });
          expect(new Set(seen)).toEqual(new Set(all));
          expect(seen).toHaveLength(all.length);
        },
      ),
    );
  });

  it('goes on behind the last row when rows before and after it have gone', () => {
    fc.assert(
      fc.property(
        rows,
        sort,
        order,
        fc.func(fc.boolean()),
        (all, by, direction, keeps) => {
          const query = { sort: by, order: direction, limit: 5 } as const;
          const before = SortedTable.create(all, definition);
          const whole = walk(before, query);
          const { items, nextCursor } = before.page(query);
          const rest = all.filter(row => keeps(row));
          const later = SortedTable.create(rest, definition);
          if (nextCursor) {
            const { items: next } = later.page({
              ...query,
              limit: 100,
              cursor: nextCursor,
            });
            expect(next).toEqual(
              whole.slice(items.length).filter(row => rest.includes(row)),
            );
          }
        },
      ),
    );
  });

  it('puts rows without a value last in both directions', () => {
    const table = SortedTable.create<Row>(
      [
        { id: '1', size: 0 },
        { id: '2', name: 'x', size: 0 },
      ],
      definition,
    );
    for (const direction of ['asc', 'desc'] as const) {
      expect(
        walk(table, { sort: 'name', order: direction, limit: 1 }).map(
          ({ id }) => id,
        ),
      ).toEqual(['2', '1']);
    }
  });

  it('finds rows that contain every word', () => {
    const table = SortedTable.create<Row>(
      [
        { id: '1', name: 'Ledger API', size: 7801 },
        { id: '2', name: 'ledger db', size: 7802 },
      ],
      definition,
    );
    const found = (q: string) =>
      table.page({ q, limit: 10 }).items.map(({ id }) => id);
    expect(found('LEDGER')).toEqual(['1', '2']);
    expect(found('ledger 7802')).toEqual(['2']);
    expect(found('nothing')).toEqual([]);
    expect(found('  ')).toEqual(['1', '2']);
  });

  it.each([
    ['a sort it does not know', { sort: 'constructor' }, /Cannot sort by/],
    ['a cursor that is none', { cursor: 'bm9wZQ' }, /not one that this API/],
    [
      'a cursor of another order',
      {
        sort: 'size',
        cursor: Buffer.from(
          '{"sort":"name","order":"asc","value":null,"id":"1"}',
        ).toString('base64url'),
      },
      /another order/,
    ],
  ])('refuses %s', (_, query, message) => {
    const table = SortedTable.create<Row>([{ id: '1', size: 1 }], definition);
    expect(() => table.page({ limit: 1, ...query })).toThrow(message);
  });
});
