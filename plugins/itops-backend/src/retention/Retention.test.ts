import { mockServices } from '@backstage/backend-test-utils';
import { LAB, History } from '../__testUtils__/history';
import { cluster } from '../__testUtils__/facts';
import { testDatabase } from '../__testUtils__/testDatabase';
import { Retention } from './Retention';

jest.setTimeout(60_000);

describe('Retention', () => {
  const database = testDatabase();

  it('removes what ended long ago, and nothing that still holds', async () => {
    const knex = await database.init();
    const history = await History.create(knex, LAB);
    await history.run(cluster(101, 102, 103, 104, 105, 106));
    for (let runs = 0; runs < 3; runs++) {
      await history.run(cluster(101, 102, 103, 104, 105));
    }
    const holds = await history.holds();
    const ended = () => knex('observations').whereNotNull('ended_at');
    expect(await ended()).toHaveLength(2);

    const logger = mockServices.logger.mock();
    // The runs of this history lie in the past of the database's clock.
    await Retention.create({ knex, retainDays: 36_500, logger }).run();
    expect(await ended()).toHaveLength(2);
    expect(await knex('runs')).toHaveLength(4);

    await knex('observations')
      .whereNotNull('ended_at')
      .update({ ended_at: knex.raw(`now() - interval '31 days'`) });
    await knex('runs')
      .where('id', '<', 3)
      .update({ finished_at: knex.raw(`now() - interval '31 days'`) });
    await Retention.create({ knex, retainDays: 30, logger }).run();
    expect(await ended()).toHaveLength(0);
    expect(await knex('runs')).toHaveLength(2);
    expect(await history.holds()).toEqual(holds);
  });
});
