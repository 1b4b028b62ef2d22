import { AT, SnapshotBuilder, NO_OPTIONS } from '../__testUtils__/siteBuilder';
import { buildSite } from '../site';
import { addressKey } from '../values';
import { addressConflicts } from './conflicts';
import { LiveStates } from './liveStates';
import { OfferBook } from './offerBook';
import { recordClaim } from './ownClaims';
import { IpamAddress } from './records';

const { cluster, declared } = SnapshotBuilder;
const gap = (first: string, last: string) => ({
  lo: addressKey(first),
  hi: addressKey(last),
});

function record(address: string, more: Partial<IpamAddress> = {}) {
  const lifecycle = more.holder ? 'reserved' : 'active';
  return {
    address,
    role: 'host',
    lifecycle,
    updatedAt: AT,
    ...more,
  } as const;
}

function site(
  sources: SnapshotBuilder[],
  records: ReturnType<typeof record>[] = [],
) {
  return buildSite(
    sources.map(source => source.build()),
    NO_OPTIONS,
    AT,
    records.map(recordClaim),
  );
}

describe('what may be offered', () => {
  const book = OfferBook.create(
    site(
      [
        cluster()
          .guest(101, { configured: ['10.0.0.2/24'] })
          .guest(102, { configured: ['10.0.0.3/24'], status: 'stopped' })
          .guest(103, { configured: ['10.0.0.4/24'], template: true })
          .guest(104, { configured: [], pending: ['10.0.0.5/24'] }),
        declared('a.conf').key('IP_A', '10.0.0.6'),
      ],
      [record('10.0.0.7', { holder: 'user:default/kofi' })],
    ),
  );

  it('is nothing that a running, stopped or pending guest, a template or a key speaks of', () => {
    expect(book.lowest(gap('10.0.0.2', '10.0.0.254'))).toBe(
      addressKey('10.0.0.7'),
    );
    expect(book.lowest(gap('10.0.0.2', '10.0.0.6'))).toBeUndefined();
  });

  it.each([
    ['10.0.0.2', /its state is observed-only: net0 of 101/],
    ['10.0.0.3', /its state is held: net0 of 102/],
    ['10.0.0.4', /its state is held: net0 of 103/],
    ['10.0.0.5', /its state is held: pending change of 104/],
    ['10.0.0.6', /its state is declared-only: IP_A/],
  ])('says why %s is not', (address, why) => {
    expect(book.objection(addressKey(address))).toMatch(why);
  });

  it('leaves our own records to the database that locks them', () => {
    expect(book.objection(addressKey('10.0.0.7'))).toBeUndefined();
  });

  it('cannot be said while a source, or a part of it, was never read', () => {
    const book2 = OfferBook.create(
      site([
        cluster().guest(101, {}).unread('node:beta', 'node-offline'),
        declared('a.conf').unread('source', 'unreachable'),
      ]),
    );
    expect(
      book2.unread([]).map(({ sourceId, scope }) => [sourceId, scope]),
    ).toEqual([
      ['declared/a.conf', undefined],
      ['proxmox/pve-main', 'node:beta'],
    ]);
    expect(book2.unread(['npm/edge'])).toEqual([
      { sourceId: 'npm/edge', why: 'it is not configured here' },
    ]);
  });

  it('can be said while a source that was read once fails now', () => {
    const failing = cluster().guest(101, {}).failed('unreachable');
    expect(OfferBook.create(site([failing])).unread([])).toEqual([]);
  });
});

describe('our own records in the state of an address (R05)', () => {
  const HOLDER = 'group:default/platform';
  const stateOf = (
    sources: SnapshotBuilder[],
    ...own: Partial<IpamAddress>[]
  ) =>
    site(
      sources,
      own.map(more => record('10.0.0.5', more)),
    ).addresses.find(({ address }) => address === '10.0.0.5')!.state;
  const on = (status: 'running' | 'stopped') =>
    cluster().guest(101, { configured: ['10.0.0.5/24'], status });

  it.each([
    ['a reservation alone', [], [{ holder: HOLDER }], 'reserved'],
    ['a record alone', [], [{}], 'declared-only'],
    ['a record and a running guest', [on('running')], [{}], 'agreed'],
    ['a record and a stopped guest', [on('stopped')], [{}], 'agreed'],
    [
      'a reservation and a running guest',
      [on('running')],
      [{ holder: HOLDER }],
      'reserved',
    ],
    [
      'a reservation and a stopped guest',
      [on('stopped')],
      [{ holder: HOLDER }],
      'held',
    ],
    [
      'a reservation and a key',
      [declared('a').key('IP_A', '10.0.0.5')],
      [{ holder: HOLDER }],
      'reserved',
    ],
  ] as const)('%s', (_, sources, own, state) => {
    expect(stateOf([...sources], ...own)).toBe(state);
  });

  it('is worked out anew where the record is younger than the site', () => {
    const states = LiveStates.create(site([on('running')]));
    const key = addressKey('10.0.0.5');
    expect(states.of(key).state).toBe('observed-only');
    expect(states.of(key, record('10.0.0.5')).state).toBe('agreed');
    expect(states.of(addressKey('10.0.0.6')).state).toBe('free');
  });

  it('conflicts with who is there, and with who is written down', () => {
    const conflicts = addressConflicts(
      site(
        [
          cluster()
            .guest(101, { configured: ['10.0.0.5/24'] })
            .guest(102, { configured: ['10.0.0.8/24'] })
            .guest(103, { configured: ['10.0.0.8/24'] }),
          declared('a').key('IP_A', '10.0.0.6'),
        ],
        ['10.0.0.5', '10.0.0.6', '10.0.0.7'].map(address =>
          record(address, { holder: HOLDER }),
        ),
      ),
    );
    expect(conflicts.map(({ address, kind }) => [address, kind])).toEqual([
      ['10.0.0.5', 'reservation-observed'],
      ['10.0.0.6', 'reservation-declared'],
      ['10.0.0.8', 'owners'],
    ]);
  });
});
