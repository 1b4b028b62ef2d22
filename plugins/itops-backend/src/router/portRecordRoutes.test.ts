import { mockCredentials } from '@backstage/backend-test-utils';
import { itopsPermissions } from '@sankofa/plugin-itops-common';
import { FakeCollector } from '../__testUtils__/collectors';
import { controller } from '../__testUtils__/edgeFacts';
import { cluster, failed } from '../__testUtils__/facts';
import { TestPortal } from '../__testUtils__/TestPortal';
import { testDatabase } from '../__testUtils__/testDatabase';

jest.setTimeout(120_000);

const ID = '00000000-0000-4000-8000-000000000000';
const DEVICES_CSV = 'name,role,site\nsw1,switch,home\npve1,host,home\n';
const CABLES_HEAD = 'a_device,a_kind,a_port,b_device,b_kind,b_port\n';
const SITE = [
  { name: 'port-devices.csv', text: DEVICES_CSV },
  {
    name: 'ports.csv',
    text: 'device,kind,name,type,macs\nsw1,interface,1,other,\nsw1,interface,2,other,\npve1,interface,eno1,other,02:00:00:00:00:01\n',
  },
  {
    name: 'cables.csv',
    text: `${CABLES_HEAD}sw1,interface,1,pve1,interface,eno1\n`,
  },
];

describe('portRecordRoutes', () => {
  const database = testDatabase();
  let portal: TestPortal;
  let readings: FakeCollector;

  beforeEach(async () => {
    readings = FakeCollector.create('unifi/udm').gives(controller([]));
    portal = await TestPortal.start({
      knex: await database.init(),
      collectors: [FakeCollector.create().gives(cluster(101)), readings],
    });
  });

  afterEach(() => portal.stop());

  const ask = (
    method: string,
    path: string,
    options: { body?: unknown; headers?: Record<string, string> } = {},
  ) =>
    fetch(`${portal.baseUrl}/v1/port-records${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...options.headers },
      body:
        options.body === undefined ? undefined : JSON.stringify(options.body),
    });
  const fill = async () => {
    const { portRecords } = portal.client;
    const request = { format: 'csv' as const, files: SITE };
    const { previewHash } = await portRecords.previewImport(request);
    return portRecords.import({ ...request, previewHash });
  };

  it('creates, reads, changes and deletes records', async () => {
    const { devices, ports, cables } = portal.client.portRecords;
    const device = await devices.create({
      name: 'sw1',
      role: 'switch',
      model: 'US-16-XG',
    });
    expect(device).toMatchObject({
      status: 'active',
      origin: 'manual',
      version: 1,
      createdBy: mockCredentials.user().principal.userEntityRef,
      ports: 0,
    });
    const one = await ports.create({
      device: 'sw1',
      kind: 'interface',
      name: 'Port 13',
      number: 13,
    });
    expect(one).toMatchObject({
      type: 'other',
      macs: [],
      names: { netbox: 'Port 13' },
    });
    const two = await ports.create({
      device: 'sw1',
      kind: 'interface',
      name: '2',
    });
    const cable = await cables.create({
      a: { device: 'sw1', kind: 'interface', port: 'Port 13' },
      b: { device: 'sw1', kind: 'interface', port: '2' },
    });
    expect(cable).toMatchObject({
      aPortId: one.id,
      bPortId: two.id,
      status: 'connected',
    });
    expect(await ports.get(one.id)).toMatchObject({
      cable: { id: cable.id, peer: { port: '2', portId: two.id } },
    });
    expect(await devices.get(device.id)).toMatchObject({ ports: 2, cables: 2 });
    const named = await devices.update(device, {
      name: 'core',
      role: 'switch',
    });
    expect(named).toMatchObject({ name: 'core', version: 2 });
    expect((await cables.get(cable.id)).a.device).toBe('core');
    await expect(devices.delete(device)).rejects.toThrow(/412/);
    await expect(devices.delete(named)).rejects.toThrow(/409/);
    await cables.delete(cable);
    await devices.delete(named);
    expect((await ports.list()).total).toBe(0);
    await expect(devices.get(device.id)).rejects.toThrow(/404/);
    const { items } = await portal.client.audit({
      subject: 'cable:core/Port 13~core/2',
    });
    expect(items.map(({ action }) => action)).toEqual(['cable.delete']);
  });

  it('answers versions as ETags and asks for them back', async () => {
    const created = await ask('POST', '/devices', {
      body: { name: 'sw1', role: 'switch' },
    });
    expect(created.status).toBe(201);
    expect(created.headers.get('etag')).toBe('"1"');
    const { id } = await created.json();
    const body = { name: 'sw1', role: 'gateway' };
    const put = async (headers: Record<string, string>) => {
      const answer = await ask('PUT', `/devices/${id}`, { body, headers });
      return [answer.status, (await answer.json()).error?.name];
    };
    expect(await put({})).toEqual([428, 'PreconditionRequiredError']);
    expect(await put({ 'if-match': '"7"' })).toEqual([
      412,
      'PreconditionFailedError',
    ]);
    expect(await put({ 'if-match': '*' })).toEqual([400, 'InputError']);
    expect(await put({ 'if-match': 'W/"1"' })).toEqual([400, 'InputError']);
    expect(await put({ 'if-match': '"1"' })).toEqual([200, undefined]);
    const shouted = await ask('PUT', `/devices/${id.toUpperCase()}`, {
      body,
      headers: { 'if-match': '"2"' },
    });
    expect((await shouted.json()).version).toBe(3);
    const read = await ask('GET', `/devices/${id}`);
    expect(read.headers.get('etag')).toBe('"3"');
    expect((await ask('DELETE', `/devices/${id}`)).status).toBe(428);
    const gone = await ask('DELETE', `/devices/${id}`, {
      headers: { 'if-match': '"3"' },
    });
    expect(gone.status).toBe(204);
  });

  it.each([
    ['an unknown field', { name: 'x', role: 'switch', color: 'red' }, /color/],
    ['a role that is none', { name: 'x', role: 'toaster' }, /role/],
    [
      'a name that ends in a blank',
      { name: 'x ', role: 'switch' },
      /name: must be one line/,
    ],
    [
      'a name over two lines',
      { name: 'x\ny', role: 'switch' },
      /name: must be one line/,
    ],
  ])('refuses %s', async (_, body, message) => {
    const answer = await ask('POST', '/devices', { body });
    expect(answer.status).toBe(400);
    expect((await answer.json()).error.message).toMatch(message);
  });

  it('keeps hostile names as the text they are', async () => {
    const { devices } = portal.client.portRecords;
    for (const name of [
      "'; DROP TABLE cables; --",
      '=1+1',
      '<script>',
      '../..',
      '%00',
      '__proto__',
    ]) {
      const { id } = await devices.create({ name, role: 'other' });
      expect((await devices.get(id)).name).toBe(name);
    }
    expect((await devices.list({ q: 'drop table' })).total).toBe(1);
  });

  it('pages, searches and filters', async () => {
    await fill();
    const { devices, ports, cables } = portal.client.portRecords;
    const first = await ports.list({ limit: 2 });
    expect(first).toMatchObject({
      total: 3,
      items: [{ name: 'eno1' }, { name: '1' }],
    });
    const next = await ports.list({ limit: 2, cursor: first.nextCursor });
    expect(next.items.map(({ name }) => name)).toEqual(['2']);
    expect(next.nextCursor).toBeUndefined();
    expect((await ports.list({ q: '02:00:00:00:00:01' })).total).toBe(1);
    expect((await ports.list({ cabled: false })).items).toMatchObject([
      { name: '2' },
    ]);
    expect((await ports.list({ device: 'sw1', kind: 'interface' })).total).toBe(
      2,
    );
    expect((await devices.list({ role: ['host', 'gateway'] })).total).toBe(1);
    expect((await devices.list({ origin: 'netbox' })).total).toBe(0);
    expect(
      (await devices.list({ sort: 'name', order: 'desc' })).items[0].name,
    ).toBe('sw1');
    expect(
      (await cables.list({ device: 'pve1', status: 'connected' })).total,
    ).toBe(1);
    expect((await ask('GET', '/ports?cabeled=true')).status).toBe(400);
    expect((await ask('GET', '/ports?sort=mood')).status).toBe(400);
  });

  it('imports after a preview, and exports what can be imported again', async () => {
    const done = await fill();
    expect(done.counts).toEqual({
      problems: 0,
      added: 6,
      changed: 0,
      conflicts: 0,
      unchanged: 0,
      missing: 0,
      removed: 0,
    });
    const { portRecords } = portal.client;
    for (const format of ['csv', 'netbox'] as const) {
      const { files } = await portRecords.export(format);
      expect(
        await portRecords.previewImport({ format, files, mode: 'replace' }),
      ).toMatchObject({
        problems: [],
        added: [],
        missing: [],
        counts: { unchanged: 6 },
      });
    }
    const one = await ask('GET', '/export?format=csv&file=port-devices.csv');
    expect(one.headers.get('content-type')).toMatch(/^text\/csv/);
    expect(one.headers.get('content-disposition')).toMatch(/port-devices.csv/);
    expect(await one.text()).toMatch(/^name,role,.*\npve1,host,/);
    expect((await ask('GET', '/export?format=csv&file=x')).status).toBe(404);
    expect((await ask('GET', '/export?format=xml')).status).toBe(400);
  });

  it('takes nothing of an import that has an error, and says where it is', async () => {
    const files = [
      { name: 'port-devices.csv', text: `${DEVICES_CSV}sw2,toaster,\n` },
    ];
    const { portRecords } = portal.client;
    const preview = await portRecords.previewImport({ format: 'csv', files });
    expect(preview.problems).toMatchObject([
      { file: 'port-devices.csv', line: 4, column: 'role' },
    ]);
    const { previewHash } = preview;
    await expect(
      portRecords.import({ format: 'csv', files, previewHash }),
    ).rejects.toThrow(/400/);
    await expect(
      portRecords.import({ format: 'csv', files: SITE, previewHash }),
    ).rejects.toThrow(/409/);
    expect((await portRecords.devices.list()).total).toBe(0);
  });

  it('reads files larger than other bodies may be, and says so when they are too large', async () => {
    const rows = (count: number) =>
      Array.from({ length: count }, (_, index) => `device-${index},switch,`);
    const body = (count: number) => ({
      format: 'csv',
      files: [
        {
          name: 'port-devices.csv',
          text: `name,role,site\n${rows(count).join('\n')}`,
        },
      ],
    });
    const large = await ask('POST', '/import/preview', { body: body(10_000) });
    expect(large.status).toBe(200);
    expect(await large.json()).toMatchObject({ counts: { added: 10_000 } });
    const tooLarge = await ask('POST', '/import/preview', {
      body: body(500_000),
    });
    expect(tooLarge.status).toBe(413);
    expect((await tooLarge.json()).error.message).toMatch(/larger than 8 MiB/);
  });

  it('shows what is seen beside what is written down, and settles nothing', async () => {
    await portal.collect();
    const { portRecords } = portal.client;
    const { devices, ports, cables } = portRecords;
    expect((await portRecords.observed()).items).toEqual([]);
    for (const name of ['core', 'alpha', 'beta']) {
      await devices.create({ name, role: name === 'core' ? 'switch' : 'host' });
    }
    const interfaceOf = (device: string, name: string, number?: number) =>
      ports.create({ device, kind: 'interface', name, number });
    await interfaceOf('core', 'SFP+ 1', 1);
    await interfaceOf('alpha', 'eno1');
    await interfaceOf('beta', 'eno1');
    const only = async () => (await portRecords.observed()).items;
    expect(await only()).toMatchObject([{ verdict: 'unrecorded' }]);
    const end = (device: string, port: string) =>
      ({ device, kind: 'interface', port } as const);
    const wrong = await cables.create({
      a: end('core', 'SFP+ 1'),
      b: end('beta', 'eno1'),
    });
    expect(await portRecords.observed({ verdict: 'conflict' })).toMatchObject({
      sources: [{ freshness: 'fresh' }, { freshness: 'fresh' }],
      counts: { byVerdict: { conflict: 1 } },
      items: [
        {
          device: 'core',
          port: 'SFP+ 1',
          recorded: [{ device: 'beta', port: 'eno1' }],
          recordedOrigin: 'manual',
          observed: [{ via: 'lldp', name: 'alpha', sourceId: 'unifi/udm' }],
          freshness: { freshness: 'fresh' },
        },
      ],
    });
    expect(await cables.get(wrong.id)).toEqual(wrong);
    await cables.update(wrong, { a: wrong.a, b: end('alpha', 'eno1') });
    expect(await only()).toMatchObject([{ verdict: 'agreed' }]);
    readings.gives([failed()]);
    await portal.collect();
    expect(await only()).toMatchObject([
      {
        verdict: 'agreed',
        freshness: { freshness: 'failed', reason: 'unreachable' },
      },
    ]);
    await expect(portRecords.observed({ require: 'fresh' })).rejects.toThrow(
      /424/,
    );
  });

  it('shows the interface names and lets people replace them', async () => {
    const { portRecords } = portal.client;
    const { etag, names } = await portRecords.interfaceNames();
    const xg = names.items.find(({ model }) => model === 'US-16-XG');
    expect(xg).toMatchObject({ origin: 'default' });
    expect(xg!.names[12]).toEqual({ number: 13, netbox: 'Port 13' });
    const items = [
      {
        model: 'us-16-xg',
        aliases: [],
        names: [{ number: 13, netbox: 'T13' }],
      },
    ];
    const after = await portRecords.setInterfaceNames(etag, { items });
    expect(
      after.names.items.filter(({ model }) => /us-16-xg/i.test(model)),
    ).toEqual([{ ...items[0], origin: 'override' }]);
    await expect(
      portRecords.setInterfaceNames(etag, { items: [] }),
    ).rejects.toThrow(/412/);
    await portRecords.setInterfaceNames(after.etag, { items: [] });
    expect((await portRecords.interfaceNames()).names).toEqual(names);
  });

  it.each([
    ['GET', '/observed', 'port.read', 'inventory.read'],
    ['GET', '/devices', 'port.read'],
    ['GET', '/ports', 'port.read'],
    ['GET', '/cables', 'port.read'],
    ['GET', `/devices/${ID}`, 'port.read'],
    ['GET', `/ports/${ID}`, 'port.read'],
    ['GET', `/cables/${ID}`, 'port.read'],
    ['GET', '/export?format=csv', 'port.read'],
    ['GET', '/interface-names', 'port.read'],
    ['POST', '/devices', 'port.update'],
    ['POST', '/ports', 'port.update'],
    ['POST', '/cables', 'port.update'],
    ['PUT', `/devices/${ID}`, 'port.update'],
    ['PUT', `/ports/${ID}`, 'port.update'],
    ['PUT', `/cables/${ID}`, 'port.update'],
    ['DELETE', `/devices/${ID}`, 'port.update'],
    ['DELETE', `/ports/${ID}`, 'port.update'],
    ['DELETE', `/cables/${ID}`, 'port.update'],
    ['POST', '/import/preview', 'port.update'],
    ['POST', '/import', 'port.update'],
    ['PUT', '/interface-names', 'port.update'],
  ])(
    '%s %s needs %s and nothing else; services only read',
    async (method, path, ...needed) => {
      const status = async (
        denied: string[],
        headers?: Record<string, string>,
      ) => {
        portal.denied.clear();
        denied.forEach(name => portal.denied.add(`itops.${name}`));
        return (await ask(method, path, { headers })).status;
      };
      for (const permission of needed) {
        expect(await status([permission])).toBe(403);
      }
      const others = itopsPermissions
        .map(({ name }) => name.replace('itops.', ''))
        .filter(name => !needed.includes(name));
      expect(await status(others)).not.toBe(403);
      const service = { authorization: mockCredentials.service.header() };
      const isWrite = needed.includes('port.update');
      expect((await status([], service)) === 403).toBe(isWrite);
    },
  );
});
