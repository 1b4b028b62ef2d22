import fc from 'fast-check';
import { judge, mayResolve } from '../judge';
import { SourceSnapshot } from '../observations';
import { sourceFreshness } from '../observations/sourceFreshness';
import { buildSite } from '../site';
import { AT, NO_OPTIONS } from './siteBuilder';
import { degraded } from './degraded';
import { edgeWorlds as worlds } from './edgeWorlds';

/** Guests whose node went away: their scopes fail with it. */
function withNodeOffline(world: SourceSnapshot[], name: string) {
  return world.map(snapshot => {
    const lost = new Set([`node:${name}`]);
    for (const fact of snapshot.facts) {
      if (fact.kind === 'guest' && fact.value.node === name) {
        lost.add(`guest:${fact.value.vmid}`);
      }
    }
    const scopes = snapshot.scopes.map(scope =>
      lost.has(scope.scope)
        ? {
            ...scope,
            freshness: 'failed' as const,
            reason: 'node-offline' as const,
          }
        : scope,
    );
    return {
      ...snapshot,
      ...sourceFreshness(scopes),
      scopes,
      facts: snapshot.facts.map(fact =>
        fact.kind === 'node' && fact.value.name === name
          ? { ...fact, value: { ...fact.value, status: 'offline' as const } }
          : fact,
      ),
    };
  });
}

function resolvedBy(before: SourceSnapshot[], after: SourceSnapshot[]) {
  const site = buildSite(after, NO_OPTIONS, AT);
  const open = new Set(
    judge(site, NO_OPTIONS).map(({ rule, subject }) => `${rule} ${subject}`),
  );
  return judge(buildSite(before, NO_OPTIONS, AT), NO_OPTIONS)
    .filter(({ rule, subject }) => !open.has(`${rule} ${subject}`))
    .filter(({ restsOn }) => mayResolve(restsOn, site).resolvable)
    .map(({ rule, subject }) => `${rule} ${subject}`);
}

describe('a reading that did not succeed', () => {
  it('resolves no finding, whichever scopes it hits', () => {
    fc.assert(
      fc.property(
        worlds.chain(world => fc.tuple(fc.constant(world), degraded(world))),
        ([world, worse]) => {
          expect(resolvedBy(world, worse)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('resolves no finding when a node goes offline with its guests', () => {
    fc.assert(
      fc.property(worlds, world => {
        expect(resolvedBy(world, withNodeOffline(world, 'node-a'))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('frees no address', () => {
    fc.assert(
      fc.property(
        worlds.chain(world => fc.tuple(fc.constant(world), degraded(world))),
        ([world, worse]) => {
          const addresses = (snapshots: SourceSnapshot[]) =>
            buildSite(snapshots, NO_OPTIONS, AT).addresses.map(
              ({ address }) => address,
            );
          expect(addresses(worse)).toEqual(addresses(world));
        },
      ),
      { numRuns: 200 },
    );
  });
});
