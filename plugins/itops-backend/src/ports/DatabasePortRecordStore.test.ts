import { Cable, DevicePort, PortDevice } from '@sankofa/site-model';
import { Knex } from 'knex';
import { testDatabase } from '../__testUtils__/testDatabase';
import { DatabaseAuditLog } from '../audit';
import { DatabasePortRecordStore } from './DatabasePortRecordStore';
import { PortRecordService } from './PortRecordService';
import { NO_REMOVALS, RecordChange } from './PortRecordStore';

jest.setTimeout(60_000);

const ACTOR = 'user:default/ama';

const device = (name: string, more: Partial<PortDevice> = {}): PortDevice => ({
  name,
  role: 'switch',
  status: 'active',
  ...more,
});
const port = (
  at: string,
  name: string,
  more: Partial<DevicePort> = {},
): DevicePort => ({
  device: at,
  kind: 'interface',
  name,
  type: 'other',
  macs: [],
  ...more,
});
const cable = (a: string, b: string): Cable => ({
  a: { device: 'sw1', kind: 'interface', port: a },
  b: { device: 'sw1', kind: 'interface', port: b },
  status: 'connected',
});

describe('DatabasePortRecordStore and PortRecordService', () => {
  const database = testDatabase();
  let knex: Knex;
  let audit: DatabaseAuditLog;
  let store: DatabasePortRecordStore;
  let service: PortRecordService;

  beforeEach(async () => {
    knex = await database.init();
    audit = DatabaseAuditLog.create({ knex });
    store = DatabasePortRecordStore.create({ knex, audit });
    service = PortRecordService.create({ store, audit });
  });

  const ports = (...names: string[]) =>
    names.map(name => ({ kind: 'port', value: port('sw1', name) } as const));
  const write = (...put: RecordChange[]) =>
    store.change(ACTOR, () => ({
      origin: 'manual',
      put,
      remove: NO_REMOVALS,
      audit: { action: 'test.write', subject: 'test', details: {} },
    }));
  const audited = async () =>
    (await audit.list({ limit: 100 })).items.map(
      ({ action, subject, outcome }) => [action, subject, outcome],
    );

  it('gives back every field exactly, whatever is in it', async () => {
    const hostile = `'; DROP TABLE cables; -- "x" <b>=1+1 🦊`;
    const devices = [
      device('panel', { role: 'patch-panel' }),
      device(hostile, {
        role: 'switch',
        roleName: 'Access Switch',
        manufacturer: 'Ubiquiti',
        model: 'US-16-XG',
        site: 'home',
        location: 'attic',
        rack: 'R1',
        status: 'planned',
        description: 'two\nlines',
      }),
    ];
    const all = [
      port('panel', '1', {
        kind: 'front-port',
        rearPort: '1',
        rearPosition: 2,
        label: 'A-1',
      }),
      port('panel', '1', { kind: 'rear-port', positions: 4, type: '8p8c' }),
      port(hostile, 'bond0', { type: 'lag', number: 0 }),
      port(hostile, 'x', {
        lag: 'bond0',
        number: 13,
        macs: ['02:00:00:00:00:01', '02:00:00:00:00:02'],
        description: 'uplink',
      }),
    ];
    const link: Cable = {
      a: { device: hostile, kind: 'interface', port: 'x' },
      b: { device: 'panel', kind: 'front-port', port: '1' },
      label: 'W-7',
      type: 'cat6a',
      status: 'planned',
      color: '00ff00',
      length: 1.25,
      lengthUnit: 'm',
      description: hostile,
    };
    const { map } = await write(
      ...devices.map(value => ({ kind: 'device', value } as const)),
      // Written in any order: a member before its LAG.
      ...[...all].reverse().map(value => ({ kind: 'port', value } as const)),
      { kind: 'cable', value: link },
    );
    expect(new Set(map.devices)).toEqual(new Set(devices));
    expect(new Set(map.ports)).toEqual(new Set(all));
    expect(map.cables).toEqual([link]);
    const other = DatabasePortRecordStore.create({ knex, audit });
    expect((await other.current()).map).toEqual(map);
  });

  it('is the same object until something changes, also by another process', async () => {
    const first = await store.current();
    expect(await store.current()).toBe(first);
    const other = DatabasePortRecordStore.create({ knex, audit });
    const elsewhere = PortRecordService.create({ store: other, audit });
    await elsewhere.devices.create(device('sw1'), ACTOR);
    const second = await store.current();
    expect(second).not.toBe(first);
    expect(second.map.devices).toEqual([device('sw1')]);
  });

  it.each<[string, (db: Knex, ids: string[]) => Promise<unknown>, RegExp]>([
    [
      'a second cable in a port',
      async (db, [, b]) => {
        const [{ id }] = await db('cables').select('id');
        const [end] = await db('cable_ends').where({ cable_id: id });
        await db('cable_ends').insert({ ...end, side: 'b', port_id: b });
      },
      /cable_ends/,
    ],
    [
      'a second port of one name',
      async (db, [a]) => {
        const [row] = await db('device_ports').where({ id: a });
        await db('device_ports').insert({
          ...row,
          id: '00000000-0000-4000-8000-000000000001',
        });
      },
      /device_ports_device_id_kind_name/,
    ],
    [
      'a front port without a rear port',
      async (db, [a]) =>
        db('device_ports').where({ id: a }).update({ kind: 'front-port' }),
      /device_ports_rear_check/,
    ],
    [
      'a LAG on another device',
      async (db, [a]) =>
        db('device_ports')
          .where({ id: a })
          .update({ lag_id: '00000000-0000-4000-8000-000000000002' }),
      /device_ports_lag_on_same_device/,
    ],
    [
      'a port whose cable is still in it to go',
      async (db, [a]) => db('device_ports').where({ id: a }).delete(),
      /cable_ends/,
    ],
  ])('has a database that does not allow %s', async (_, act, message) => {
    const book = await write(
      { kind: 'device', value: device('sw1') },
      ...ports('1', '2', '3'),
      { kind: 'cable', value: cable('1', '2') },
    );
    const ids = book.map.ports.map(
      value =>
        [...book.portsById.values()].find(record => record.value === value)!
          .meta.id,
    );
    await expect(act(knex, ids)).rejects.toThrow(message);
  });

  it('writes all of a plan or nothing, with its audit row', async () => {
    await expect(
      write(
        { kind: 'device', value: device('sw1') },
        ...ports('1', '2', '3'),
        { kind: 'cable', value: cable('1', '2') },
        { kind: 'cable', value: cable('2', '3') },
      ),
    ).rejects.toThrow(/cable_ends/);
    expect((await store.current()).map.devices).toEqual([]);
    expect(await audited()).toEqual([]);
  });

  it('lets one of two people who saw the same version change it', async () => {
    const { id, book } = await service.devices.create(device('sw1'), ACTOR);
    expect(book.devicesById.get(id)!.meta).toMatchObject({
      version: 1,
      origin: 'manual',
      createdBy: ACTOR,
    });
    const results = await Promise.allSettled(
      ['a', 'b', 'c', 'd'].map(site =>
        service.devices.update(
          { id, version: 1 },
          device('sw1', { site }),
          `user:default/${site}`,
        ),
      ),
    );
    const lost = results.flatMap(result =>
      result.status === 'rejected' ? [result.reason] : [],
    );
    expect(lost).toHaveLength(3);
    expect(lost[0]).toMatchObject({
      name: 'PreconditionFailedError',
      statusCode: 412,
      message: expect.stringMatching(
        /sw1 was changed by user:default\/.* version 2 now/,
      ),
    });
    const { meta } = (await store.current()).devicesById.get(id)!;
    expect(meta.version).toBe(2);
    expect(await audited()).toEqual(
      expect.arrayContaining([
        ['port-device.create', 'port-device:sw1', 'success'],
        ['port-device.update', 'port-device:sw1', 'success'],
        ['port-device.update', 'port-device:sw1', 'failure'],
      ]),
    );
  });

  it('lets one of two people cable a port', async () => {
    await write(
      { kind: 'device', value: device('sw1') },
      ...ports('1', '2', '3'),
    );
    const results = await Promise.allSettled([
      service.cables.create(cable('1', '2'), ACTOR),
      service.cables.create(cable('1', '3'), ACTOR),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    expect((await store.current()).map.cables).toHaveLength(1);
  });

  it('says in the audit log what was there before and after', async () => {
    const { id } = await service.devices.create(
      device('sw1', { site: 'home' }),
      ACTOR,
    );
    await service.devices.update(
      { id, version: 1 },
      device('sw1', { rack: 'R1' }),
      ACTOR,
    );
    const { items } = await audit.list({
      action: 'port-device.update',
      limit: 1,
    });
    expect(items[0].details).toEqual({
      fields: [
        { field: 'rack', to: 'R1' },
        { field: 'site', from: 'home' },
      ],
    });
  });

  it('keeps ports and cables on a device and a port that get other names', async () => {
    const { id } = await service.devices.create(device('sw1'), ACTOR);
    await write(
      { kind: 'port', value: port('sw1', 'lag', { type: 'lag' }) },
      { kind: 'port', value: port('sw1', '1', { lag: 'lag' }) },
      ...ports('2'),
    );
    await service.cables.create(cable('1', '2'), ACTOR);
    await service.devices.update({ id, version: 1 }, device('core'), ACTOR);
    const before = await store.current();
    const lag = [...before.portsById.values()].find(
      ({ value }) => value.name === 'lag',
    )!;
    await service.ports.update(
      { id: lag.meta.id, version: 1 },
      { ...lag.value, name: 'lag9' },
      ACTOR,
    );
    const { map } = await store.current();
    expect(map.ports).toEqual([
      port('core', '1', { lag: 'lag9' }),
      port('core', '2'),
      port('core', 'lag9', { type: 'lag' }),
    ]);
    expect(map.cables[0].a).toEqual({
      device: 'core',
      kind: 'interface',
      port: '1',
    });
  });

  it('does not delete what others need, and takes along what belongs to it', async () => {
    const { id } = await service.devices.create(device('sw1'), ACTOR);
    await write(...ports('1', '2'));
    const link = await service.cables.create(cable('1', '2'), ACTOR);
    await expect(
      service.devices.delete({ id, version: 1 }, ACTOR),
    ).rejects.toThrow(/no cable can end there/);
    await service.cables.delete({ id: link.id, version: 1 }, ACTOR);
    await service.devices.delete({ id, version: 1 }, ACTOR);
    expect((await store.current()).map).toEqual({
      devices: [],
      ports: [],
      cables: [],
    });
    await expect(
      service.devices.delete({ id, version: 1 }, ACTOR),
    ).rejects.toThrow(/No device has the id/);
  });

  it('keeps a port on its device', async () => {
    await write({ kind: 'device', value: device('sw1') }, ...ports('1'));
    const [{ meta, value }] = (await store.current()).portsById.values();
    await expect(
      service.ports.update(
        { id: meta.id, version: 1 },
        { ...value, device: 'sw2' },
        ACTOR,
      ),
    ).rejects.toThrow(/stays what it is/);
  });
});
