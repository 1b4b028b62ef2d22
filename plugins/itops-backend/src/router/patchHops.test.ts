import { FakeCollector } from '../__testUtils__/collectors';
import { controller, proxy } from '../__testUtils__/edgeFacts';
import { cluster } from '../__testUtils__/facts';
import { TestPortal } from '../__testUtils__/TestPortal';
import { testDatabase } from '../__testUtils__/testDatabase';

jest.setTimeout(120_000);

/** Of guest 101 on net0, on node alpha, as the facts of the tests make it. */
const MAC_101 = '02:00:00:00:01:01';

describe('records of cables in paths', () => {
  const database = testDatabase();
  let portal: TestPortal;

  beforeEach(async () => {
    portal = await TestPortal.start({
      knex: await database.init(),
      collectors: [
        FakeCollector.create().gives(cluster(101)),
        FakeCollector.create('npm/edge').gives(
          proxy({ 'portal.example': { to: '192.0.2.101:3000' } }),
        ),
        FakeCollector.create('unifi/udm').gives(
          controller([{ mac: MAC_101, port: 1 }]),
        ),
      ],
    });
    await portal.collect();
  });

  afterEach(() => portal.stop());

  const patch = async (asOf?: string) => {
    const [path] = (await portal.client.paths({ asOf })).items;
    return path.hops.at(-1)!;
  };
  const end = (
    device: string,
    port: string,
    kind: 'interface' | 'front-port' | 'rear-port' = 'interface',
  ) => ({ device, port, kind });

  /** Port 1 of core through a panel to a host. */
  async function wire(host: string) {
    const { devices, ports, cables } = portal.client.portRecords;
    await devices.create({ name: 'core', role: 'switch' });
    await devices.create({ name: 'panel', role: 'patch-panel' });
    await devices.create({ name: host, role: 'host' });
    await ports.create({
      device: 'core',
      kind: 'interface',
      name: 'SFP+ 1',
      number: 1,
    });
    await ports.create({
      device: 'panel',
      kind: 'rear-port',
      name: 'R1',
      positions: 1,
    });
    await ports.create({
      device: 'panel',
      kind: 'front-port',
      name: '1',
      rearPort: 'R1',
      rearPosition: 1,
    });
    await ports.create({ device: host, kind: 'interface', name: 'eno1' });
    await cables.create({
      a: end('core', 'SFP+ 1'),
      b: end('panel', '1', 'front-port'),
    });
    return cables.create({
      a: end('panel', 'R1', 'rear-port'),
      b: end(host, 'eno1'),
    });
  }

  it('are shown by the very next answer, without a run, and in no answer about the past', async () => {
    const { at: before } = await portal.client.overview();
    expect(await patch()).toMatchObject({
      status: 'not-applicable',
      reason: 'no-source',
    });
    const cable = await wire('alpha');
    expect(await patch()).toMatchObject({
      status: 'confirmed',
      ref: 'interface:alpha/eno1',
      title: 'alpha eno1',
    });
    expect(await patch(before)).toMatchObject({
      status: 'not-applicable',
      reason: 'no-source',
    });
    const { at: wired } = await portal.client.overview();
    await portal.client.portRecords.cables.delete(cable);
    expect(await patch()).toMatchObject({
      status: 'declared',
      ref: 'rear-port:panel/R1',
    });
    expect(await patch(wired)).toMatchObject({ status: 'confirmed' });
    const { items } = await portal.client.pathChanges({ since: wired });
    expect(items.map(({ hostname }) => hostname)).toEqual(['portal.example']);
  });

  it('answer what lands on a port of a panel and on an end of a cable', async () => {
    await wire('alpha');
    for (const ref of [
      'front-port:panel/1',
      'port:panel/1',
      'interface:core/SFP+ 1',
      'interface:alpha/eno1',
    ]) {
      expect(await portal.client.reverse(ref)).toMatchObject({
        known: true,
        items: [{ hostname: 'portal.example' }],
      });
    }
    expect((await portal.client.paths({ q: 'panel/1' })).total).toBe(1);
  });

  it('stand beside what is learned at each port, and say where they differ', async () => {
    await wire('beta');
    expect(await patch()).toMatchObject({
      status: 'conflict',
      reason: 'records-disagree',
    });
    const [{ ports }] = (await portal.client.ports()).items;
    expect(ports[0].farEnds).toMatchObject([
      {
        port: 1,
        verdict: 'conflict',
        declared: {
          title: 'beta interface eno1',
          ends: [
            'front-port:panel/1',
            'rear-port:panel/R1',
            'interface:beta/eno1',
          ],
        },
        learned: [{ via: 'lldp', title: 'alpha' }],
      },
    ]);
    expect(ports[1].farEnds).toEqual([]);
    await portal.until(async () =>
      (
        await portal.client.findings({ rule: 'port-mismatch' })
      ).items.some(
        ({ subject, state }) => subject === 'port:core/1' && state === 'open',
      ),
    );
  });
});
