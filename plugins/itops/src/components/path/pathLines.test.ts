import { branchedPath, hop, pathRow } from '../../testing/fixtures';
import { branchLines, hopAt, trunkLines } from './pathLines';

function columnsOf(lines: ReturnType<typeof trunkLines>) {
  return lines.map(({ cells }) => cells.map(({ column }) => column));
}

describe('the lines of a drawn path', () => {
  it('puts a plain path on one line, hop beside hop', () => {
    expect(columnsOf(trunkLines(pathRow()))).toEqual([
      [0, 1, 2, 3, 4, 5, 6, 7],
    ]);
  });

  it('keeps several forwards in one place', () => {
    const [name, forward, ...others] = pathRow().hops;
    const [line] = trunkLines({
      hops: [name, forward, { ...forward, title: 'git' }, ...others],
    });
    expect(line.cells[1].hops.map(({ hop: { title } }) => title)).toEqual([
      'web',
      'git',
    ]);
  });

  it('goes on below where a proxy sends to another proxy', () => {
    const [name, forward, proxy, address, guest] = pathRow().hops;
    const inner = hop({ kind: 'proxy', title: 'proxy host 9' });
    expect(
      columnsOf(
        trunkLines({
          hops: [name, forward, proxy, address, inner, address, guest],
        }),
      ),
    ).toEqual([
      [0, 1, 2, 3],
      [2, 3, 4],
    ]);
  });

  it('gives each branch a line with its name', () => {
    expect(branchLines(branchedPath()).map(({ branch }) => branch)).toEqual([
      '4105 billing-db',
      '4117 billing-db-copy',
    ]);
  });

  it('finds every hop again at its place', () => {
    const path = branchedPath();
    const placed = [...trunkLines(path), ...branchLines(path)].flatMap(
      ({ cells }) => cells.flatMap(({ hops }) => hops),
    );
    expect(placed).toHaveLength(6);
    for (const { id, hop: drawn } of placed) {
      expect(hopAt(path, id)).toBe(drawn);
    }
    expect(hopAt(path, '2.0')).toBeUndefined();
    expect(hopAt(path, 'x')).toBeUndefined();
  });
});
