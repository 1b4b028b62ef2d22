import { utimesSync } from 'node:fs';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { outcomesOf, scopeOf } from '@sankofa/plugin-itops-node/testUtils';
import { check, collect, collectorOf, tablesOf } from './__testUtils__/collect';
import {
  LINK_JSON,
  LINK_TEXT,
  NEIGH_JSON,
  NEIGH_TEXT,
  expectedFacts,
} from './__testUtils__/outputs';

const folder = createMockDirectory({
  content: {
    'neigh.json': NEIGH_JSON,
    'neigh.txt': NEIGH_TEXT,
    'twice.txt': `10.20.0.1 dev vmbr0 FAILED\n${NEIGH_TEXT}${NEIGH_TEXT}10.20.0.1 dev vmbr0 lladdr bc:24:11:00:00:09 STALE\n`,
    'link.json': LINK_JSON,
    'link.txt': LINK_TEXT,
    'empty.txt': '\n',
    'none.json': '[]\n',
    'page.html': '<!DOCTYPE html>\n<p>Sign in',
    'cut.json': NEIGH_JSON.slice(0, 90),
  },
});
const at = (name: string) => folder.resolve(name);

/** Written so long ago. */
function aged(name: string, milliseconds: number): string {
  const time = new Date(Date.now() - milliseconds);
  utimesSync(at(name), time, time);
  return time.toISOString();
}

describe('recorded files', () => {
  it.each([
    ['neigh.json', 'link.json'],
    ['neigh.txt', 'link.txt'],
    ['twice.txt', 'link.txt'],
  ])('%s and %s give the same facts', async (file, linksFile) => {
    const result = await collect(
      collectorOf([{ node: 'one', file: at(file), linksFile: at(linksFile) }]),
    );
    expect(outcomesOf(result)).toEqual({
      source: 'complete',
      'node:one': 'complete',
    });
    expect(result.transport).toBe('file');
    expect(tablesOf(result)).toEqual(expectedFacts('one'));
    const [fact] = scopeOf(result, 'node:one').facts;
    expect(fact.locator).toBe(at(file));
  });

  it('knows no links where none were recorded, and misses nothing', async () => {
    const result = await collect(
      collectorOf([{ node: 'one', file: at('neigh.txt') }]),
    );
    expect(outcomesOf(result)['node:one']).toBe('complete');
    expect(tablesOf(result).links).toEqual([]);
  });

  it.each([
    ['gone.txt', 'file-missing', 'does not exist'],
    ['empty.txt', 'invalid-answer', 'is empty'],
    ['page.html', 'invalid-answer', 'line 1, "<!DOCTYPE html>"'],
    ['cut.json', 'invalid-answer', 'not JSON to its end'],
    ['.', 'invalid-answer', 'is not a regular file'],
  ])(
    'fails for %s, and reads the other node',
    async (file, reason, message) => {
      const result = await collect(
        collectorOf([
          { node: 'one', file: at(file) },
          { node: 'two', file: at('neigh.txt') },
        ]),
      );
      expect(outcomesOf(result)).toEqual({
        source: 'complete',
        'node:one': `failed: ${reason}`,
        'node:two': 'complete',
      });
      expect(scopeOf(result, 'node:one').error?.message).toContain(message);
    },
  );

  it('believes an empty list', async () => {
    const result = await collect(
      collectorOf([{ node: 'one', file: at('none.json') }]),
    );
    expect(outcomesOf(result)['node:one']).toBe('complete');
    expect(tablesOf(result).neighbours).toEqual([]);
  });

  it('is partial when only the links are missing', async () => {
    const result = await collect(
      collectorOf([
        { node: 'one', file: at('neigh.txt'), linksFile: at('gone.txt') },
      ]),
    );
    expect(outcomesOf(result)['node:one']).toBe('partial: file-missing');
    expect(tablesOf(result).neighbours).toHaveLength(3);
  });

  it('says since when a file was not written, and fails when that is longer than it may be', async () => {
    const time = aged('neigh.txt', 7_300_000);
    const node = { node: 'one', file: at('neigh.txt') };
    const result = await collect(collectorOf([node]));
    expect(outcomesOf(result)['node:one']).toBe('complete');
    expect(result.note).toContain(`one (${time})`);
    const strict = await collect(
      collectorOf([{ ...node, maxAge: { hours: 2 } }]),
    );
    expect(outcomesOf(strict)['node:one']).toBe('failed: invalid-answer');
    expect(scopeOf(strict, 'node:one').error?.message).toContain(
      'longer ago than maxAge',
    );
    const lenient = await collect(
      collectorOf([{ ...node, maxAge: { hours: 3 } }]),
    );
    expect(outcomesOf(lenient)['node:one']).toBe('complete');
    expect(await check(collectorOf([node]))).toEqual([
      {
        title: `neighbours/nodes: one (${at('neigh.txt')})`,
        status: 'ok',
        detail: `3 neighbours, 1 of them present; no links; written ${time}`,
      },
    ]);
  });
});
