import { runChangeCases } from './changeSuite';

jest.setTimeout(240_000);

const postgresUrl =
  process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING;

describe('governed changes of a cluster, by portals in processes of their own', () => {
  it('are refused, carried out once, and survive kill -9; one run of a few cases', async () => {
    const rows = await runChangeCases(
      { postgresUrl, progress: () => {}, note: () => {} },
      {
        verbs: ['guest.create'],
        kills: 1,
        // After "intended" a worker waits half a minute, as long as a node may.
        points: ['answered', 'verified'],
      },
    );
    expect(
      rows
        .filter(({ violations }) => violations > 0)
        .map(({ case: name, note }) => [name, note]),
    ).toEqual([]);
    expect(rows.map(({ case: name }) => name)).toEqual(
      expect.arrayContaining([
        'no ticket',
        'audit insert fails',
        'carried out otherwise',
        'stale source',
        'kill -9 while a container is created',
        'planted secrets',
      ]),
    );
  });
});
