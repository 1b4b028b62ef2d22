import { SWITCH_MAC, controller, proxy } from '../__testUtils__/edgeFacts';
import { FakeCollector } from '../__testUtils__/collectors';
import { cluster, failed } from '../__testUtils__/facts';
import { TestPortal } from '../__testUtils__/TestPortal';
import { testDatabase } from '../__testUtils__/testDatabase';

jest.setTimeout(120_000);

/** Of guest 101 on net0, as the facts of the tests make it. */
const MAC_101 = '02:00:00:00:01:01';

describe('the port map over HTTP', () => {
  const database = testDatabase();
  let portal: TestPortal;
  let npm: FakeCollector;

  beforeEach(async () => {
    npm = FakeCollector.create('npm/edge').gives(
      proxy({
        'Portal.example': { to: '192.0.2.101:3000' },
        'ghost.example': { to: '192.0.2.200:80' },
        'off.example': {
          to: '192.0.2.101:80',
          enabled: false,
          serving: 'disabled',
        },
      }),
    );
    portal = await TestPortal.start({
      knex: await database.init(),
      collectors: [
        FakeCollector.create().gives(cluster(101, 102)),
        npm,
        FakeCollector.create('unifi/udm').gives(
          controller(
            [{ mac: MAC_101, port: 1 }],
            [{}, { listenPorts: '22', targetAddress: '192.0.2.222' }],
          ),
        ),
      ],
    });
    await portal.collect();
  });

  afterEach(() => portal.stop());

  it('joins host names to switch ports, and finds them by any hop', async () => {
    const { client } = portal;
    const page = await client.paths();
    expect(page.items.map(({ hostname }) => hostname)).toEqual([
      'ghost.example',
      'off.example',
      'portal.example',
    ]);
    const [path] = (await client.paths({ q: 'core guest-101' })).items;
    const whole = path.hostname.toUpperCase();
    expect(
      (await client.paths({ hostname: whole })).items.map(row => row.hostname),
    ).toEqual([path.hostname]);
    expect(
      (await client.paths({ hostname: path.hostname.slice(1) })).total,
    ).toBe(0);
    expect(path.hostname).toBe('portal.example');
    expect(
      path.hops.map(({ kind, title, ref }) => `${kind} ${title} ${ref}`),
    ).toEqual(
      expect.arrayContaining([
        'hostname portal.example hostname:portal.example',
        'proxy proxy host 1 proxy-host:1',
        'address 192.0.2.101:3000 address:192.0.2.101',
        'guest 101 guest-101 guest:101',
        'node alpha node:alpha',
        'switch-port core 1 port:core/1',
      ]),
    );
    const [unknown] = (await client.paths({ status: 'unknown' })).items;
    expect(unknown.hostname).toBe('ghost.example');
    expect(page.counts.byStatus).toEqual(
      (await client.paths({ status: 'unknown' })).counts.byStatus,
    );
    expect((await client.paths({ source: 'npm/none' })).total).toBe(0);
  });

  it('answers what lands on a thing, by ref or by id', async () => {
    const { client } = portal;
    for (const ref of [
      'guest:101',
      'guest-id:proxmox/lab/101',
      'node-id:proxmox/lab/alpha',
      'port:core/1',
      `port-id:unifi/udm/${SWITCH_MAC}/1`,
      'switch:core',
      `switch-id:unifi/udm/${SWITCH_MAC}`,
      'address:192.0.2.101',
      'hostname:portal.example',
    ]) {
      const answer = await client.reverse(ref);
      expect([ref, answer.items.map(({ hostname }) => hostname)]).toEqual([
        ref,
        ['portal.example'],
      ]);
    }
    expect((await client.reverse('guest-id:proxmox/lab/101')).title).toBe(
      '101 guest-101',
    );
  });

  it('tells a thing on which nothing lands from one that nobody knows', async () => {
    const ask = async (ref: string) => {
      const { title, known, total } = await portal.client.reverse(ref);
      return [title, known, total];
    };
    expect(await ask('guest:102')).toEqual(['102 guest-102', true, 0]);
    expect(await ask('port:core/2')).toEqual(['core 2', true, 0]);
    expect(await ask('guest:999')).toEqual(['999', false, 0]);
    expect(await ask('port:core/99')).toEqual(['core/99', false, 0]);
    expect(await ask('switch:none')).toEqual(['none', false, 0]);
    expect(await ask('proxy-host:99')).toEqual(['proxy host 99', false, 0]);
    expect(await ask('nonsense')).toEqual(['nonsense', false, 0]);
    for (const unknown of [
      'address:192.0.2.250',
      'guest-id:proxmox/lab/999',
      'port-id:unifi/udm/none/1',
    ]) {
      const title = unknown.slice(unknown.indexOf(':') + 1);
      expect(await ask(unknown)).toEqual([title, false, 0]);
    }
  });

  it('lists the findings of a switch with its ports and of a host name with its path', async () => {
    await portal.stop();
    portal = await TestPortal.start({
      knex: await database.init(),
      collectors: [
        FakeCollector.create().gives(cluster(101, 102)),
        npm,
        FakeCollector.create('unifi/udm').gives(
          controller(
            ['02:99:00:00:00:01', '02:99:00:00:00:02'].map(mac => ({
              mac,
              port: 2,
            })),
          ),
        ),
      ],
    });
    await portal.collect();
    const of = async (thing: string) => {
      const { items } = await portal.client.findings({ of: thing });
      return items.map(({ rule, subject }) => `${rule} ${subject}`);
    };
    const unmanaged = ['port-unmanaged port:core/2'];
    // A run has ended before its findings are judged.
    await portal.until(async () => (await of('port:core/2')).length > 0);
    expect(await of(`switch-id:unifi/udm/${SWITCH_MAC}`)).toEqual(unmanaged);
    expect(await of(`port-id:unifi/udm/${SWITCH_MAC}/2`)).toEqual(unmanaged);
    expect(await of('port:core/1')).toEqual([]);
    expect(await of('hostname:ghost.example')).toEqual([
      'upstream-unknown proxy-host:2',
    ]);
    expect(await of('hostname:none.example')).toEqual([]);
  });

  it('finds host names and ports in the one box', async () => {
    const { client } = portal;
    const exact = async (text: string) =>
      (await client.search(text)).items
        .filter(hit => hit.exact)
        .map(({ kind, href }) => `${kind} ${href}`);
    expect(await exact('Portal.example')).toEqual([
      'hostname /it/paths?q=portal.example',
    ]);
    expect(await exact('core/2')).toEqual([
      'port /it/ports?port=port%3Acore%2F2',
    ]);
    expect(await exact('core 2')).toEqual(await exact('core/2'));
  });

  it('shows switches with what is learned on their ports', async () => {
    const { items } = await portal.client.ports();
    expect(items).toMatchObject([
      {
        name: 'core',
        ports: [
          {
            ref: 'port:core/1',
            announced: ['alpha'],
            learned: [{ title: '101 guest-101', known: 'guest' }],
            hostnames: 1,
          },
          { ref: 'port:core/2', up: false, learned: [] },
        ],
      },
    ]);
    expect((await portal.client.ports({ switch: 'none' })).items).toEqual([]);
  });

  it('shows port forwards with the owners of their targets', async () => {
    await portal.until(async () =>
      (
        await portal.client.findings({ rule: 'forward-dangling' })
      ).items.some(({ state }) => state === 'open'),
    );
    expect((await portal.client.forwards()).items).toMatchObject([
      { ref: 'port-forward:pf1', targetPorts: '443' },
      { ref: 'port-forward:pf2', owners: [], openFindings: 1 },
    ]);
  });

  it('says which paths differ between two times', async () => {
    const { at } = await portal.client.overview();
    npm.gives(
      proxy({
        'portal.example': { to: '192.0.2.102:3000' },
        'ghost.example': { to: '192.0.2.200:80' },
        'off.example': {
          to: '192.0.2.101:80',
          enabled: false,
          serving: 'disabled',
        },
        'new.example': { to: '192.0.2.101:80' },
      }),
    );
    await portal.collect();
    const { items, total } = await portal.client.pathChanges({ since: at });
    expect(total).toBe(2);
    expect(items.map(({ hostname, before }) => [hostname, !!before])).toEqual([
      ['new.example', false],
      ['portal.example', true],
    ]);
  });

  it('never calls a path confirmed whose proxy cannot be read', async () => {
    npm.gives([failed()]);
    await portal.collect();
    const { items } = await portal.client.paths();
    expect(items).toHaveLength(3);
    expect(items.map(({ status }) => status)).not.toContain('confirmed');
  });
});
