import fc from 'fast-check';
import { buildPaths } from '../paths';
import { SourceSnapshot } from '../observations';
import { buildSite } from '../site';
import { applyEdits, applyMoves } from '../__testUtils__/applyMoves';
import { edgeWorlds } from '../__testUtils__/edgeWorlds';
import { movableWorlds } from '../__testUtils__/movableWorlds';
import { AT, NO_OPTIONS } from '../__testUtils__/siteBuilder';
import { compareReach, simulateMoves, VlanMove } from '.';

function read(world: SourceSnapshot[]) {
  const site = buildSite(world, NO_OPTIONS, AT);
  return { site, book: buildPaths(site) };
}

function verdicts(
  outcomes: readonly { hostname: string; proxySourceId: string }[],
  verdictOf: (index: number) => string,
) {
  return outcomes.map(
    ({ hostname, proxySourceId }, index) =>
      `${hostname} ${proxySourceId} ${verdictOf(index)}`,
  );
}

const wish = fc.record({
  which: fc.nat(20),
  vid: fc.constantFrom(10, 11, 12, 20, 20, 200),
  to: fc.option(
    fc.oneof(
      fc.integer({ min: 3, max: 6 }).map(end => `10.20.0.${end}`),
      fc.integer({ min: 1, max: 9 }).map(end => `10.0.0.${end}`),
    ),
    { nil: undefined },
  ),
});

/** One or two moves of guests that are there. */
function movesIn(worlds: fc.Arbitrary<SourceSnapshot[]>) {
  return fc
    .tuple(worlds, fc.array(wish, { minLength: 1, maxLength: 2 }))
    .map(([world, wishes]) => {
      const before = read(world);
      const nets = before.site.guests.flatMap(guest =>
        (guest.template ? [] : guest.interfaces).map(({ id }) => ({
          guestId: guest.id,
          interfaceId: id,
          isFar: guest.addresses.every(text => text.startsWith('10.20')),
        })),
      );
      const moves = new Map<string, VlanMove>();
      for (const { which, vid, to } of nets.length > 0 ? wishes : []) {
        const { isFar, ...net } = nets[which % nets.length];
        const isToFar = to === undefined ? isFar : to.startsWith('10.20');
        moves.set(`${net.guestId} ${net.interfaceId}`, {
          ...net,
          vid,
          prefix: isToFar ? '10.20.0.0/24' : '10.0.0.0/24',
          ...(to !== undefined && { address: to }),
        });
      }
      return { world, moves: [...moves.values()] };
    });
}

/** Foretells, does it, reads everything again and compares. */
function check(world: SourceSnapshot[], moves: readonly VlanMove[]) {
  const before = read(world);
  const foretold = simulateMoves(before.site, before.book, moves);
  fc.pre(foretold.moves.every(({ attachment }) => attachment));
  const moved = applyMoves(world, foretold.moves);
  const ids = moves.map(({ guestId }) => guestId);
  const actual = compareReach(before, read(moved), ids);
  expect(
    verdicts(foretold.hostnames, index => foretold.hostnames[index].verdict),
  ).toEqual(verdicts(actual, index => actual[index].verdict));
  return { before, foretold, moved, ids, actual };
}

describe('a simulated move', () => {
  it.each([
    ['every small world', edgeWorlds, 0],
    ['worlds on one switch', movableWorlds, 100],
  ] as const)(
    'foretells in %s, for every host name, what is found after it was done',
    (_, worlds, least) => {
      const seen = { kept: 0, broken: 0, unknown: 0 };
      fc.assert(
        fc.property(movesIn(worlds), ({ world, moves }) => {
          for (const { verdict } of check(world, moves).actual) {
            seen[verdict] += 1;
          }
        }),
        { numRuns: 2000 },
      );
      expect(Math.min(...Object.values(seen))).toBeGreaterThanOrEqual(least);
    },
  );

  it('foretells what is found once all edits are made, too', () => {
    const seen = { kept: 0, broken: 0, unknown: 0 };
    fc.assert(
      fc.property(movesIn(movableWorlds), ({ world, moves }) => {
        const { before, foretold, moved, ids } = check(world, moves);
        const edited = read(applyEdits(moved, foretold.edits));
        const actual = compareReach(before, edited, ids);
        foretold.hostnames.forEach(({ afterEdits }, index) => {
          seen[afterEdits.verdict] += 1;
          // Unknown promises nothing: an address nobody gave cannot be edited.
          if (afterEdits.verdict !== 'unknown') {
            expect(afterEdits.verdict).toBe(actual[index].verdict);
          }
        });
      }),
      { numRuns: 2000 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(100);
  });
});
