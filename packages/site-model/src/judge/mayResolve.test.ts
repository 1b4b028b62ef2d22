import { SnapshotBuilder, siteOf } from '../__testUtils__/siteBuilder';
import { mayResolve } from './mayResolve';

const sourceId = 'proxmox/pve-main';

function cluster() {
  return SnapshotBuilder.cluster().node('node-a').guest(101).guest(102);
}

describe('mayResolve', () => {
  it('lets fresh, complete readings of every scope resolve', () => {
    const restsOn = [
      { sourceId, scope: 'source' },
      { sourceId, scope: 'guest:101' },
    ];
    expect(mayResolve(restsOn, siteOf([cluster()]))).toEqual({
      resolvable: true,
    });
  });

  it.each(['failed', 'partial', 'stale', 'aging', 'never'] as const)(
    'does not let a scope that is %s resolve',
    freshness => {
      const site = siteOf([
        cluster().scope('guest:101', { freshness, message: 'so it is' }),
      ]);
      const verdict = mayResolve([{ sourceId, scope: 'guest:101' }], site);
      expect(verdict.resolvable).toBe(false);
      expect(verdict.why).toContain('guest:101 of proxmox/pve-main');
      expect(mayResolve([{ sourceId, scope: 'guest:102' }], site)).toEqual({
        resolvable: true,
      });
    },
  );

  it('looks at the named pass only, and at every pass where none is named', () => {
    const site = siteOf([
      cluster().unread('guest:101', 'agent-blocked', 'addresses'),
    ]);
    const scope = 'guest:101';
    expect(mayResolve([{ sourceId, scope, pass: 'inventory' }], site)).toEqual({
      resolvable: true,
    });
    expect(mayResolve([{ sourceId, scope }], site).resolvable).toBe(false);
  });

  it('looks at every scope of a source that is named as a whole', () => {
    const whole = [{ sourceId, scope: '*' }];
    expect(mayResolve(whole, siteOf([cluster()])).resolvable).toBe(true);
    expect(
      mayResolve(
        whole,
        siteOf([cluster().unread('node:node-b', 'node-offline')]),
      ).resolvable,
    ).toBe(false);
    expect(
      mayResolve(
        whole,
        siteOf([
          cluster().scope(
            'guest:101',
            { freshness: 'partial', reason: 'agent-blocked' },
            'addresses',
          ),
        ]),
      ).resolvable,
    ).toBe(true);
  });

  it('takes a scope that a complete run no longer names for gone', () => {
    const gone = [{ sourceId, scope: 'guest:999' }];
    expect(mayResolve(gone, siteOf([cluster()])).resolvable).toBe(true);
    expect(
      mayResolve(
        gone,
        siteOf([cluster().scope('source', { freshness: 'partial' })]),
      ).resolvable,
    ).toBe(false);
  });

  it('keeps what rests on a source that is not configured or never named a scope', () => {
    const site = siteOf([cluster()]);
    expect(
      mayResolve([{ sourceId: 'proxmox/gone', scope: 'source' }], site),
    ).toEqual({
      resolvable: false,
      why: 'proxmox/gone is no longer configured',
    });
    const nothing = SnapshotBuilder.declared('a.conf');
    const empty = { ...nothing.build(), scopes: [] };
    expect(
      mayResolve([{ sourceId: 'declared/a.conf', scope: 'source' }], {
        ...site,
        sources: [empty],
      }).resolvable,
    ).toBe(false);
  });
});
