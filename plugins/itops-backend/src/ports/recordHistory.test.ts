import { Cable, DevicePort, PortDevice } from '@sankofa/site-model';
import { Knex } from 'knex';
import { testDatabase } from '../__testUtils__/testDatabase';
import { DatabaseAuditLog } from '../audit';
import { DatabasePortRecordStore } from './DatabasePortRecordStore';
import { NO_REMOVALS, RecordChange, RecordPlan } from './PortRecordStore';

jest.setTimeout(60_000);

const SWITCH: PortDevice = { name: 'sw1', role: 'switch', status: 'active' };
const PORTS: DevicePort[] = ['1', '2'].map(name => ({
  device: 'sw1',
  kind: 'interface',
  name,
  type: 'other',
  macs: [],
}));
const CABLE: Cable = {
  a: { device: 'sw1', kind: 'interface', port: '1' },
  b: { device: 'sw1', kind: 'interface', port: '2' },
  status: 'connected',
};
const ALL: RecordChange[] = [
  { kind: 'device', value: SWITCH },
  ...PORTS.map(value => ({ kind: 'port', value } as const)),
  { kind: 'cable', value: CABLE },
];

describe('the history of physical records', () => {
  const database = testDatabase();
  let knex: Knex;
  let store: DatabasePortRecordStore;

  beforeEach(async () => {
    knex = await database.init();
    const audit = DatabaseAuditLog.create({ knex });
    store = DatabasePortRecordStore.create({ knex, audit });
  });

  /** Writes, and answers a moment after which nothing else was written yet. */
  async function write(plan: Partial<RecordPlan>): Promise<string> {
    await store.change('user:default/ama', () => ({
      origin: 'manual',
      put: [],
      remove: NO_REMOVALS,
      audit: { action: 'test.write', subject: 'test', details: {} },
      ...plan,
    }));
    const { rows } = await knex.raw('SELECT clock_timestamp() AS now');
    await knex.raw('SELECT pg_sleep(0.005)');
    return rows[0].now.toISOString();
  }

  it('shows every moment as it was', async () => {
    const nothing = '2020-01-01T00:00:00.000Z';
    expect(await store.at(nothing)).toEqual({
      map: { devices: [], ports: [], cables: [] },
      names: [],
      isKnown: true,
    });
    const first = await write({ put: ALL });
    const { cablesById, devicesById } = await store.current();
    const [cableId] = cablesById.keys();
    const names = [{ model: 'X', aliases: [], names: [] }];
    const second = await write({
      remove: { ...NO_REMOVALS, cable: [cableId] },
      names,
    });
    const [deviceId] = devicesById.keys();
    const third = await write({
      put: [
        { kind: 'device', id: deviceId, value: { ...SWITCH, name: 'core' } },
      ],
    });
    expect(await store.at(nothing)).toMatchObject({
      map: { devices: [] },
      isKnown: true,
    });
    expect(await store.at(first)).toEqual({
      map: { devices: [SWITCH], ports: PORTS, cables: [CABLE] },
      names: [],
      isKnown: true,
    });
    expect(await store.at(second)).toEqual({
      map: { devices: [SWITCH], ports: PORTS, cables: [] },
      names,
      isKnown: true,
    });
    const { map } = await store.at(third);
    expect(map.devices).toEqual([{ ...SWITCH, name: 'core' }]);
    // What a port says changes with the name of its device.
    expect(map.ports.map(({ device }) => device)).toEqual(['core', 'core']);
    expect(map).toEqual((await store.current()).map);
  });

  it('adds rows for what changed only', async () => {
    await write({ put: ALL });
    const count = async () =>
      Number((await knex('port_record_states').count())[0].count);
    const before = await count();
    await write({});
    expect(await count()).toBe(before);
    await write({
      put: [
        {
          kind: 'port',
          id: [...(await store.current()).portsById.keys()][0],
          value: { ...PORTS[0], label: 'uplink' },
        },
      ],
    });
    expect(await count()).toBe(before + 1);
  });

  it('does not know what older records said before it began', async () => {
    const first = await write({ put: ALL });
    // As of a database whose records are older than their history.
    await knex('port_record_states').delete();
    expect(await store.at(first)).toMatchObject({
      map: { devices: [] },
      isKnown: false,
    });
    const second = await write({ names: [] });
    expect((await store.at(first)).isKnown).toBe(false);
    expect(await store.at(second)).toEqual({
      map: (await store.current()).map,
      names: [],
      isKnown: true,
    });
  });
});
