import {
  Measured,
  bucketsOf,
  gapsOf,
  measuredOf,
  stoppedOf,
  stretchesOf,
} from './series';

const step = (at: number, value = 1, length = 10): Measured => ({
  at,
  until: at + length,
  value,
});
const points = [
  { at: '1970-01-01T00:00:00.000Z', stepSeconds: 300, cpu: 5 },
  { at: '1970-01-01T00:05:00.000Z', stepSeconds: 300, memory: 7 },
];

describe('a series', () => {
  it('leaves out steps in which the metric was not measured', () => {
    expect(measuredOf(points, 'cpu')).toEqual([
      { at: 0, until: 300_000, value: 5 },
    ]);
  });

  it('knows a step without any metric as one that did not run', () => {
    const stopped = { at: '1970-01-01T00:10:00.000Z', stepSeconds: 300 };
    expect(stoppedOf([...points, stopped])).toEqual([
      { at: 600_000, until: 900_000, value: 0 },
    ]);
  });

  it('is cut where a step is missing', () => {
    const stretches = stretchesOf([step(0), step(10), step(30), step(40)]);
    expect(stretches.map(part => part.map(({ at }) => at))).toEqual([
      [0, 10],
      [30, 40],
    ]);
  });

  it('goes on where coarse steps turn into fine ones', () => {
    expect(stretchesOf([step(0, 1, 100), step(100), step(110)])).toHaveLength(
      1,
    );
  });

  it('has gaps between its stretches and at both ends', () => {
    const stretches = stretchesOf([step(50), step(80)]);
    expect(gapsOf(stretches, { from: 0, to: 200 })).toEqual([
      { from: 0, to: 50 },
      { from: 60, to: 80 },
      { from: 90, to: 200 },
    ]);
  });

  it('has no gap for the step that is under way', () => {
    expect(gapsOf([[step(0)]], { from: 0, to: 25 })).toEqual([]);
  });

  it('has a gap after a coarse step that nothing followed for long', () => {
    const minutes = 60_000;
    const coarse = step(0, 1, 30 * minutes);
    expect(gapsOf([[coarse]], { from: 0, to: 55 * minutes })).toEqual([
      { from: 30 * minutes, to: 55 * minutes },
    ]);
  });

  it('is one gap where nothing was measured', () => {
    expect(gapsOf([], { from: 0, to: 9 })).toEqual([{ from: 0, to: 9 }]);
  });
});

describe('parts of the window', () => {
  it('weigh steps by their length and say what was measured', () => {
    const parts = bucketsOf(
      [step(0, 10, 30), step(30, 20, 10)],
      { from: 0, to: 160 },
      2,
    );
    expect(parts[0]).toMatchObject({ average: 12.5, peak: 20, coverage: 0.5 });
  });

  it('have no number where nobody measured', () => {
    const [, second] = bucketsOf([step(0)], { from: 0, to: 20 }, 2);
    expect(second).toEqual({ from: 10, to: 20, coverage: 0 });
  });
});
