import { Knex } from 'knex';
import { testDatabase } from '../__testUtils__/testDatabase';
import { DatabaseAuditLog } from '../audit';
import { DatabasePortRecordStore } from './DatabasePortRecordStore';
import { PortImportService } from './PortImportService';
import { PortRecordService } from './PortRecordService';
import { ImportRequest } from './importPlan';
import { namesTag } from './namesTag';

jest.setTimeout(60_000);

const ACTOR = 'user:default/ama';

function request(
  files: Record<string, string>,
  more: Partial<ImportRequest> = {},
): ImportRequest {
  return {
    format: 'csv',
    mode: 'merge',
    accept: [],
    words: {},
    files: Object.entries(files).map(([name, text]) => ({ name, text })),
    ...more,
  };
}

const SITE = {
  'port-devices.csv': 'name,role\nsw1,switch\npve1,host\n',
  'ports.csv':
    'device,kind,name,type,lag\n' +
    'pve1,interface,eno1,1000base-t,bond0\n' +
    'pve1,interface,bond0,lag,\n' +
    'sw1,interface,1,1000base-t,\n' +
    'sw1,interface,2,1000base-t,\n',
  'cables.csv':
    'a_device,a_kind,a_port,b_device,b_kind,b_port\n' +
    'sw1,interface,1,pve1,interface,eno1\n',
};

describe('PortImportService', () => {
  const database = testDatabase();
  let knex: Knex;
  let audit: DatabaseAuditLog;
  let store: DatabasePortRecordStore;
  let imports: PortImportService;
  let records: PortRecordService;

  beforeEach(async () => {
    knex = await database.init();
    audit = DatabaseAuditLog.create({ knex });
    store = DatabasePortRecordStore.create({ knex, audit });
    imports = PortImportService.create({ store, audit });
    records = PortRecordService.create({ store, audit });
  });

  async function run(wanted: ImportRequest) {
    const { hash } = await imports.preview(wanted);
    return imports.apply(wanted, hash, ACTOR);
  }
  const imported = async () =>
    (await audit.list({ action: 'port-records.import', limit: 10 })).items;

  it('previews without writing, then writes what the preview said', async () => {
    const wanted = request(SITE);
    const { comparison, problems } = await imports.preview(wanted);
    expect(problems).toEqual([]);
    expect(comparison.added).toHaveLength(7);
    expect((await store.current()).map.devices).toEqual([]);
    expect(await imported()).toEqual([]);
    await run(wanted);
    expect((await store.current()).map).toEqual({
      devices: expect.arrayContaining(comparison.result.devices as object[]),
      ports: expect.arrayContaining(comparison.result.ports as object[]),
      cables: comparison.result.cables,
    });
    expect(await imported()).toMatchObject([
      {
        actor: ACTOR,
        outcome: 'success',
        details: { format: 'csv', added: 7, changed: 0, removed: 0 },
      },
    ]);
    const again = await imports.preview(wanted);
    expect(again.comparison).toMatchObject({ added: [], unchanged: 7 });
  });

  it('imports nothing at all when one row is wrong', async () => {
    const wanted = request({
      ...SITE,
      'ports.csv': `${SITE['ports.csv']}sw9,interface,1,other,\nsw1,toaster,3,other,\n`,
    });
    const { hash, problems } = await imports.preview(wanted);
    expect(problems).toMatchObject([
      { file: 'ports.csv', line: 7, column: 'kind' },
      { file: 'ports.csv', line: 6, message: expect.stringMatching(/sw9/) },
    ]);
    await expect(imports.apply(wanted, hash, ACTOR)).rejects.toThrow(
      /Nothing was imported: 2 errors, the first in line 7 of ports.csv/,
    );
    expect((await store.current()).map.devices).toEqual([]);
    expect(await imported()).toMatchObject([{ outcome: 'failure' }]);
  });

  it('refuses when the records have changed since the preview', async () => {
    const wanted = request(SITE);
    const { hash } = await imports.preview(wanted);
    await records.devices.create(
      { name: 'other', role: 'other', status: 'active' },
      ACTOR,
    );
    await expect(imports.apply(wanted, hash, ACTOR)).rejects.toThrow(
      /not those of the preview/,
    );
    expect((await store.current()).map.devices).toHaveLength(1);
  });

  it('refuses when it is not the import that was previewed', async () => {
    const { hash } = await imports.preview(request(SITE));
    for (const other of [
      request({ ...SITE, 'port-devices.csv': 'name\nsw1\npve1\n' }),
      request(SITE, { mode: 'replace' }),
      request(SITE, { accept: ['x'] }),
    ]) {
      await expect(imports.apply(other, hash, ACTOR)).rejects.toThrow(
        /not those of the preview/,
      );
    }
  });

  it('lets one of two equal imports through', async () => {
    const wanted = request(SITE);
    const { hash } = await imports.preview(wanted);
    const results = await Promise.allSettled([
      imports.apply(wanted, hash, ACTOR),
      imports.apply(wanted, hash, ACTOR),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    expect((await store.current()).map.ports).toHaveLength(4);
  });

  it('shows where NetBox disagrees with people, and overwrites it only when told', async () => {
    await run(request(SITE));
    const netbox = { 'devices.csv': 'name,role,site\nsw1,switch,home\n' };
    const wanted = request(netbox, { format: 'netbox' });
    const { comparison } = await run(wanted);
    expect(comparison.conflicts).toMatchObject([
      { label: 'sw1', heldBy: 'csv', fields: [{ field: 'site', to: 'home' }] },
    ]);
    const sw1 = async () =>
      [...(await store.current()).devicesById.values()].find(
        ({ value }) => value.name === 'sw1',
      )!;
    expect(await sw1()).toMatchObject({ meta: { origin: 'csv', version: 1 } });
    const accept = comparison.conflicts.map(({ key }) => key);
    await run({ ...wanted, accept });
    expect(await sw1()).toMatchObject({
      meta: { origin: 'netbox', version: 2 },
      value: { site: 'home' },
    });
  });

  it('replaces: removes what is not listed, and moves cables', async () => {
    await run(request(SITE));
    const { comparison } = await run(
      request(
        {
          ...SITE,
          'ports.csv': SITE['ports.csv'].replace(
            'sw1,interface,1,1000base-t,\n',
            '',
          ),
          'cables.csv':
            'a_device,a_kind,a_port,b_device,b_kind,b_port\nsw1,interface,2,pve1,interface,eno1\n',
        },
        { mode: 'replace' },
      ),
    );
    expect(comparison.removed).toHaveLength(2);
    const { map } = await store.current();
    expect(map.ports.map(({ name }) => name)).toEqual(['bond0', 'eno1', '2']);
    expect(map.cables).toMatchObject([{ a: { port: '2' } }]);
  });

  it('gives back in both forms what another portal reads as the same', async () => {
    await run(request(SITE));
    const { map } = await store.current();
    for (const format of ['csv', 'netbox'] as const) {
      const { files } = await imports.export(format);
      const empty = await database.init();
      const log = DatabaseAuditLog.create({ knex: empty });
      const other = DatabasePortRecordStore.create({ knex: empty, audit: log });
      const elsewhere = PortImportService.create({ store: other, audit: log });
      const wanted = { ...request({}), format, files };
      const { hash } = await elsewhere.preview(wanted);
      await elsewhere.apply(wanted, hash, ACTOR);
      expect((await other.current()).map).toEqual(map);
    }
  });

  it('keeps interface names that take the place of the defaults', async () => {
    const names = [
      { model: 'Box', aliases: [], names: [{ number: 7, netbox: 'seven' }] },
    ];
    const { names: before } = await records.book();
    expect(before).toEqual([]);
    await expect(records.setNames(names, 'old', ACTOR)).rejects.toThrow(
      /changed meanwhile/,
    );
    const tag = namesTag(await records.book());
    const book = await records.setNames(names, tag, ACTOR);
    expect(book.names).toEqual(names);
    await run(
      request(
        {
          'devices.csv': 'name,device_type\nb1,Box\n',
          'interfaces.csv': 'device,name,type\nb1,seven,other\n',
        },
        { format: 'netbox' },
      ),
    );
    expect((await store.current()).map.ports).toMatchObject([{ number: 7 }]);
  });
});
