import { withDatabase } from '../../database';
import { brokenAnswers } from './books';
import { runIpamCases } from './ipamSuite';

jest.setTimeout(180_000);

const postgresUrl =
  process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING;

describe('addresses that many want at once', () => {
  it('are given once, or refused clearly; one run of each case', async () => {
    const rows = await withDatabase(
      { postgresUrl, note: () => {} },
      (knex, url) =>
        runIpamCases({ progress: () => {}, note: () => {} }, knex, url, 1),
    );
    expect(
      rows.map(({ case: name, runs, violations, note }) =>
        violations > 0 ? [name, note] : [name, runs],
      ),
    ).toEqual([
      ['200 at once', 1],
      ['260 wanted of 241', 1],
      ['three writers on one address', 1],
      ['taken while the prefix is split', 1],
    ]);
  });

  it('would be found out: twice the same, too few, an unclear refusal', () => {
    const given = { status: 201, body: { address: '10.0.0.1' } };
    const unclear = { status: 500, body: { error: { message: 'boom' } } };
    const clear = { status: 409, body: { error: { message: 'full' } } };
    expect(brokenAnswers([given, given, unclear, clear], 3)).toEqual([
      '1 addresses were given twice',
      '2 got an address instead of 3',
      'an unclear refusal: 500 boom',
    ]);
    expect(brokenAnswers([given, clear], 1)).toEqual([]);
  });
});
