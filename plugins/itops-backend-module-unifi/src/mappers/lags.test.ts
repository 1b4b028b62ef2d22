import fc from 'fast-check';
import { PortOverride, PortRow } from '../clients/deviceSchemas';
import { lagsOf } from './lags';

const port = (port_idx: number, more: Partial<PortRow> = {}): PortRow => ({
  port_idx,
  last_connection: undefined,
  ...more,
});
const aggregate = (
  port_idx: number,
  more: Partial<PortOverride>,
): PortOverride => ({ port_idx, op_mode: 'aggregate', ...more });

describe('lagsOf', () => {
  it.each<[string, PortRow[], PortOverride[]]>([
    [
      'the members that people chose',
      [port(3), port(4), port(5)],
      [aggregate(3, { aggregate_members: [3, 4] })],
    ],
    [
      'a count, before 7.4',
      [port(3), port(4), port(5)],
      [aggregate(3, { aggregate_num_ports: 2 })],
    ],
    ['what a member says', [port(3), port(4, { aggregated_by: 3 })], []],
    [
      'a common index',
      [
        port(3, { op_mode: 'aggregate', lag_idx: 1 }),
        port(4, { op_mode: 'aggregate', lag_idx: 1 }),
      ],
      [],
    ],
  ])('tells a group by %s', (_, ports, overrides) => {
    expect([...lagsOf(ports, overrides)].sort()).toEqual([
      [3, [3, 4]],
      [4, [3, 4]],
    ]);
  });

  it('makes one group of members that are told in different ways', () => {
    const lags = lagsOf(
      [
        port(1, { op_mode: 'aggregate', lag_idx: 1 }),
        port(2, { aggregated_by: 1, lag_idx: 1 }),
        port(4, { aggregated_by: 1 }),
      ],
      [aggregate(1, { aggregate_members: [1, 2, 4] })],
    );
    expect(lags.get(4)).toEqual([1, 2, 4]);
  });

  it('sees no group in one port, in another mode, or in an index that all ports have', () => {
    expect(
      lagsOf(
        [
          port(1, { lag_idx: 0 }),
          port(2, { lag_idx: 0 }),
          port(3, { lag_idx: 5 }),
        ],
        [
          aggregate(1, { aggregate_members: [1] }),
          { port_idx: 2, op_mode: 'switch', aggregate_members: [2, 3] },
        ],
      ).size,
    ).toBe(0);
  });

  it('puts every port into at most one group, which all its members share', () => {
    const number = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            port_idx: number,
            aggregated_by: fc.option(number, { nil: undefined }),
          }),
        ),
        fc.array(
          fc.record({
            port_idx: number,
            op_mode: fc.constant('aggregate'),
            aggregate_members: fc.array(number),
          }),
        ),
        (ports, overrides) => {
          const lags = lagsOf(
            ports.map(row => port(row.port_idx, row)),
            overrides,
          );
          for (const [member, group] of lags) {
            expect(group).toContain(member);
            group.forEach(other => expect(lags.get(other)).toEqual(group));
          }
        },
      ),
    );
  });
});
