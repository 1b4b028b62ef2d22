import fc from 'fast-check';
import { RuleId, Verdict } from '../findings';
import { judge } from '../judge';
import { isReadable, SourceSnapshot } from '../observations';
import {
  driftReport,
  driftReportSchema,
  liveInventory,
  liveInventorySchema,
} from '../reports';
import { buildSite, isClusterSource, isProxySource, Site } from '../site';
import { AT, NO_OPTIONS } from './siteBuilder';
import { edgeWorlds } from './edgeWorlds';
import { shuffled, worlds } from './worlds';

const RUNS = { numRuns: 200 };
const OPTIONS = { ...NO_OPTIONS, unusedExclusions: ['HOST_*'] };

function siteOf(snapshots: SourceSnapshot[]): Site {
  return buildSite(snapshots, OPTIONS, AT);
}
function labelOf(
  site: Site,
  sourceId: string,
  scope: string,
  pass = 'inventory',
) {
  return site.sources
    .find(source => source.sourceId === sourceId)!
    .scopes.find(item => item.scope === scope && item.pass === pass);
}
function of(verdicts: Verdict[], ...rules: RuleId[]) {
  return verdicts.filter(({ rule }) => rules.includes(rule));
}

describe('for every small world', () => {
  it('the join and the rules do not depend on the order of anything', () => {
    fc.assert(
      fc.property(
        edgeWorlds.chain(world =>
          fc.tuple(fc.constant(world), shuffled(world)),
        ),
        ([world, mixed]) => {
          const [site, other] = [siteOf(world), siteOf(mixed)];
          expect(other).toEqual(site);
          expect(judge(other, OPTIONS)).toEqual(judge(site, OPTIONS));
        },
      ),
      RUNS,
    );
  });

  it('the join changes nothing that it was given', () => {
    fc.assert(
      fc.property(edgeWorlds, world => {
        const before = JSON.stringify(world);
        judge(siteOf(world), OPTIONS);
        expect(JSON.stringify(world)).toBe(before);
      }),
      RUNS,
    );
  });

  it('no address that anybody claims is free', () => {
    fc.assert(
      fc.property(edgeWorlds, world => {
        for (const { state, claims } of siteOf(world).addresses) {
          expect(claims.length).toBeGreaterThan(0);
          expect(state).not.toBe('free');
        }
      }),
      RUNS,
    );
  });

  it('every address of every fact that counts is listed, in numeric order', () => {
    fc.assert(
      fc.property(edgeWorlds, world => {
        const site = siteOf(world);
        const listed = new Set(site.addresses.map(({ address }) => address));
        const claimed = [
          ...site.guests.flatMap(guest => guest.addresses),
          ...site.declaredKeys.flatMap(key => key.addresses),
          ...site.declaredRows.flatMap(row => row.addresses),
        ];
        expect(claimed.filter(address => !listed.has(address))).toEqual([]);
        const keys = site.addresses.map(({ key }) => key);
        expect(keys).toEqual([...new Set(keys)].sort());
      }),
      RUNS,
    );
  });

  it('a nested address is never an address of the guest (R03)', () => {
    fc.assert(
      fc.property(worlds, world => {
        const site = siteOf(world);
        for (const guest of site.guests) {
          const own = new Set(
            guest.interfaces.flatMap(net => [...net.configured, ...net.live]),
          );
          expect(guest.addresses.filter(item => !own.has(item))).toEqual([]);
          for (const { address } of guest.nested) {
            const claims = site.addresses.find(
              item => item.address === address,
            )?.claims;
            const isClaimed = claims?.some(
              ({ guestId, kind }) =>
                guestId === guest.id &&
                (kind === 'guest-config' || kind === 'guest-agent'),
            );
            expect(Boolean(isClaimed)).toBe(own.has(address));
          }
        }
      }),
      RUNS,
    );
  });

  it('duplicate-address is what comparing every guest with every other finds', () => {
    fc.assert(
      fc.property(worlds, world => {
        const site = siteOf(world);
        const vips = new Set(
          site.declaredKeys
            .filter(({ key }) => key === 'B_VIP')
            .flatMap(key => key.addresses),
        );
        const naive = new Set<string>();
        for (const one of site.guests) {
          for (const address of one.addresses) {
            const rival =
              site.guests.some(
                two => two !== one && two.addresses.includes(address),
              ) || site.nodes.some(node => node.address === address);
            if (rival && !vips.has(address)) {
              naive.add(`address:${address}`);
            }
          }
        }
        const found = of(judge(site, OPTIONS), 'duplicate-address');
        expect(new Set(found.map(({ subject }) => subject))).toEqual(naive);
      }),
      RUNS,
    );
  });

  it('a rule speaks once about a subject, with evidence, and says what it rests on', () => {
    fc.assert(
      fc.property(edgeWorlds, world => {
        const verdicts = judge(siteOf(world), OPTIONS);
        const subjects = verdicts.map(item => `${item.rule} ${item.subject}`);
        expect(new Set(subjects).size).toBe(subjects.length);
        for (const { evidence, restsOn, summary } of verdicts) {
          expect(evidence.length).toBeGreaterThan(0);
          expect(restsOn.length).toBeGreaterThan(0);
          expect(summary).toMatch(/^[^\n]+; [^\n]+\.$/);
        }
      }),
      RUNS,
    );
  });

  it('a cluster whose list cannot be read completely proves no absence', () => {
    fc.assert(
      fc.property(edgeWorlds, world => {
        const site = siteOf(world);
        const clusters = site.sources.filter(isClusterSource);
        const unread = clusters.filter(
          ({ sourceId }) => !isReadable(labelOf(site, sourceId, 'source')),
        );
        const verdicts = judge(site, OPTIONS);
        if (unread.length > 0 || clusters.length === 0) {
          expect(of(verdicts, 'guest-missing', 'address-unused')).toEqual([]);
        }
        for (const { sourceId } of unread) {
          expect(
            of(verdicts, 'guest-undeclared', 'address-mismatch').filter(
              ({ guestIds }) =>
                guestIds.some(id => id.startsWith(`${sourceId}/`)),
            ),
          ).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  it('a declared file that cannot be read proves no absence', () => {
    fc.assert(
      fc.property(edgeWorlds, world => {
        const site = siteOf(world);
        const verdicts = judge(site, OPTIONS);
        for (const source of site.sources) {
          if (source.kind === 'declared' && !isReadable(source)) {
            const { sourceId } = source;
            const has = (items: { sourceId: string }[]) =>
              items.some(item => item.sourceId === sourceId);
            if (has(site.declaredKeys)) {
              expect(of(verdicts, 'address-undeclared')).toEqual([]);
            }
            if (has(site.declaredRows)) {
              expect(of(verdicts, 'guest-undeclared')).toEqual([]);
            }
            if (has(site.declaredHostnames)) {
              expect(of(verdicts, 'hostname-undeclared')).toEqual([]);
            }
          }
        }
      }),
      RUNS,
    );
  });

  it('a proxy that cannot be read completely proves no absence', () => {
    fc.assert(
      fc.property(edgeWorlds, world => {
        const site = siteOf(world);
        const proxies = site.sources.filter(isProxySource);
        if (proxies.length === 0 || !proxies.every(isReadable)) {
          expect(of(judge(site, OPTIONS), 'hostname-missing')).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  it('nothing is said of declared host names where none are declared', () => {
    fc.assert(
      fc.property(edgeWorlds, world => {
        const site = siteOf(world);
        const found = of(
          judge(site, OPTIONS),
          'upstream-mismatch',
          'hostname-undeclared',
          'hostname-missing',
        );
        expect(site.declaredHostnames.length === 0 && found.length > 0).toBe(
          false,
        );
      }),
      RUNS,
    );
  });

  it('a guest whose scope cannot be read proves no absence', () => {
    fc.assert(
      fc.property(edgeWorlds, world => {
        const site = siteOf(world);
        const verdicts = judge(site, OPTIONS);
        const unread = site.guests.filter(
          ({ configFreshness }) =>
            !isReadable(configFreshness) &&
            configFreshness.reason !== 'not-listed',
        );
        for (const guest of unread) {
          expect(
            of(verdicts, 'address-mismatch').filter(({ guestIds }) =>
              guestIds.includes(guest.id),
            ),
          ).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  it('the exported files have the shape that their schemas promise', () => {
    fc.assert(
      fc.property(edgeWorlds, world => {
        const site = siteOf(world);
        const inventory = liveInventory(site);
        expect(liveInventorySchema.parse(inventory)).toEqual(inventory);
        const drift = driftReport(site, judge(site, OPTIONS));
        expect(driftReportSchema.parse(drift)).toEqual(drift);
      }),
      { numRuns: 100 },
    );
  });
});
