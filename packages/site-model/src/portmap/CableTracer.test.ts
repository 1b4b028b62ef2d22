import { cable, device, end, port } from './__testUtils__/records';
import { CableTracer } from './CableTracer';
import { endLabel } from './keys';
import { PortMap } from './portMap';
import { validatePortMap } from './validatePortMap';

const panel = (name: string, positions: number) => [
  port(name, 'R', { kind: 'rear-port', positions }),
  ...Array.from({ length: positions }, (_, index) =>
    port(name, `F${index + 1}`, {
      kind: 'front-port',
      rearPort: 'R',
      rearPosition: index + 1,
    }),
  ),
];

/** sw 1 → panel a, position 2 → trunk → panel b, position 2 → pve eno1 */
const TRUNK: PortMap = {
  devices: ['sw', 'a', 'b', 'pve'].map(name => device(name)),
  ports: [
    port('sw', '1'),
    port('sw', '2'),
    port('pve', 'eno1'),
    ...panel('a', 2),
    ...panel('b', 2),
  ],
  cables: [
    cable(end('sw', '1'), end('a', 'F2', 'front-port')),
    cable(end('b', 'R', 'rear-port'), end('a', 'R', 'rear-port')),
    cable(end('pve', 'eno1'), end('b', 'F2', 'front-port')),
  ],
};

function trace(map: PortMap, from: ReturnType<typeof end>): string[] {
  expect(validatePortMap(map)).toEqual([]);
  return CableTracer.create(map).trace(from).map(endLabel);
}

describe('CableTracer', () => {
  it('follows a position through panels and the trunk between them, both ways', () => {
    const way = [
      'a front port F2',
      'a rear port R',
      'b rear port R',
      'b front port F2',
      'pve interface eno1',
    ];
    expect(trace(TRUNK, end('sw', '1'))).toEqual(way);
    expect(trace(TRUNK, end('pve', 'eno1'))).toEqual([
      ...way.slice(0, -1).reverse(),
      'sw interface 1',
    ]);
  });

  it('ends at the last port that is known', () => {
    const map = { ...TRUNK, cables: TRUNK.cables.slice(0, 2) };
    expect(trace(map, end('sw', '1')).at(-1)).toBe('b front port F2');
    expect(trace(map, end('sw', '2'))).toEqual([]);
  });

  it('does not guess the position behind a rear port that has several', () => {
    const map = {
      ...TRUNK,
      cables: [
        cable(end('sw', '2'), end('b', 'R', 'rear-port')),
        TRUNK.cables[2],
      ],
    };
    expect(trace(map, end('sw', '2'))).toEqual(['b rear port R']);
  });

  it('comes back from a ring of panels', () => {
    const map = {
      ...TRUNK,
      cables: [
        TRUNK.cables[1],
        cable(end('a', 'F2', 'front-port'), end('b', 'F2', 'front-port')),
      ],
    };
    expect(trace(map, end('a', 'F2', 'front-port')).length).toBeLessThan(5);
  });
});
