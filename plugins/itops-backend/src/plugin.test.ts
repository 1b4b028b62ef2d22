import { mockCredentials } from '@backstage/backend-test-utils';
import { itopsPermissions } from '@sankofa/plugin-itops-common';
import { SOURCE_SCOPE } from '@sankofa/site-model';
import { FakeCollector } from './__testUtils__/collectors';
import {
  cluster,
  complete,
  configFact,
  failed,
  guestFact,
  nodeFact,
} from './__testUtils__/facts';
import { TestPortal } from './__testUtils__/TestPortal';
import { testDatabase } from './__testUtils__/testDatabase';

jest.setTimeout(120_000);

/** Two running guests with one address. */
const CLASH = [
  complete(SOURCE_SCOPE, [
    nodeFact('alpha'),
    guestFact(101, { tags: ['web'] }),
    guestFact(102, { status: 'running', node: 'alpha' }),
    guestFact(103, { status: 'stopped', name: 'spare' }),
  ]),
  complete('guest:101', [configFact(101, '192.0.2.10')]),
  complete('guest:102', [configFact(102, '192.0.2.10')]),
  complete('guest:103', [configFact(103, '192.0.2.9')]),
];

describe('itopsPlugin', () => {
  const database = testDatabase();
  let collector: FakeCollector;
  let portal: TestPortal;

  beforeEach(async () => {
    collector = FakeCollector.create().gives(CLASH);
    portal = await TestPortal.start({
      knex: await database.init(),
      collectors: [collector],
      config: {
        itops: { notifications: { recipients: ['group:default/it'] } },
      },
    });
  });

  afterEach(() => portal.stop());

  it('says that nothing was read before the first run', async () => {
    const { sources, counts } = await portal.client.overview();
    expect(sources).toMatchObject([{ freshness: 'never' }]);
    expect(counts.guests).toBe(0);
    expect(await portal.client.site()).toMatchObject({
      site: { sources: [{ everRead: false }] },
    });
  });

  it('answers every read in the shape of its schema', async () => {
    await portal.collect();
    const { client } = portal;
    await portal.until(async () => (await client.findings()).total === 1);
    expect(await client.health()).toMatchObject({
      status: 'ok',
      database: true,
      sources: { fresh: 1 },
    });
    expect((await client.overview()).counts).toMatchObject({
      guests: 3,
      guestsRunning: 2,
      nodes: 1,
      addresses: 2,
      addressStates: { conflict: 1 },
    });
    expect((await client.guests()).items.map(({ vmid }) => vmid)).toEqual([
      101, 102, 103,
    ]);
    expect((await client.guest('proxmox/lab/101')).guest).toMatchObject({
      addresses: ['192.0.2.10'],
      openFindings: 1,
      worstSeverity: 'critical',
      entityRef: 'resource:default/lab-101',
    });
    expect((await client.node('proxmox/lab/alpha')).node).toMatchObject({
      guests: 3,
      runningGuests: 2,
    });
    expect((await client.nodes()).items).toHaveLength(1);
    expect(
      (await client.addresses()).items.map(({ address }) => address),
    ).toEqual(['192.0.2.9', '192.0.2.10']);
    expect((await client.address('192.0.2.10')).address).toMatchObject({
      state: 'conflict',
      owners: ['101 guest-101', '102 guest-102'],
    });
    expect(
      (await client.changes({ since: '2026-01-01T00:00:00Z' })).total,
    ).toBe(7);
    expect((await client.liveInventory()).guests).toHaveLength(3);
    expect((await client.drift()).duplicate_ips).toEqual({
      '192.0.2.10': [101, 102],
    });
    expect((await client.sources()).items[0]).toMatchObject({
      sourceId: 'proxmox/lab',
      freshness: 'fresh',
      facts: 7,
      passes: [{ recentRuns: [{ trigger: 'person', status: 'complete' }] }],
    });
    expect((await client.runs('proxmox/lab')).items).toHaveLength(1);
    expect((await client.search('192.0.2.10')).items).toContainEqual(
      expect.objectContaining({ kind: 'address', exact: true }),
    );
  });

  it('filters, sorts and pages what it lists', async () => {
    await portal.collect();
    const { client } = portal;
    await portal.until(async () => (await client.findings()).total === 1);
    const vmids = async (query: Parameters<typeof client.guests>[0]) =>
      (await client.guests(query)).items.map(({ vmid }) => vmid);
    expect(await vmids({ status: 'stopped' })).toEqual([103]);
    expect(await vmids({ tag: ['web', 'none'] })).toEqual([101]);
    expect(await vmids({ findings: false })).toEqual([103]);
    expect(await vmids({ findings: 'critical' })).toEqual([101, 102]);
    expect(await vmids({ q: 'SPARE' })).toEqual([103]);
    expect(await vmids({ q: '02:00:00:00:02:01' })).toEqual([102]);
    expect(await vmids({ sort: 'name', order: 'desc' })).toEqual([
      103, 102, 101,
    ]);
    const first = await client.guests({ limit: 2 });
    expect(first).toMatchObject({ total: 3 });
    expect(await vmids({ limit: 2, cursor: first.nextCursor })).toEqual([103]);
    const addresses = await client.addresses({ state: 'conflict' });
    expect(addresses.items).toHaveLength(1);
    expect(addresses.counts.byState).toEqual({ conflict: 1, held: 1 });
    expect((await client.addresses({ prefix: '192.0.2.8/30' })).total).toBe(2);
    expect((await client.addresses({ prefix: '192.0.2.9/32' })).total).toBe(1);
    await expect(client.addresses({ prefix: 'lan' })).rejects.toThrow(/400/);
    await expect(client.guests({ sort: 'mood' })).rejects.toThrow(/400/);
  });

  it('keeps the last good values of a failed source, labelled', async () => {
    await portal.collect();
    await portal.until(
      async () => (await portal.client.findings()).total === 1,
    );
    const before = await portal.client.findings();
    collector.gives([failed(SOURCE_SCOPE, 'unreachable')]);
    await portal.collect();
    const { guest } = await portal.client.guest('proxmox/lab/101');
    expect(guest.configFreshness).toMatchObject({
      freshness: 'failed',
      reason: 'unreachable',
    });
    expect(guest.addresses).toEqual(['192.0.2.10']);
    await portal.until(async () =>
      (
        await portal.client.findings({ rule: 'source-unhealthy' })
      ).items.some(({ state }) => state === 'open'),
    );
    const after = await portal.client.findings();
    expect(after.items).toEqual(
      expect.arrayContaining(
        before.items.map(({ id }) =>
          expect.objectContaining({ id, state: 'open' }),
        ),
      ),
    );
    await expect(portal.client.guests({ require: 'fresh' })).rejects.toThrow(
      /424/,
    );
    expect(await portal.client.health()).toMatchObject({ status: 'degraded' });
  });

  it('answers for a moment of the past, and refuses the future', async () => {
    await portal.collect();
    const { at } = await portal.client.overview();
    collector.gives(cluster(101));
    await portal.collect();
    await portal.collect();
    const asOf = new Date(Date.parse(at) + 1).toISOString();
    const then = await portal.client.guests({ asOf });
    expect(then.items.map(({ vmid }) => vmid)).toEqual([101, 102, 103]);
    expect(then.asOf).toBe(asOf);
    expect((await portal.client.findings({ asOf })).total).toBeGreaterThan(0);
    await expect(
      portal.client.guests({ asOf: '2999-01-01T00:00:00Z' }),
    ).rejects.toThrow(/400/);
    await expect(
      portal.client.guests({ asOf: '1999-01-01T00:00:00Z' }),
    ).rejects.toThrow(/400/);
  });

  it('holds a mass removal until an administrator accepts it', async () => {
    collector.gives(cluster(101, 102, 103, 104, 105));
    await portal.collect();
    collector.gives(cluster(101));
    for (let runs = 0; runs < 3; runs++) {
      await portal.collect();
    }
    const vmids = async () =>
      (await portal.client.guests()).items.map(({ vmid }) => vmid);
    expect(await vmids()).toEqual([101, 102, 103, 104, 105]);
    const [{ heldRemoval }] = (await portal.client.sources()).items;
    expect(heldRemoval).toMatchObject({ of: expect.any(Number) });
    await expect(
      portal.client.acceptRemoval('proxmox/lab', { reason: ' ' }),
    ).rejects.toThrow(/400/);
    await portal.client.acceptRemoval('proxmox/lab', {
      reason: 'decommissioned',
    });
    const [accepted] = (await portal.client.sources()).items;
    expect(accepted.heldRemoval?.acceptedBy).toBe(
      mockCredentials.user().principal.userEntityRef,
    );
    await portal.collect();
    await portal.collect();
    expect(await vmids()).toEqual([101]);
    expect(
      (await portal.client.audit({ action: 'source.accept-removal' })).items,
    ).toMatchObject([
      {
        actor: mockCredentials.user().principal.userEntityRef,
        details: { reason: 'decommissioned' },
      },
    ]);
  });

  it('records decisions on findings and shows them at once', async () => {
    await portal.collect();
    const { client } = portal;
    const critical = async () =>
      (
        await client.findings({
          rule: 'duplicate-address',
          state: ['open', 'acknowledged', 'suppressed'],
        })
      ).items[0];
    await portal.until(async () => (await critical()) !== undefined);
    const found = await critical();
    const known = await client.acknowledgeFinding(found.id, {
      version: found.version,
      note: 'ticket 17',
    });
    expect(known).toMatchObject({ state: 'acknowledged', note: 'ticket 17' });
    await expect(
      client.reopenFinding(found.id, { version: found.version }),
    ).rejects.toThrow(/409/);
    const later = new Date(Date.now() + 86_400_000).toISOString();
    const quiet = await client.suppressFinding(found.id, {
      version: known.version,
      until: later,
      reason: 'moving on Friday',
    });
    expect(quiet).toMatchObject({ state: 'suppressed' });
    expect((await client.guest('proxmox/lab/101')).guest.openFindings).toBe(0);
    await client.reopenFinding(found.id, { version: quiet.version });
    expect((await critical()).state).toBe('open');
    const { items } = await client.audit({ subject: `finding:${found.id}` });
    expect(items.map(({ action }) => action)).toContain('finding.suppress');
    expect(portal.notifications.send).toHaveBeenCalledTimes(1);
  });

  it('says unchanged as long as nothing but time has changed', async () => {
    await portal.collect();
    const first = await portal.client.site();
    const etag = first.changed ? first.etag : undefined;
    await portal.collect();
    expect(await portal.client.site({ ifNoneMatch: etag })).toEqual({
      changed: false,
      etag,
    });
    collector.gives(cluster(101, 102, 103, 104));
    await portal.collect();
    expect(await portal.client.site({ ifNoneMatch: etag })).toMatchObject({
      changed: true,
    });
  });

  it.each([
    ['GET', '/health', ['source.read']],
    ['GET', '/overview', ['inventory.read', 'finding.read']],
    ['GET', '/search?q=x', ['inventory.read', 'finding.read']],
    ['GET', '/inventory/live', ['inventory.read']],
    ['GET', '/inventory/drift', ['inventory.read', 'finding.read']],
    ['GET', '/inventory/site', ['inventory.read']],
    [
      'GET',
      '/inventory/changes?since=2026-01-01T00:00:00Z',
      ['inventory.read'],
    ],
    ['GET', '/inventory/guests', ['inventory.read']],
    ['GET', '/inventory/guests/x', ['inventory.read', 'finding.read']],
    ['GET', '/inventory/nodes', ['inventory.read']],
    ['GET', '/inventory/nodes/x', ['inventory.read', 'finding.read']],
    ['GET', '/inventory/addresses', ['inventory.read']],
    ['GET', '/inventory/addresses/::1', ['inventory.read', 'finding.read']],
    ['GET', '/portmap/joined', ['inventory.read']],
    ['GET', '/portmap/reverse?ref=x', ['inventory.read']],
    ['GET', '/portmap/changes?since=2026-01-01T00:00:00Z', ['inventory.read']],
    ['GET', '/ports', ['inventory.read', 'finding.read']],
    ['GET', '/forwards', ['inventory.read', 'finding.read']],
    ['GET', '/findings', ['finding.read']],
    ['GET', '/findings/x', ['finding.read']],
    ['POST', '/findings/x/acknowledge', ['finding.update']],
    ['POST', '/findings/x/suppress', ['finding.update']],
    ['POST', '/findings/x/reopen', ['finding.update']],
    ['GET', '/sources', ['source.read']],
    ['GET', '/sources/x/runs', ['source.read']],
    ['POST', '/sources/x/accept-removal', ['source.accept-removal']],
    ['POST', '/inventory/refresh', ['source.refresh']],
    ['GET', '/audit', ['audit.read']],
  ])('%s %s needs %j and nothing else', async (method, path, needed) => {
    const status = async (denied: string[]) => {
      portal.denied.clear();
      denied.forEach(name => portal.denied.add(`itops.${name}`));
      const { status: answered } = await fetch(`${portal.baseUrl}/v1${path}`, {
        method,
      });
      return answered;
    };
    for (const permission of needed) {
      expect(await status([permission])).toBe(403);
    }
    const others = itopsPermissions
      .map(({ name }) => name.replace('itops.', ''))
      .filter(name => !needed.includes(name));
    expect(await status(others)).not.toBe(403);
  });

  it.each([
    ['/inventory/guests?sotr=name', /sotr/],
    ['/inventory/guests?limit=0', /limit/],
    ['/inventory/guests?asOf=yesterday', /asOf/],
    ['/inventory/guests?require=maybe', /require/],
    ['/inventory/changes', /since/],
    ['/inventory/addresses/nonsense', /not an IP address/],
  ])('refuses %s and names what is wrong', async (path, message) => {
    const answer = await fetch(`${portal.baseUrl}/v1${path}`);
    expect(answer.status).toBe(400);
    expect((await answer.json()).error.message).toMatch(message);
  });

  it('lets services read, but leaves decisions to people', async () => {
    const ask = async (method: string, path: string) => {
      const { status } = await fetch(`${portal.baseUrl}/v1${path}`, {
        method,
        headers: { authorization: mockCredentials.service.header() },
      });
      return status;
    };
    expect(await ask('GET', '/inventory/guests')).toBe(200);
    expect(await ask('POST', '/findings/x/acknowledge')).toBe(403);
    expect(await ask('POST', '/findings/x/suppress')).toBe(403);
    expect(await ask('POST', '/findings/x/reopen')).toBe(403);
    expect(await ask('POST', '/sources/proxmox%2Flab/accept-removal')).toBe(
      403,
    );
  });

  it('names what is not there', async () => {
    for (const path of [
      '/inventory/guests/proxmox%2Flab%2F1',
      '/inventory/nodes/none',
      '/inventory/addresses/192.0.2.77',
      '/findings/none',
      '/sources/none/runs',
      '/nowhere',
    ]) {
      const answer = await fetch(`${portal.baseUrl}/v1${path}`);
      expect([path, answer.status]).toEqual([path, 404]);
      expect((await answer.json()).error.name).toBe('NotFoundError');
    }
  });
});
