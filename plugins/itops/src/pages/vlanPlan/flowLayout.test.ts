import { layoutFlows } from './flowLayout';

describe('the picture of flows', () => {
  it('adds up waves that go the same way, and leaves nobody out', () => {
    const { bands, left, right } = layoutFlows([
      { wave: 'a', from: 11, to: 200, count: 3, done: 0 },
      { wave: 'b', from: 11, to: 200, count: 2, done: 0 },
      { wave: 'b', to: 200, count: 1, done: 0 },
      { wave: 'b', from: 110, to: 110, count: 4, done: 4 },
    ]);
    expect(bands.map(({ from, to, count }) => [from, to, count])).toEqual([
      [11, 200, 5],
      [110, 110, 4],
      [undefined, 200, 1],
    ]);
    expect(left.map(({ vid, count }) => [vid, count])).toEqual([
      [11, 5],
      [110, 4],
      [undefined, 1],
    ]);
    expect(right.map(({ vid, count }) => [vid, count])).toEqual([
      [110, 4],
      [200, 6],
    ]);
  });

  it.each([1, 40, 4000])('puts bands side by side, for %d workloads', count => {
    const { bands, left, right, height } = layoutFlows(
      [1, 2, 3].map(to => ({ wave: 'a', from: 11, to, count, done: 0 })),
    );
    for (const side of [left, right]) {
      side.slice(1).forEach((node, index) => {
        expect(node.y).toBeGreaterThan(side[index].y + side[index].height);
      });
    }
    bands.slice(1).forEach((band, index) => {
      expect(band.y1).toBeCloseTo(bands[index].y1 + bands[index].height);
    });
    const last = bands[bands.length - 1];
    expect(last.y1 + last.height).toBeLessThanOrEqual(height + 0.001);
    expect(last.y2 + last.height).toBeLessThanOrEqual(height + 0.001);
  });

  it('is empty where nothing moves', () => {
    expect(layoutFlows([])).toMatchObject({ bands: [], height: 0 });
  });
});
