import { mockCredentials } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { TestPortal } from '../__testUtils__/TestPortal';
import { FakeCollector } from '../__testUtils__/collectors';
import {
  complete,
  configFact,
  guestFact,
  nodeFact,
} from '../__testUtils__/facts';
import { testDatabase } from '../__testUtils__/testDatabase';

jest.setTimeout(60_000);

const OTHER = mockCredentials.user.header('user:default/other');

describe('/ipam', () => {
  const databases = testDatabase();
  let knex: Knex;
  let portal: TestPortal;

  async function start(collectors: FakeCollector[]) {
    knex = await databases.init();
    portal = await TestPortal.start({ knex, collectors });
  }

  function proxmox(): FakeCollector {
    return FakeCollector.create('proxmox/lab').gives([
      complete('source', [
        nodeFact('alpha'),
        guestFact(101),
        guestFact(102, { status: 'stopped' }),
      ]),
      complete('guest:101', [configFact(101, '192.0.2.2')]),
      complete('guest:102', [configFact(102, '192.0.2.3')]),
    ]);
  }

  afterEach(() => portal.stop());

  async function call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: any; etag?: string }> {
    const response = await fetch(`${portal.baseUrl}/v1/ipam${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text ? JSON.parse(text) : undefined,
      etag: response.headers.get('etag') ?? undefined,
    };
  }

  async function prefix(cidr: string, more: object = {}): Promise<any> {
    const { status, body } = await call('POST', '/prefixes', { cidr, ...more });
    expect({ status, error: body.error }).toEqual({ status: 201 });
    return body;
  }

  it('refuses to call anything free until every source was read, and names it', async () => {
    await start([proxmox(), FakeCollector.create('npm/edge')]);
    const { id } = await prefix('192.0.2.0/24', { gateway: '192.0.2.1' });
    const refused = await call('POST', `/prefixes/${id}/next-free`, {});
    expect(refused.status).toBe(424);
    expect(refused.body.error.message).toMatch(
      /No address of 192.0.2.0\/24 can be called free while these were never read: npm\/edge/,
    );
    expect((await call('GET', `/prefixes/${id}/next-free`)).status).toBe(424);

    await call(
      'PUT',
      `/prefixes/${id}`,
      { cidr: '192.0.2.0/24', gateway: '192.0.2.1', sources: ['proxmox/lab'] },
      { 'if-match': '"1"' },
    );
    await portal.collect();
    const given = await call('POST', `/prefixes/${id}/next-free`, {});
    expect(given.status).toBe(201);
    expect(given.body.address).toBe('192.0.2.4');
  });

  it('gives what nobody speaks of, and shows every address with its state', async () => {
    await start([proxmox()]);
    await portal.collect();
    const { id } = await prefix('192.0.2.0/28', {
      gateway: '192.0.2.1',
      ranges: [{ kind: 'dhcp', first: '192.0.2.5', last: '192.0.2.6' }],
    });
    const preview = await call('GET', `/prefixes/${id}/next-free?count=3`);
    expect(preview.body.addresses).toEqual([
      '192.0.2.4',
      '192.0.2.7',
      '192.0.2.8',
    ]);
    await call('POST', `/prefixes/${id}/next-free`, {
      hostname: 'db1',
      days: 7,
    });
    const { body: kept } = await call('POST', '/addresses', {
      address: '192.0.2.2',
      hostname: 'web1',
    });
    expect(kept.version).toBe(1);
    const grid = await call('GET', `/prefixes/${id}/addresses`);
    expect(
      grid.body.items.map((cell: any) => [
        cell.address.slice('192.0.2.'.length),
        cell.state,
        cell.kept ?? (cell.offered ? 'offered' : '-'),
      ]),
    ).toEqual([
      ['0', 'free', 'network address'],
      ['1', 'free', 'gateway'],
      ['2', 'agreed', '-'],
      ['3', 'held', '-'],
      ['4', 'reserved', '-'],
      ['5', 'free', 'DHCP range'],
      ['6', 'free', 'DHCP range'],
      ...['7', '8', '9', '10', '11', '12', '13', '14'].map(last => [
        last,
        'free',
        'offered',
      ]),
      ['15', 'free', 'broadcast address'],
    ]);
    expect(grid.body.prefix).toMatchObject({
      held: 2,
      reserved: 1,
      offerable: '11',
      utilisation: 0.1818,
    });
    const two = await call('GET', `/prefixes/${id}/addresses?limit=10`);
    const rest = await call(
      'GET',
      `/prefixes/${id}/addresses?limit=10&cursor=${two.body.nextCursor}`,
    );
    expect([...two.body.items, ...rest.body.items]).toEqual(grid.body.items);
    expect(rest.body.nextCursor).toBeUndefined();

    // The site of the inventory learns of it, too.
    await portal.until(async () => {
      const { address } = await portal.client.address('192.0.2.2');
      return address.state === 'agreed';
    });
    const { address } = await portal.client.address('192.0.2.4');
    expect(address).toMatchObject({ state: 'reserved' });
  });

  it('refuses a wanted address with the reason', async () => {
    await start([proxmox()]);
    await portal.collect();
    await prefix('192.0.2.0/24', { gateway: '192.0.2.1' });
    const reserve = async (address: string) => {
      const { status, body } = await call('POST', '/reservations', { address });
      return [status, body.error?.message];
    };
    expect(await reserve('192.0.2.3')).toEqual([
      409,
      expect.stringMatching(/not free: its state is held: net0 of 102/),
    ]);
    expect(await reserve('192.0.2.1')).toEqual([
      409,
      expect.stringMatching(/keeps it as network, broadcast, gateway/),
    ]);
    expect(await reserve('192.0.2.9')).toEqual([201, undefined]);
    expect(await reserve('192.0.2.9')).toEqual([
      409,
      '192.0.2.9 is not free: it is reserved for user:default/mock',
    ]);
    expect(await reserve('198.51.100.1')).toEqual([
      400,
      expect.stringMatching(/No prefix is around 198.51.100.1/),
    ]);
  });

  it('asks for If-Match, and writes down what was before and after', async () => {
    await start([]);
    await prefix('10.0.0.0/24');
    await call('POST', '/addresses', { address: '10.0.0.5', service: 'dns' });
    const put = (headers: object) =>
      call(
        'PUT',
        '/addresses/10.0.0.5',
        { address: '10.0.0.5', service: 'ntp' },
        { ...headers },
      );
    expect((await put({})).status).toBe(428);
    expect((await put({ 'if-match': '"7"' })).status).toBe(412);
    const done = await put({ 'if-match': '"1"' });
    expect([done.status, done.etag]).toEqual([200, '"2"']);
    const [row] = await knex('audit_log').where({
      action: 'address.update',
      outcome: 'success',
    });
    expect(row).toMatchObject({
      subject: 'address:10.0.0.5',
      details: {
        before: { service: 'dns' },
        after: { service: 'ntp' },
        fields: [{ field: 'service', from: 'dns', to: 'ntp' }],
      },
    });
  });

  it('gives what somebody else asked for, and nothing to oneself', async () => {
    await start([]);
    const { id } = await prefix('10.0.0.0/24');
    const ask = (body: object = {}) =>
      call('POST', '/requests', { prefixId: id, purpose: 'a new db', ...body });
    const { body: asked } = await ask({ hostname: 'db2', days: 30 });
    const decide = (verb: string, headers: object) =>
      call(
        'POST',
        `/requests/${asked.id}/${verb}`,
        {},
        {
          'if-match': '"1"',
          ...headers,
        },
      );
    const own = await decide('accept', {});
    expect([own.status, own.body.error.message]).toEqual([
      403,
      expect.stringMatching(/accept a request of their own/),
    ]);
    const accepted = await decide('accept', { authorization: OTHER });
    expect(accepted.body).toMatchObject({
      state: 'accepted',
      address: '10.0.0.1',
      decidedBy: 'user:default/other',
    });
    const { body: address } = await call('GET', '/addresses/10.0.0.1');
    expect(address).toMatchObject({
      lifecycle: 'reserved',
      holder: 'user:default/mock',
      hostname: 'db2',
      sourceRef: `address-request:${asked.id}`,
    });
    expect((await decide('reject', { authorization: OTHER })).status).toBe(409);
    const service = mockCredentials.service.header();
    expect((await decide('accept', { authorization: service })).status).toBe(
      403,
    );

    const { body: second } = await ask({ wanted: '10.0.0.77' });
    await call(
      'POST',
      `/requests/${second.id}/reject`,
      { reason: 'no' },
      {
        'if-match': '"1"',
      },
    );
    const open = await call('GET', '/requests?state=open');
    expect(open.body.items).toEqual([]);
    const page = await call('GET', '/requests?limit=1');
    expect(page.body.items.map((item: any) => item.id)).toEqual([second.id]);
    const next = await call('GET', `/requests?cursor=${page.body.nextCursor}`);
    expect(next.body.items.map((item: any) => item.id)).toEqual([asked.id]);
  });

  it('splits, merges and resizes as the preview said, or not at all', async () => {
    await start([]);
    const { id } = await prefix('10.0.0.0/24', { gateway: '10.0.0.1' });
    for (const last of ['5', '130']) {
      await call('POST', '/addresses', { address: `10.0.0.${last}` });
    }
    const split = { kind: 'split', length: 25 };
    const look = await call(
      'POST',
      `/prefixes/${id}/reshape/preview`,
      { reshape: split },
      { 'if-match': '"1"' },
    );
    expect(look.body).toMatchObject({
      added: ['10.0.0.0/25', '10.0.0.128/25'],
      removed: [],
      moved: 2,
      moves: [
        { address: '10.0.0.5', from: '10.0.0.0/24', to: '10.0.0.0/25' },
        { address: '10.0.0.130', from: '10.0.0.0/24', to: '10.0.0.128/25' },
      ],
      problems: [],
    });
    const apply = (previewHash: string) =>
      call(
        'POST',
        `/prefixes/${id}/reshape`,
        { reshape: split, previewHash },
        { 'if-match': '"1"' },
      );
    await call('POST', '/addresses', { address: '10.0.0.6' });
    const late = await apply(look.body.previewHash);
    expect([late.status, late.body.error.message]).toEqual([
      409,
      expect.stringMatching(/not those of the preview any more/),
    ]);
    const again = await call(
      'POST',
      `/prefixes/${id}/reshape/preview`,
      { reshape: split },
      { 'if-match': '"1"' },
    );
    expect((await apply(again.body.previewHash)).status).toBe(200);
    const tree = async () =>
      (await call('GET', '/prefixes')).body.items.map((row: any) => [
        row.cidr,
        row.status,
        row.depth,
        row.held,
        row.gateway,
      ]);
    expect(await tree()).toEqual([
      ['10.0.0.0/24', 'container', 0, 3, undefined],
      ['10.0.0.0/25', 'active', 1, 2, '10.0.0.1'],
      ['10.0.0.128/25', 'active', 1, 1, undefined],
    ]);

    const reshape = async (cidr: string, wanted: object) => {
      const { items } = (await call('GET', `/prefixes?q=${cidr}`)).body;
      const row = items.find((item: any) => item.cidr === cidr);
      const headers = { 'if-match': `"${row.version}"` };
      const path = `/prefixes/${row.id}/reshape`;
      const seen = await call(
        'POST',
        `${path}/preview`,
        { reshape: wanted },
        headers,
      );
      if (seen.status !== 200 || seen.body.problems.length > 0) {
        return seen.body.problems ?? seen.body.error.message;
      }
      const { previewHash } = seen.body;
      return (
        await call('POST', path, { reshape: wanted, previewHash }, headers)
      ).status;
    };
    const parts = (await call('GET', '/prefixes')).body.items;
    const merge = { kind: 'merge', with: [parts[2].id] };
    expect(await reshape('10.0.0.0/25', merge)).toBe(200);
    expect(await tree()).toEqual([['10.0.0.0/24', 'active', 0, 3, '10.0.0.1']]);
    expect(await reshape('10.0.0.0/24', { kind: 'split', length: 29 })).toBe(
      200,
    );
    expect((await tree()).length).toBe(33);
    const all = (await call('GET', '/prefixes')).body.items.slice(1);
    const back = {
      kind: 'merge',
      with: all.slice(1).map((item: any) => item.id),
    };
    expect(await reshape('10.0.0.0/29', back)).toBe(200);
    expect(await reshape('10.0.0.0/24', split)).toBe(200);
    expect(await reshape('10.0.0.128/25', { kind: 'split', length: 26 })).toBe(
      200,
    );
    const [, , container] = (await call('GET', '/prefixes')).body.items;
    expect(
      await reshape('10.0.0.0/25', { kind: 'merge', with: [container.id] }),
    ).toEqual(['10.0.0.128/25 is a container; merge the prefixes in it']);
    expect(
      await reshape('10.0.0.0/25', { kind: 'resize', cidr: '10.0.0.0/29' }),
    ).toBe(200);
    expect(await tree()).toEqual([
      ['10.0.0.0/24', 'container', 0, 3, undefined],
      ['10.0.0.0/29', 'active', 1, 2, '10.0.0.1'],
      ['10.0.0.128/25', 'container', 1, 1, undefined],
      ['10.0.0.128/26', 'active', 2, 1, undefined],
      ['10.0.0.192/26', 'active', 2, 0, undefined],
    ]);
  });

  it('finds by address, host name, part of a text and network, page by page', async () => {
    await start([]);
    await prefix('10.0.0.0/16');
    for (let last = 1; last <= 5; last++) {
      await call('POST', '/addresses', {
        address: `10.0.${last}.1`,
        hostname: `web${last}.example.org`,
      });
    }
    const found = async (query: string) =>
      (await call('GET', `/addresses?${query}`)).body.items.map(
        ({ address }: { address: string }) => address,
      );
    expect(await found('address=10.0.3.1')).toEqual(['10.0.3.1']);
    expect(await found('hostname=WEB2.example.org')).toEqual(['10.0.2.1']);
    expect(await found('q=eb4.exam')).toEqual(['10.0.4.1']);
    expect(await found('q=10.0.2.0/23')).toEqual(['10.0.2.1', '10.0.3.1']);
    expect(await found('within=10.0.4.0/22')).toEqual(['10.0.4.1', '10.0.5.1']);
    const { body } = await call('GET', '/addresses?limit=3');
    expect(body.total).toBe(5);
    expect(await found(`limit=3&cursor=${body.nextCursor}`)).toEqual([
      '10.0.4.1',
      '10.0.5.1',
    ]);
    expect((await call('GET', '/addresses?cursor=nonsense')).status).toBe(400);
    expect((await call('GET', '/addresses?hostnam=x')).status).toBe(400);
  });

  it('changes many addresses alike, or none of them', async () => {
    await start([]);
    await prefix('10.0.0.0/24');
    for (const last of [1, 2, 3]) {
      await call('POST', '/addresses', { address: `10.0.0.${last}` });
    }
    const bulk = (versions: number[]) =>
      call('POST', '/addresses/bulk', {
        items: versions.map((version, index) => ({
          address: `10.0.0.${index + 1}`,
          version,
        })),
        set: { ownerTeam: 'group:default/net', service: null },
      });
    expect((await bulk([1, 1, 2])).status).toBe(412);
    expect(await knex('ipam_addresses').whereNotNull('owner_team')).toEqual([]);
    const done = await bulk([1, 1, 1]);
    expect(done.body.items.map((item: any) => item.ownerTeam)).toEqual(
      Array(3).fill('group:default/net'),
    );
  });

  it('tells what is written down and silent, and what answers unasked', async () => {
    await start([proxmox()]);
    await portal.collect();
    await prefix('192.0.2.0/24');
    await call('POST', '/addresses', { address: '192.0.2.77' });
    await portal.until(async () => {
      const { body } = await call('GET', '/hygiene/silent?days=0');
      return body.items.some((item: any) => item.address === '192.0.2.77');
    });
    const { body } = await call('GET', '/hygiene/silent?days=1');
    expect(body.items).toEqual([]);
    expect(body.watchedSince).toEqual(expect.any(String));
    expect((await call('GET', '/hygiene/answering')).body.items).toEqual([]);
    expect((await call('GET', '/conflicts')).body).toMatchObject({
      items: [],
      counts: {},
      total: 0,
    });
  });

  it('is closed to whoever lacks the permission, and to services where people decide', async () => {
    await start([]);
    portal.denied.add('itops.ipam.read');
    portal.denied.add('itops.ipam.update');
    for (const path of [
      '/prefixes',
      '/addresses',
      '/vlans',
      '/requests',
      '/conflicts',
    ]) {
      expect((await call('GET', path)).status).toBe(403);
    }
    expect(
      (await call('POST', '/prefixes', { cidr: '10.0.0.0/8' })).status,
    ).toBe(403);
    portal.denied.clear();
    const authorization = mockCredentials.service.header();
    const refused = await call(
      'POST',
      '/prefixes',
      { cidr: '10.0.0.0/8' },
      {
        authorization,
      },
    );
    expect(refused.status).toBe(403);
  });

  it('keeps VLANs, and the prefixes in them', async () => {
    await start([]);
    const vlan = await call('POST', '/vlans', { vid: 110, name: 'validators' });
    expect(vlan.status).toBe(201);
    expect(
      (await call('POST', '/vlans', { vid: 110, name: 'other' })).status,
    ).toBe(409);
    await prefix('10.110.0.0/24', { vlan: { vid: 110 } });
    const missing = await call('POST', '/prefixes', {
      cidr: '10.111.0.0/24',
      vlan: { vid: 111 },
    });
    expect([missing.status, missing.body.error.message]).toEqual([
      404,
      expect.stringMatching(/names VLAN 111, which is not recorded/),
    ]);
    const { body } = await call('GET', '/vlans');
    expect(body.items).toMatchObject([
      { vid: 110, prefixes: ['10.110.0.0/24'] },
    ]);
    const gone = await call('DELETE', `/vlans/${vlan.body.id}`, undefined, {
      'if-match': '"1"',
    });
    expect(gone.status).toBe(409);
    const by = await call('GET', '/prefixes?vlan=110');
    expect(by.body.items).toHaveLength(1);
  });

  it('imports NetBox files as previewed, all or nothing, and gives them back', async () => {
    await start([]);
    const file = (name: string, text: string) => ({ name, text });
    const vlans = file('vlans.csv', 'vid,name,status\n110,validators,active\n');
    const prefixes = file(
      'prefixes.csv',
      'prefix,vlan,status\n10.0.0.0/8,,container\n10.1.0.0/24,110,active\n',
    );
    const addresses = (...rows: string[]) =>
      file('ip-addresses.csv', `address,status,dns_name\n${rows.join('\n')}\n`);
    const run = async (files: object[], more: object = {}) => {
      const preview = await call('POST', '/import/preview', { files, ...more });
      const { previewHash, problems } = preview.body;
      const done = await call('POST', '/import', {
        files,
        previewHash,
        ...more,
      });
      return { problems, status: done.status, body: done.body };
    };
    const bad = await run([
      vlans,
      prefixes,
      addresses(
        '10.1.0.5/24,active,web',
        '10.1.0.0/24,active,',
        '11.0.0.1/24,active,',
      ),
    ]);
    expect(bad.status).toBe(400);
    expect(
      bad.problems.map(({ line, message }: any) => [line, message]),
    ).toEqual([
      [3, '10.1.0.0 is the network address of its prefix'],
      [4, expect.stringMatching(/No prefix is around 11.0.0.1/)],
    ]);
    expect(await knex('ipam_prefixes')).toEqual([]);

    const good = await run([
      vlans,
      prefixes,
      addresses('10.1.0.5/24,active,web', '10.1.0.1/24,reserved,'),
    ]);
    expect([good.status, good.body.counts]).toEqual([
      200,
      { problems: 0, added: 5, changed: 0, unchanged: 0, kept: 0 },
    ]);
    const { body: tree } = await call('GET', '/prefixes');
    expect(tree.items).toMatchObject([
      { cidr: '10.0.0.0/8', held: 2, reserved: 1 },
      { cidr: '10.1.0.0/24', held: 2, vlan: { vid: 110 }, origin: 'netbox' },
    ]);
    const free = await call(
      'GET',
      `/prefixes/${tree.items[1].id}/next-free?count=4`,
    );
    expect(free.body.addresses).toEqual([
      '10.1.0.2',
      '10.1.0.3',
      '10.1.0.4',
      '10.1.0.6',
    ]);

    const again = await run([
      addresses('10.1.0.5/24,active,web2', '10.1.0.1/24,reserved,'),
    ]);
    expect(again.body).toMatchObject({
      changed: [
        {
          label: '10.1.0.5',
          fields: [{ field: 'hostname', from: 'web', to: 'web2' }],
        },
      ],
      counts: { added: 0, changed: 1, unchanged: 1 },
    });
    const audited = await knex('audit_log').where({
      subject: 'address:10.1.0.5',
    });
    expect(audited.map(({ action }) => action)).toEqual([
      'address.create',
      'address.update',
    ]);
    const stale = await call('POST', '/import', {
      files: [addresses('10.1.0.9/24,active,')],
      previewHash: good.body.previewHash,
    });
    expect(stale.status).toBe(409);

    const exported = async (name: string) => {
      const url = `${portal.baseUrl}/v1/ipam/export?file=${name}`;
      return (await fetch(url)).text();
    };
    const files = await Promise.all(
      ['vlans.csv', 'prefixes.csv', 'ip-addresses.csv'].map(async name =>
        file(name, await exported(name)),
      ),
    );
    expect(files[2].text).toMatch(/^address,tenant,.*\n10.1.0.1\/24,,reserved/);
    const back = await run(files);
    expect(back.body.counts).toMatchObject({
      added: 0,
      changed: 0,
      unchanged: 5,
    });
  });

  it('is asked through the client, which reads every answer', async () => {
    await start([proxmox()]);
    await portal.collect();
    const { ipam } = portal.client;
    const vlan = await ipam.createVlan({ vid: 11, name: 'flat' });
    const { id } = await ipam.createPrefix({
      cidr: '192.0.2.0/24',
      vlan: { vid: 11 },
    });
    const renamed = await ipam.updateVlan(vlan, { vid: 11, name: 'lan' });
    expect(renamed.version).toBe(2);
    expect((await ipam.nextFree(id, 2)).addresses).toEqual([
      '192.0.2.1',
      '192.0.2.4',
    ]);
    const given = await ipam.reserveNext(id, { days: 1 });
    const wanted = await ipam.reserve({ address: '192.0.2.9' });
    const used = await ipam.updateAddress(given.version, {
      address: given.address,
      lifecycle: 'active',
      hostname: 'web',
    });
    expect(used.holder).toBeUndefined();
    await ipam.bulkEdit({
      items: [{ address: used.address, version: used.version }],
      set: { service: 'www' },
    });
    await ipam.deleteAddress(wanted);
    const { items } = await ipam.addresses({ q: 'www' });
    expect(items).toMatchObject([
      { address: '192.0.2.1', state: 'declared-only', prefix: '192.0.2.0/24' },
    ]);
    expect((await ipam.grid(id, { limit: 8 })).items).toHaveLength(8);
    const seen = await ipam.prefix(id);
    const resize = { kind: 'resize', cidr: '192.0.2.0/25' } as const;
    const { previewHash, problems } = await ipam.previewReshape(seen, resize);
    expect(problems).toEqual([]);
    await ipam.reshape(seen, resize, previewHash);
    const [prefix25] = (await ipam.prefixes()).items;
    const asked = await ipam.ask({ prefixId: prefix25.id, purpose: 'test' });
    await ipam.decide(asked, 'reject', { reason: 'no' });
    expect((await ipam.requests()).items[0].state).toBe('rejected');
    await Promise.all([ipam.silent(), ipam.answering(), ipam.conflicts()]);
    expect(await ipam.export('vlans.csv')).toMatch(/11,lan/);
    await ipam.createPrefix({ cidr: '192.0.2.0/24' });
    await ipam.deletePrefix(prefix25);
    expect((await ipam.vlans()).items[0].prefixes).toEqual([]);
    await ipam.deleteVlan(renamed);
  });
});
