import { clientSchema } from './schemas';
import { readRows } from './readRows';

const where = { sourceId: 'unifi/udm', locator: '/api/s/default/stat/sta' };
const row = { mac: 'BC:24:11:00:00:01', sw_port: '3', vlan: '' };

it('keeps the sound rows, and names source, path and field of the others without their values', () => {
  const { rows, problem } = readRows(
    clientSchema,
    [
      row,
      { ...row, sw_port: ['canary'] },
      { ...row, ip: 'canary' },
      null,
      { ...row, mac: 'canary' },
    ],
    where,
  );
  expect(rows).toEqual([
    expect.objectContaining({ mac: 'bc:24:11:00:00:01', sw_port: 3 }),
  ]);
  expect(problem?.reason).toBe('invalid-answer');
  expect(problem?.message).toMatch(
    /^unifi\/udm: \/api\/s\/default\/stat\/sta has data\.1\.sw_port \(\w+\) and 3 more rows in an unexpected form/,
  );
  expect(problem?.message).not.toContain('canary');
});

it('takes a row that names the same thing as an earlier one for wrong', () => {
  const { rows, problem } = readRows(
    clientSchema,
    [row, { ...row, mac: 'bc:24:11:00:00:01' }],
    where,
    ({ mac }) => mac,
  );
  expect(rows).toHaveLength(1);
  expect(problem?.message).toContain('data.1 (repeated)');
});
