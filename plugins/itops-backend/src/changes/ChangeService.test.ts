import { Knex } from 'knex';
import { testDatabase } from '../__testUtils__/testDatabase';
import { AMA, ChangeBench, KOFI } from './__testUtils__/ChangeBench';

jest.setTimeout(60_000);

describe('a change', () => {
  const databases = testDatabase();
  let knex: Knex;
  let bench: ChangeBench;

  beforeEach(async () => {
    knex = await databases.init();
    bench = await ChangeBench.create(knex);
  });

  it('goes from a plan over an approval to a container with its address', async () => {
    const planned = await bench.planned();
    expect(planned.guards.filter(({ passed }) => !passed)).toEqual([]);
    expect(planned).toMatchObject({ state: 'planned', riskClass: 'normal' });
    expect(await bench.record()).toMatchObject({
      lifecycle: 'reserved',
      holder: AMA,
      source_ref: `change:${planned.id}`,
    });
    const { id, planHash: hash } = planned;
    await bench.service.submit(id, hash!, AMA);
    await bench.service.approve(id, hash!, bench.person(KOFI));
    await bench.service.apply(id, hash!, bench.person(AMA));
    expect(bench.executor.calls).toEqual([]);
    await bench.worker.once();
    expect(await bench.state(id)).toEqual({ state: 'done' });
    expect(bench.executor.calls).toEqual([
      'POST /nodes/alpha/lxc',
      'PUT /nodes/alpha/lxc/9001/config',
      'POST /nodes/alpha/lxc/9001/status/start',
    ]);
    expect(bench.executor.guests.get(9001)?.guest).toMatchObject({
      status: 'running',
      createdBy: id,
      tags: ['web'],
    });
    expect(await bench.record()).toMatchObject({
      lifecycle: 'active',
      holder: null,
    });
  });
});
