import { portRow } from '../../testing/fixtures';
import { faceplateLayout, portBeside } from './faceplateLayout';

function plain(count: number, media = 'GE') {
  return Array.from({ length: count }, (_, index) =>
    portRow({ ports: [index + 1], media }),
  );
}

function placeOf(layout: ReturnType<typeof faceplateLayout>, number: number) {
  const port = layout.ports.find(found => found.number === number)!;
  return [port.column, port.line];
}

describe('the layout of a switch', () => {
  it('puts up to eight ports in one line', () => {
    const layout = faceplateLayout(plain(8));
    expect(layout.lines).toBe(1);
    expect(placeOf(layout, 8)).toEqual([8, 0]);
  });

  it('puts odd ports above even ones where there are more', () => {
    const layout = faceplateLayout(plain(24));
    expect(layout.lines).toBe(2);
    expect(placeOf(layout, 1)).toEqual([1, 0]);
    expect(placeOf(layout, 2)).toEqual([1, 1]);
    expect(placeOf(layout, 23)).toEqual([12, 0]);
  });

  it('sets sockets for modules apart', () => {
    const layout = faceplateLayout([
      ...plain(8),
      portRow({ ports: [9], media: 'SFP+' }),
      portRow({ ports: [10], media: 'SFP+' }),
    ]);
    expect(layout.columns).toEqual([
      'port',
      'port',
      'port',
      'port',
      'gap',
      'port',
    ]);
    expect(placeOf(layout, 10)).toEqual([6, 1]);
  });

  it('spans neighbours of one link with one bracket, and others with one letter', () => {
    const layout = faceplateLayout([
      portRow({ ports: [1, 3] }),
      portRow({ ports: [2] }),
      portRow({ ports: [4, 9] }),
      ...[5, 6, 7, 8, 10].map(port => portRow({ ports: [port] })),
    ]);
    expect(layout.brackets).toEqual([
      { ref: 'port:spine/1+3', letter: 'A', line: 0, first: 1, last: 2 },
      { ref: 'port:spine/4+9', letter: 'B', line: 0, first: 5, last: 5 },
      { ref: 'port:spine/4+9', letter: 'B', line: 1, first: 2, last: 2 },
    ]);
  });

  it('leaves no room for ports that are not told', () => {
    const layout = faceplateLayout([
      portRow({ ports: [1] }),
      portRow({ ports: [11] }),
    ]);
    expect(layout.columns).toEqual(['port', 'port']);
  });

  it('is empty for a switch without ports', () => {
    expect(faceplateLayout([]).ports).toEqual([]);
  });
});

describe('arrow keys on a switch', () => {
  const layout = faceplateLayout([
    ...plain(8),
    portRow({ ports: [9], media: 'SFP+' }),
    portRow({ ports: [10], media: 'SFP+' }),
  ]);
  const at = (number: number) =>
    layout.ports.find(port => port.number === number)!;
  const from = (number: number, key: string) =>
    portBeside(layout, at(number), key)?.number;

  it.each([
    [1, 'ArrowRight', 3],
    [3, 'ArrowLeft', 1],
    [1, 'ArrowDown', 2],
    [2, 'ArrowUp', 1],
    [7, 'ArrowRight', 9],
    [10, 'ArrowLeft', 8],
    [5, 'Home', 1],
    [5, 'End', 10],
    [1, 'ArrowLeft', undefined],
    [9, 'ArrowRight', undefined],
    [2, 'ArrowDown', undefined],
    [1, 'a', undefined],
  ])('from %s with %s to %s', (number, key, expected) => {
    expect(from(number, key)).toBe(expected);
  });

  it('reach every port from the first one', () => {
    const reached = new Set([1]);
    const open = [1];
    while (open.length > 0) {
      const number = open.pop()!;
      for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
        const to = from(number, key);
        if (to !== undefined && !reached.has(to)) {
          reached.add(to);
          open.push(to);
        }
      }
    }
    expect(reached.size).toBe(10);
  });
});
