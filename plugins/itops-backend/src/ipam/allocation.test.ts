import {
  IpamPrefix,
  KeyRange,
  addressKey,
  rangeSize,
} from '@sankofa/site-model';
import { Knex } from 'knex';
import { testDatabase } from '../__testUtils__/testDatabase';
import { DatabaseAuditLog } from '../audit';
import { IpamRecords } from './IpamRecords';
import { Offers } from './IpamStore';
import { sweepExpired } from './expiry';

jest.setTimeout(60_000);

const ACTOR = 'user:default/ama';
const ALL_FREE: Offers = { lowest: ({ lo }) => lo, objection: () => undefined };
const RESERVATION = { role: 'host', holder: 'group:default/platform' } as const;
const PREFIX: IpamPrefix = {
  cidr: '10.0.0.0/24',
  status: 'active',
  gateway: '10.0.0.1',
  ranges: [],
  sources: [],
};

/** What must always hold: no address is free and kept, none is lost, counters count. */
async function books(knex: Knex) {
  const prefixes = await knex('ipam_prefixes').orderBy('lo');
  const gaps = await knex('ipam_free_ranges').orderBy('lo');
  const held = await knex('ipam_addresses').orderBy('key');
  const overlap = gaps.filter(
    (gap, index) => index > 0 && gaps[index - 1].hi >= gap.lo,
  );
  const doubled = held.filter(({ key }) =>
    gaps.some(({ lo, hi }) => lo <= key && key <= hi),
  );
  const counters = await knex('ipam_counters').sum({
    held: 'held',
    reserved: 'reserved',
  });
  return {
    free: Number(gaps.reduce((sum, gap: KeyRange) => sum + rangeSize(gap), 0n)),
    held: held.map(({ address }) => address),
    counted: Number(counters[0].held),
    counterReserved: Number(counters[0].reserved),
    broken: [...overlap, ...doubled],
    prefixes: prefixes.map(({ cidr }) => cidr),
  };
}

describe('taking addresses', () => {
  const databases = testDatabase();
  let knex: Knex;
  let records: IpamRecords;
  let prefixId: string;

  beforeEach(async () => {
    knex = await databases.init();
    records = IpamRecords.create({
      knex,
      audit: DatabaseAuditLog.create({ knex }),
    });
    prefixId = (await records.createPrefix(PREFIX, ACTOR)).id;
  });

  const next = (offers: Offers = ALL_FREE, days?: number) =>
    records.reserve(
      { prefixId, reservation: { ...RESERVATION, days } },
      offers,
      ACTOR,
    );

  it('gives the lowest address that is neither network nor gateway', async () => {
    expect((await next()).address).toBe('10.0.0.2');
    expect((await next()).address).toBe('10.0.0.3');
    expect(await books(knex)).toMatchObject({
      free: 251,
      held: ['10.0.0.2', '10.0.0.3'],
      counted: 2,
      counterReserved: 2,
      broken: [],
    });
    const rows = await knex('audit_log').where({ action: 'address.reserve' });
    expect(rows.map(({ subject, actor }) => [subject, actor])).toEqual([
      ['address:10.0.0.2', ACTOR],
      ['address:10.0.0.3', ACTOR],
    ]);
  });

  it('gives many writers distinct addresses, and the rest a clear no', async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 260 }, () => next()),
    );
    const given = answers.flatMap(answer =>
      answer.status === 'fulfilled' ? answer.value.address : [],
    );
    expect(given).toHaveLength(253);
    expect(new Set(given).size).toBe(253);
    const refused = answers.flatMap(answer =>
      answer.status === 'rejected' ? answer.reason.message : [],
    );
    expect(refused).toHaveLength(7);
    expect(refused[0]).toMatch(/10.0.0.0\/24 has no free address left/);
    expect(await books(knex)).toMatchObject({
      free: 0,
      counted: 253,
      broken: [],
    });
  });

  it('steps over what a source speaks of, wherever it lies', async () => {
    const taken = new Set(['10.0.0.2', '10.0.0.3', '10.0.0.5'].map(addressKey));
    const offers: Offers = {
      lowest({ lo, hi }) {
        for (let last = parseInt(lo.slice(24), 16); ; last++) {
          const key = last.toString(16).padStart(32, '0');
          if (key > hi) {
            return undefined;
          }
          if (!taken.has(key)) {
            return key;
          }
        }
      },
      objection: () => undefined,
    };
    expect((await next(offers)).address).toBe('10.0.0.4');
    expect((await next(offers)).address).toBe('10.0.0.6');
    expect(await books(knex)).toMatchObject({ free: 251, broken: [] });
  });

  it('gives a wanted address to one of three, and tells the others for whom it is', async () => {
    const key = addressKey('10.0.0.77');
    const answers = await Promise.allSettled(
      ['a', 'b', 'c'].map(holder =>
        records.reserve(
          { prefixId, key, reservation: { role: 'host', holder } },
          ALL_FREE,
          ACTOR,
        ),
      ),
    );
    const [winner] = answers.flatMap(answer =>
      answer.status === 'fulfilled' ? answer.value : [],
    );
    const refused = answers.flatMap(answer =>
      answer.status === 'rejected' ? answer.reason.message : [],
    );
    expect(refused).toEqual(
      Array(2).fill(
        `10.0.0.77 is not free: it is reserved for ${winner.holder}`,
      ),
    );
    expect(await books(knex)).toMatchObject({ counted: 1, broken: [] });
    expect(
      await knex('audit_log').where({ outcome: 'failure' }).count(),
    ).toEqual([{ count: '2' }]);
  });

  it('makes expired reservations free by the clock of the database, and says so', async () => {
    const { address, version } = await next(ALL_FREE, 1);
    expect(await sweepExpired(knex)).toBe(0);
    await knex('ipam_addresses').update({
      expires_at: knex.raw(`clock_timestamp() - interval '1 second'`),
    });
    expect(version).toBe(1);
    expect(await sweepExpired(knex)).toBe(1);
    expect(await books(knex)).toMatchObject({
      free: 253,
      held: [],
      counted: 0,
    });
    expect((await next()).address).toBe(address);
    const [row] = await knex('audit_log').where({ action: 'address.expire' });
    expect(row).toMatchObject({
      actor: 'service:itops',
      subject: 'address:10.0.0.2',
      details: { before: { holder: RESERVATION.holder } },
    });
  });

  it('gives an expired address to whoever wants it before anybody has swept', async () => {
    const key = addressKey('10.0.0.9');
    const wanted = { prefixId, key, reservation: { ...RESERVATION, days: 1 } };
    await records.reserve(wanted, ALL_FREE, ACTOR);
    await knex('ipam_addresses').update({
      expires_at: knex.raw(`clock_timestamp() - interval '1 second'`),
    });
    const again = await records.reserve(wanted, ALL_FREE, ACTOR);
    expect(again.address).toBe('10.0.0.9');
    expect(await books(knex)).toMatchObject({ counted: 1, broken: [] });
  });

  it('keeps books while prefixes come and go around addresses', async () => {
    for (let count = 0; count < 5; count++) {
      await next();
    }
    const wide = await records.createPrefix(
      { ...PREFIX, cidr: '10.0.0.0/16', gateway: undefined },
      ACTOR,
    );
    const narrow = await records.createPrefix(
      { ...PREFIX, cidr: '10.0.0.4/30', gateway: undefined },
      ACTOR,
    );
    expect(await books(knex)).toMatchObject({ counted: 5, broken: [] });
    const inside = await records.reserve(
      { prefixId: wide.id, reservation: RESERVATION },
      ALL_FREE,
      ACTOR,
    );
    expect(inside.address).toBe('10.0.1.0');
    const tree = await knex('ipam_prefixes as p')
      .leftJoin('ipam_prefixes as around', 'around.id', 'p.parent_id')
      .orderBy('p.depth')
      .select('p.cidr', 'p.depth', { around: 'around.cidr' });
    expect(tree).toEqual([
      { cidr: '10.0.0.0/16', depth: 0, around: null },
      { cidr: '10.0.0.0/24', depth: 1, around: '10.0.0.0/16' },
      { cidr: '10.0.0.4/30', depth: 2, around: '10.0.0.0/24' },
    ]);
    await records.deletePrefix({ id: narrow.id, version: 1 }, ACTOR);
    expect((await next()).address).toBe('10.0.0.7');
    await records.deleteAddress('10.0.0.3', 1, ACTOR);
    expect((await next()).address).toBe('10.0.0.3');
    const { free, broken, counted } = await books(knex);
    expect({ free, broken, counted }).toEqual({
      free: 65_536 - 1 - 3 - 7,
      broken: [],
      counted: 7,
    });
  });

  it('offers nothing of a container, and says what to do', async () => {
    const { id } = await records.createPrefix(
      {
        ...PREFIX,
        cidr: '10.9.0.0/16',
        gateway: undefined,
        status: 'container',
      },
      ACTOR,
    );
    await expect(
      records.reserve(
        { prefixId: id, reservation: RESERVATION },
        ALL_FREE,
        ACTOR,
      ),
    ).rejects.toThrow(/is a container; take an address of one of the prefixes/);
  });
});
