import { portRow, switchView } from '../../testing/fixtures';
import { portMatches, portRows, sortPorts } from './portRows';

const rows = portRows([switchView()]);

function found(q: string | undefined, filters = {}) {
  return rows
    .filter(row => portMatches(row, q, filters))
    .map(({ ports }) => ports.join('+'));
}

describe('search and filters of ports', () => {
  it.each([
    ['alder', '1+2'],
    ['ledger', '1+2'],
    ['BC:24:11:00:41:01', '1+2'],
    ['10.20.30.41', '1+2'],
    ['spine birch', '3'],
    ['spine 12', '12'],
  ])('%s finds port %s', (q, port) => {
    expect(found(q)).toEqual([port]);
  });

  it('finds ports by state', () => {
    expect(found(undefined, { state: 'disabled' })).toEqual(['5']);
    expect(found(undefined, { state: 'down' })).toEqual(['4']);
  });

  it('finds a VLAN also where all are carried', () => {
    expect(found(undefined, { vlan: '40' })).toEqual([
      '1+2',
      '4',
      '6',
      '7',
      '8',
      '9',
      '10',
      '11',
    ]);
  });

  it('finds ports with and without findings', () => {
    expect(found(undefined, { findings: 'true' })).toEqual(['3']);
    expect(found(undefined, { findings: 'false' })).not.toContain('3');
  });
});

describe('the order of ports', () => {
  const order = (by: string | undefined, direction?: 'asc' | 'desc') =>
    sortPorts(
      portRows([
        switchView({
          ports: [
            portRow({ ports: [1], label: 'b10', learned: [], hostnames: 2 }),
            portRow({ ports: [2], label: 'b2', up: false, hostnames: 0 }),
            portRow({ ports: [3, 4], label: 'a', hostnames: 1 }),
          ],
        }),
      ]),
      by,
      direction,
    ).map(({ ports }) => ports[0]);

  it('is that of the switch where none is chosen', () => {
    expect(order(undefined)).toEqual([1, 2, 3]);
    expect(order('port', 'desc')).toEqual([3, 2, 1]);
  });

  it('counts numbers in labels as numbers', () => {
    expect(order('label')).toEqual([3, 2, 1]);
  });

  it('adds the speed of all members of a link', () => {
    expect(order('speed', 'desc')).toEqual([3, 1, 2]);
  });

  it('takes host names as a number', () => {
    expect(order('hostnames')).toEqual([2, 3, 1]);
  });
});
