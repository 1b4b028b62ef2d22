import { JsonObject } from '@backstage/types';
import { controller, proxy } from '../__testUtils__/edgeFacts';
import { FakeCollector } from '../__testUtils__/collectors';
import {
  cluster,
  complete,
  configFact,
  failed,
  guestFact,
} from '../__testUtils__/facts';
import { TestPortal } from '../__testUtils__/TestPortal';
import { testDatabase } from '../__testUtils__/testDatabase';

jest.setTimeout(120_000);

/** Of guest 101 on net0, as the facts of the tests make it. */
const MAC_101 = '02:00:00:00:01:01';

describe('actions for assistants and templates', () => {
  const database = testDatabase();
  let portal: TestPortal;
  let npm: FakeCollector;

  beforeAll(async () => {
    npm = FakeCollector.create('npm/edge');
    const [list, ...configs] = cluster(101, 102);
    // It has the name and the address of another one.
    list.facts.push(guestFact(103, { name: 'guest-102' }));
    configs.push(complete('guest:103', [configFact(103, '192.0.2.102')]));
    portal = await TestPortal.start({
      knex: await database.init(),
      collectors: [
        FakeCollector.create().gives([list, ...configs]),
        npm,
        FakeCollector.create('unifi/udm').gives(
          controller([{ mac: MAC_101, port: 1 }], [{}]),
        ),
      ],
    });
  });
  beforeEach(async () => {
    portal.denied.clear();
    npm.gives(
      proxy({
        'Portal.example': { to: '192.0.2.101:3000' },
        '*.tenants.example': { to: '192.0.2.101:80' },
        'ghost.example': { to: '192.0.2.200:80' },
      }),
    );
    await portal.collect();
  });
  afterAll(() => portal.stop());

  async function output(name: string, input: JsonObject) {
    const { status, body } = await portal.act(name, input);
    expect([status, body.error?.message]).toEqual([200, undefined]);
    return body.output;
  }

  async function refusal(name: string, input: JsonObject) {
    const { status, body } = await portal.act(name, input);
    return { status, message: body.error?.message as string };
  }

  it('are listed as reading only', async () => {
    const response = await fetch(
      `${portal.baseUrl}/.backstage/actions/v1/actions`,
    );
    const { actions } = await response.json();
    expect(actions.map(({ id, attributes }: any) => [id, attributes])).toEqual(
      [
        'itops:where-does-it-land',
        'itops:what-lands-here',
        'itops:list-findings',
        'itops:advise-placement',
        'itops:simulate-vlan-move',
        'itops:next-free-address',
      ].map(id => [
        id,
        { readOnly: true, destructive: false, idempotent: true },
      ]),
    );
    for (const { schema } of actions) {
      expect(schema.output.required).toEqual(
        expect.arrayContaining(['at', 'sources']),
      );
    }
  });

  it('need the permissions of the routes, and name the one that is missing', async () => {
    const asked: [string, JsonObject, string][] = [
      ['where-does-it-land', { hostname: 'a.example' }, 'itops.inventory.read'],
      ['what-lands-here', { thing: '101' }, 'itops.inventory.read'],
      ['list-findings', {}, 'itops.finding.read'],
      [
        'advise-placement',
        { cores: 1, memoryMib: 512 },
        'itops.inventory.read',
      ],
      ['list-findings', { guest: '101' }, 'itops.inventory.read'],
      ['next-free-address', { prefix: '192.0.2.0/24' }, 'itops.ipam.read'],
    ];
    for (const [name, input, permission] of asked) {
      portal.denied.clear();
      portal.denied.add(permission);
      expect(await refusal(name, input)).toEqual({
        status: 403,
        message: expect.stringContaining(permission),
      });
    }
  });

  it('never answer values without the freshness of every source', async () => {
    npm.gives([failed()]);
    await portal.collect();
    const answers = [
      await output('where-does-it-land', { hostname: 'portal.example' }),
      await output('what-lands-here', { thing: '101' }),
      await output('list-findings', {}),
    ];
    for (const { sources } of answers) {
      expect(sources).toEqual([
        expect.objectContaining({
          sourceId: 'npm/edge',
          freshness: 'failed',
          collectedAt: expect.any(String),
          reason: 'unreachable',
        }),
        expect.objectContaining({ sourceId: 'proxmox/lab', kind: 'proxmox' }),
        expect.objectContaining({ sourceId: 'unifi/udm' }),
      ]);
    }
    expect(answers[0].paths[0].status).not.toBe('confirmed');
    expect(
      await refusal('what-lands-here', { thing: '101', requireFresh: true }),
    ).toEqual({ status: 424, message: expect.stringContaining('npm/edge') });
  });

  describe('where-does-it-land', () => {
    it('follows a name hop by hop, with status, evidence and entities', async () => {
      const { hostname, paths } = await output('where-does-it-land', {
        hostname: 'https://PORTAL.example:443/login?x=1',
      });
      expect(hostname).toBe('portal.example');
      expect(paths).toHaveLength(1);
      const [{ hops: whole, status }] = paths;
      const hops = whole.slice(0, 7);
      expect(status).toBe('confirmed');
      expect(hops.map(({ kind, title }: any) => `${kind} ${title}`)).toEqual([
        'hostname portal.example',
        'port-forward forward pf1',
        'proxy proxy host 1',
        'address 192.0.2.101:3000',
        'guest 101 guest-101',
        'node alpha',
        'switch-port core 1',
      ]);
      expect(hops.map(({ entityRef }: any) => entityRef)).toEqual([
        'resource:default/hostname-portal.example',
        undefined,
        undefined,
        'resource:default/ip-192.0.2.101',
        'resource:default/lab-101',
        'resource:default/lab-node-alpha',
        'resource:default/sw-core-port-1',
      ]);
      expect(hops[2].evidence[0]).toEqual({
        claim: expect.stringContaining('http://192.0.2.101:3000'),
        sourceId: 'npm/edge',
        collectedAt: expect.any(String),
      });
    });

    it('finds the pattern that answers for a name', async () => {
      const { paths } = await output('where-does-it-land', {
        hostname: 'shop.tenants.example.',
      });
      expect(paths.map(({ hostname }: any) => hostname)).toEqual([
        '*.tenants.example',
      ]);
    });

    it('says which proxies do not know a name, and which were not read', async () => {
      const unknown = { hostname: 'nowhere.example' };
      expect(await refusal('where-does-it-land', unknown)).toEqual({
        status: 404,
        message:
          "No row of npm/edge matches 'nowhere.example'; check the spelling, or add a proxy host",
      });
      npm.gives([failed()]);
      await portal.collect();
      expect((await refusal('where-does-it-land', unknown)).message).toMatch(
        /repair the source: npm\/edge is failed, last read \d{4}-/,
      );
      expect((await portal.act('where-does-it-land', {})).status).toBe(400);
    });
  });

  describe('what-lands-here', () => {
    it.each([
      ['101', 'guest:101'],
      ['guest-101', 'guest:101'],
      ['guest:101', 'guest:101'],
      ['proxmox/lab/101', 'guest:101'],
      ['guest-id:proxmox/lab/101', 'guest:101'],
      ['resource:default/lab-101', 'guest:101'],
      ['alpha', 'node:alpha'],
      ['192.0.2.101', 'address:192.0.2.101'],
      ['address:192.0.2.101', 'address:192.0.2.101'],
      ['core 1', 'port:core/1'],
      ['resource:default/sw-core-port-1', 'port:core/1'],
    ])('understands %s', async (thing, ref) => {
      const answer = await output('what-lands-here', { thing });
      expect(answer).toMatchObject({ ref, total: 2 });
      expect(answer.hostnames.map(({ hostname }: any) => hostname)).toEqual([
        '*.tenants.example',
        'portal.example',
      ]);
    });

    it('says how well each name is known, and how well to be here', async () => {
      const { hostnames, title, entityRef } = await output('what-lands-here', {
        thing: '101',
      });
      expect([title, entityRef]).toEqual([
        '101 guest-101',
        'resource:default/lab-101',
      ]);
      expect(hostnames[1]).toEqual({
        hostname: 'portal.example',
        proxySourceId: 'npm/edge',
        status: 'confirmed',
        here: { status: 'confirmed' },
      });
    });

    it('tells nothing that lands here from nothing that is known', async () => {
      expect(await output('what-lands-here', { thing: '102' })).toMatchObject({
        total: 0,
        hostnames: [],
      });
      expect(await refusal('what-lands-here', { thing: '999' })).toEqual({
        status: 404,
        message: expect.stringMatching(/no '999'; ask with a VMID/),
      });
      expect(await refusal('what-lands-here', { thing: 'guest-102' })).toEqual({
        status: 400,
        message:
          "'guest-102' may be guest:102 or guest:103; ask for one of these",
      });
    });
  });

  describe('next-free-address', () => {
    beforeAll(async () => {
      for (const cidr of ['192.0.2.96/28', '192.0.2.104/29']) {
        const response = await fetch(`${portal.baseUrl}/v1/ipam/prefixes`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ cidr, sources: ['proxmox/lab'] }),
        });
        if (!response.ok) {
          throw new Error(await response.text());
        }
      }
    });

    it('offers the lowest that nobody speaks for, and reserves nothing', async () => {
      const input = { prefix: '192.0.2.96/28', count: 5 };
      const { addresses, prefix, sources } = await output(
        'next-free-address',
        input,
      );
      // 101 is a guest's; from 103 on the addresses are those of the prefix below.
      expect([prefix, addresses]).toEqual([
        '192.0.2.96/28',
        ['97', '98', '99', '100', '103'].map(last => `192.0.2.${last}`),
      ]);
      expect(sources).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ sourceId: 'proxmox/lab' }),
        ]),
      );
      expect((await output('next-free-address', input)).addresses).toEqual(
        addresses,
      );
    });

    it('knows a prefix by what it is recorded as, and says what is wrong with others', async () => {
      expect(
        await output('next-free-address', { prefix: '192.0.2.104/29' }),
      ).toMatchObject({ addresses: ['192.0.2.105'] });
      expect(
        await refusal('next-free-address', { prefix: '192.0.2.96/29' }),
      ).toEqual({
        status: 404,
        message: expect.stringContaining('There is no prefix 192.0.2.96/29'),
      });
      expect(
        await refusal('next-free-address', { prefix: 'the usual' }),
      ).toEqual({
        status: 400,
        message:
          "'the usual' is not a prefix; write one such as 192.168.11.0/24",
      });
    });
  });

  describe('list-findings', () => {
    // What the collections before have settled is not told at once.
    beforeEach(() =>
      portal.until(async () => {
        const { items } = await portal.client.findings();
        const rules = items.map(({ rule }) => rule);
        return (
          rules.includes('upstream-unknown') &&
          !rules.includes('source-unhealthy')
        );
      }),
    );

    it('filters by rule, severity, state and guest, and counts what it leaves out', async () => {
      const all = await output('list-findings', {});
      expect(all.total).toBe((await portal.client.findings()).total);
      expect(all.findings).toHaveLength(all.total);
      const limited = await output('list-findings', { limit: 1, rule: [] });
      expect(limited.findings).toEqual([all.findings[0]]);
      expect(limited.total).toBe(all.total);

      const { findings } = await output('list-findings', {
        rule: ['upstream-unknown', 'upstream-down'],
        severity: ['error'],
        state: ['open'],
      });
      expect(findings).toEqual([
        expect.objectContaining({
          rule: 'upstream-unknown',
          subject: 'proxy-host:3',
          summary: expect.stringContaining('192.0.2.200'),
          evidence: expect.arrayContaining([
            expect.objectContaining({ sourceId: 'npm/edge' }),
          ]),
        }),
      ]);
      const ofGuest = await output('list-findings', { guest: '102' });
      expect(ofGuest.findings).toEqual([
        expect.objectContaining({
          rule: 'duplicate-address',
          subject: 'address:192.0.2.102',
        }),
      ]);
      expect(ofGuest.total).toBeLessThan(all.total);
      const open = await output('list-findings', { state: ['open'] });
      expect(open.findings).toEqual(all.findings);
      const settled = { state: ['resolved', 'suppressed'] };
      expect((await output('list-findings', settled)).findings).not.toEqual(
        expect.arrayContaining([expect.objectContaining({ state: 'open' })]),
      );
    });

    it('refuses what it does not know, with the remedy', async () => {
      expect(await refusal('list-findings', { guest: '999' })).toEqual({
        status: 404,
        message: expect.stringMatching(/no guest '999'; ask with its VMID/),
      });
      expect(
        (await portal.act('list-findings', { severity: ['awful'] })).status,
      ).toBe(400);
    });
  });
});
