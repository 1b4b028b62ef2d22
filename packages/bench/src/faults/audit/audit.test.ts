import { withDatabase } from '../../database';
import { Trail } from './Trail';
import { attacks } from './attacks';
import { runAttacks } from './auditSuite';

jest.setTimeout(120_000);

const context = {
  postgresUrl: process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING,
  note: () => {},
  progress: () => {},
};

describe('the audit trail under attack', () => {
  it('shows every kind, also where the chain was made anew', async () => {
    const rows = await withDatabase(context, async knex =>
      runAttacks(context, await Trail.create(knex), 2 * attacks.length),
    );
    expect(
      rows.map(({ case: name, violations, note }) =>
        violations > 0 ? [name, note] : name,
      ),
    ).toEqual(['tampered with', 'tampered with, and the chain made anew']);
    expect(rows.every(({ runs }) => runs >= attacks.length - 2)).toBe(true);
  });

  it('would be found out where both believe what is not so', async () => {
    const idle = { name: 'nothing', carryOut: async () => {} };
    const rows = await withDatabase(context, async knex =>
      runAttacks(context, await Trail.create(knex), 2, [idle]),
    );
    expect(rows.map(({ violations }) => violations)).toEqual([2, 2]);
    expect(rows[0].note).toBe(
      'run 0: the portal believed nothing; run 0: the verifier of exports believed nothing',
    );
  });
});
