import { SnapshotBuilder, siteOf } from '../__testUtils__/siteBuilder';
import { ownerRefOf } from './ownership';
import { SiteOptions } from './site';

const { cluster, declared } = SnapshotBuilder;

function ownerOf(
  sketch: { tags?: string[]; name?: string; pool?: string },
  row: { owner?: string; service?: string } = {},
  owners: SiteOptions['owners'] = [],
) {
  return siteOf(
    [cluster().guest(101, sketch), declared('t').row(101, [], row)],
    { owners },
  ).guests[0].ownership;
}

describe('the owner of a guest', () => {
  it('is the one in the configuration before all others', () => {
    expect(
      ownerOf({ tags: ['owner-web'] }, { owner: 'Mail' }, [
        { match: { vmid: 7 }, ownerRef: 'group:default/seven' },
        { match: { vmid: 101 }, ownerRef: 'group:default/edge' },
        { match: { name: '*' }, ownerRef: 'group:default/late' },
      ]),
    ).toEqual({ ownerRef: 'group:default/edge', via: 'config' });
  });

  it('is the one in the declared row before a tag', () => {
    expect(
      ownerOf(
        { tags: ['owner-web'] },
        { owner: 'IT Platform', service: 'DNS' },
      ),
    ).toEqual({
      ownerRef: 'group:default/it-platform',
      service: 'DNS',
      via: 'declared-row',
      locator: 'guests.md:1',
    });
  });

  it.each([
    [['owner-web'], { ownerRef: 'group:default/web', via: 'tag' }],
    [
      ['team-web', 'svc-shop'],
      { ownerRef: 'group:default/web', service: 'shop', via: 'tag' },
    ],
    [['svc-shop'], { service: 'shop', via: 'tag' }],
    [['production', 'owner-'], undefined],
  ])('is read from the tags %j', (tags, expected) => {
    expect(ownerOf({ tags })).toEqual(expected);
  });

  it('may come from another place than the service', () => {
    expect(ownerOf({ tags: ['owner-web'] }, { service: 'Shop' })).toEqual({
      ownerRef: 'group:default/web',
      service: 'Shop',
      via: 'tag',
    });
  });

  it.each([
    [{ name: 'WEB-*' }, true],
    [{ name: 'mail-*' }, false],
    [{ tag: 'prod*' }, true],
    [{ tag: 'test' }, false],
    [{ pool: 'edge' }, true],
    [{ name: 'web-*', tag: 'test' }, false],
    [{}, false],
  ])('is matched by %j as a whole', (match, matches) => {
    const found = ownerOf(
      { name: 'web-1', tags: ['production'], pool: 'edge' },
      {},
      [{ match, ownerRef: 'group:default/x', service: 's' }],
    );
    expect(found).toEqual(
      matches
        ? { ownerRef: 'group:default/x', service: 's', via: 'config' }
        : undefined,
    );
  });
});

describe('ownerRefOf', () => {
  it.each([
    ['IT Platform', 'group:default/it-platform'],
    ['  Führung & Büro ', 'group:default/fu-hrung-bu-ro'],
    ['group:Default/Web', 'group:default/web'],
    ['group:web', 'group:default/web'],
    ['user:jane', 'user:default/jane'],
    ['—', undefined],
  ])('makes a catalog reference of %j', (text, expected) =>
    expect(ownerRefOf(text)).toBe(expected),
  );
});
