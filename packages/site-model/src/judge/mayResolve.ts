import { EVERY_SCOPE, ScopeRef } from '../findings';
import {
  FreshnessLabel,
  SOURCE_SCOPE,
  isSilentAgent,
  sourceFreshness,
} from '../observations';
import { ScopeIndex } from '../observations/ScopeIndex';
import { Site } from '../site';
import { scopeIndexes } from '../site/scopeIndexes';

/**
 * Whether a finding that is no longer raised may be resolved.
 * @public
 */
export interface Resolvability {
  resolvable: boolean;
  /** Which reading is missing; present where it is not resolvable. */
  why?: string;
}

function freshnessOf(sourceId: string, site: Site): FreshnessLabel {
  return sourceFreshness(
    site.sources.find(source => source.sourceId === sourceId)?.scopes ?? [],
  );
}

function describe(ref: ScopeRef, label: FreshnessLabel | undefined): string {
  const what =
    ref.scope === SOURCE_SCOPE || ref.scope === EVERY_SCOPE
      ? ref.sourceId
      : `${ref.scope} of ${ref.sourceId}`;
  const state = label?.freshness ?? 'never';
  const message = label?.message ? `: ${label.message}` : '';
  return `${what} is ${state === 'never' ? 'not read yet' : state}${message}`;
}

function doubt(
  ref: ScopeRef,
  witnesses: readonly FreshnessLabel[],
): string | undefined {
  if (witnesses.length === 0) {
    return describe(ref, undefined);
  }
  const doubtful = witnesses.find(
    label =>
      label.freshness !== 'fresh' && !(ref.orSilent && isSilentAgent(label)),
  );
  return doubtful && describe(ref, doubtful);
}

function obstacle(ref: ScopeRef, index: ScopeIndex): string | undefined {
  const passes = ref.pass === undefined ? index.passes : [ref.pass];
  // A scope that a complete run no longer names is gone, and that run is the witness.
  return doubt(
    ref,
    passes.flatMap(
      pass =>
        index.label(pass, ref.scope) ?? index.label(pass, SOURCE_SCOPE) ?? [],
    ),
  );
}

/**
 * Only complete, fresh reads of every scope a finding rests on may resolve it
 * (DOMAIN.md §4). A source that is no longer configured can no longer witness
 * anything, so what rests on it stays as it is.
 *
 * @param restsOn - the scopes of the finding's last verdict
 * @param site - the site whose rules no longer raise it
 * @public
 */
export function mayResolve(
  restsOn: readonly ScopeRef[],
  site: Site,
): Resolvability {
  const indexes = scopeIndexes(site);
  for (const ref of restsOn) {
    const index = indexes.get(ref.sourceId);
    if (!index) {
      return {
        resolvable: false,
        why: `${ref.sourceId} is no longer configured`,
      };
    }
    const why =
      ref.scope === EVERY_SCOPE
        ? doubt(ref, [freshnessOf(ref.sourceId, site)])
        : obstacle(ref, index);
    if (why !== undefined) {
      return { resolvable: false, why };
    }
  }
  return { resolvable: true };
}
