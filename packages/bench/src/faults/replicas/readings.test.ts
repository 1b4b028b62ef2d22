import { overlaps, pairUp } from './readings';

const line = (pid: number, event: 'begin' | 'end', at: number) => ({
  pid,
  event,
  at,
});

describe('readings of one source by many processes', () => {
  it('follow each other', () => {
    const readings = pairUp([
      line(1, 'begin', 0),
      line(1, 'end', 5),
      line(2, 'begin', 5),
      line(2, 'end', 9),
      line(1, 'begin', 10),
    ]);
    expect(readings).toEqual([
      { pid: 1, began: 0, ended: 5 },
      { pid: 2, began: 5, ended: 9 },
      { pid: 1, began: 10 },
    ]);
    expect(overlaps(readings)).toEqual([]);
  });

  it('are found out where two are under way at once', () => {
    const readings = pairUp([
      line(1, 'begin', 0),
      line(2, 'begin', 4),
      line(1, 'end', 5),
      line(2, 'end', 6),
      line(3, 'begin', 6),
    ]);
    expect(overlaps(readings)).toEqual(['2 read while 1 did']);
  });

  it('end where their process was killed, and nowhere else', () => {
    const readings = pairUp([line(1, 'begin', 0), line(2, 'begin', 50)]);
    expect(overlaps(readings, new Map([[1, 20]]))).toEqual([]);
    expect(overlaps(readings)).toEqual(['2 read while 1 did']);
  });

  it('have a beginning', () => {
    expect(() => pairUp([line(1, 'end', 5)])).toThrow(/did not begin/);
  });
});
