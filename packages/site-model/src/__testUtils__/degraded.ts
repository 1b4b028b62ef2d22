import fc from 'fast-check';
import { Freshness, SourceSnapshot } from '../observations';
import { sourceFreshness } from '../observations/sourceFreshness';

/** A later moment at which some scopes could not be read; what was known stays. */
export function degraded(
  world: SourceSnapshot[],
): fc.Arbitrary<SourceSnapshot[]> {
  const labels = world.map(({ scopes }) =>
    fc.array(
      fc.oneof(
        { weight: 2, arbitrary: fc.constant(undefined) },
        {
          weight: 1,
          arbitrary: fc.constantFrom<Freshness>(
            'failed',
            'partial',
            'stale',
            'never',
          ),
        },
      ),
      { minLength: scopes.length, maxLength: scopes.length },
    ),
  );
  return fc.tuple(...labels).map(worse =>
    world.map((snapshot, index) => {
      const scopes = snapshot.scopes.map((scope, position) => {
        const freshness = worse[index][position];
        return freshness
          ? { ...scope, freshness, reason: 'timeout' as const }
          : scope;
      });
      return { ...snapshot, ...sourceFreshness(scopes), scopes };
    }),
  );
}

/** The same things, all of them just read. */
export function allFresh(world: SourceSnapshot[]): SourceSnapshot[] {
  return world.map(snapshot => {
    const scopes = snapshot.scopes.map(({ scope, pass, collectedAt }) => ({
      scope,
      pass,
      collectedAt,
      freshness: 'fresh' as const,
    }));
    const { reason, message, ...rest } = snapshot;
    return { ...rest, ...sourceFreshness(scopes), scopes };
  });
}
