import { compareText } from '../text/compareText';
import { NEVER_COLLECTED } from './freshnessLabels';
import { plainLabel } from './plainLabel';
import { isSilentAgent } from './silentAgent';
import {
  Freshness,
  FreshnessLabel,
  INVENTORY_PASS,
  ScopeSnapshot,
  SOURCE_SCOPE,
} from './snapshot';

/** Most telling first: the whole source, then its nodes and files, then single guests. */
const RANKS = ['source', 'node', 'file', 'guest'];
const MAX_MESSAGES = 3;
const LATE: Freshness[] = ['stale', 'aging'];

function rankOf(scope: ScopeSnapshot): number {
  const rank = RANKS.indexOf(scope.scope.split(':', 1)[0]);
  return rank < 0 ? RANKS.length : rank;
}

function byWeight(left: ScopeSnapshot, right: ScopeSnapshot): number {
  return (
    rankOf(left) - rankOf(right) ||
    compareText(left.freshness, right.freshness) ||
    compareText(left.scope, right.scope) ||
    compareText(left.pass, right.pass)
  );
}

function messageOf(scope: ScopeSnapshot): string {
  return scope.message ?? `${scope.scope}: ${scope.reason ?? scope.freshness}`;
}

/** Scopes that failed or are known to be incomplete, most telling first; silent agents do not count. */
export function troubledScopes(
  scopes: readonly ScopeSnapshot[],
): ScopeSnapshot[] {
  return scopes
    .filter(
      scope =>
        (scope.freshness === 'failed' ||
          scope.freshness === 'partial' ||
          scope.freshness === 'never') &&
        !isSilentAgent(scope),
    )
    .sort(byWeight);
}

function partialLabel(
  troubled: ScopeSnapshot[],
  collectedAt: string | undefined,
): FreshnessLabel {
  const [first] = troubled;
  const peers = troubled.filter(scope => rankOf(scope) === rankOf(first));
  // The guests of an offline node repeat what the node already says.
  const others = troubled.filter(
    scope => rankOf(scope) !== rankOf(first) && scope.reason !== first.reason,
  );
  const messages = [...new Set(peers.map(messageOf))];
  const shown = messages.slice(0, MAX_MESSAGES);
  const rest = messages.length - shown.length + others.length;
  return {
    freshness: 'partial',
    ...(collectedAt !== undefined && { collectedAt }),
    reason: first.reason ?? 'internal',
    message: `${shown.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`,
  };
}

/**
 * What may be said about a whole source, from all its scopes.
 *
 * Its list decides first: the `source` scope of the `inventory` pass, or of the
 * only pass there is. Failed or never read, so is the source. Otherwise any
 * scope that failed or is incomplete makes it `partial` (rulings R01, R20), and
 * else the latest reading decides.
 * @public
 */
export function sourceFreshness(
  scopes: readonly ScopeSnapshot[],
): FreshnessLabel {
  if (scopes.length === 0) {
    return NEVER_COLLECTED;
  }
  const roots = scopes.filter(scope => scope.scope === SOURCE_SCOPE);
  const main =
    roots.find(scope => scope.pass === INVENTORY_PASS) ??
    [...roots].sort(byWeight)[0];
  if (main?.freshness === 'failed' || main?.freshness === 'never') {
    return plainLabel(main);
  }
  const troubled = troubledScopes(scopes);
  if (!main && troubled.length === scopes.length) {
    return plainLabel(troubled[0]);
  }
  if (troubled.length > 0) {
    return partialLabel(troubled, main?.collectedAt);
  }
  for (const freshness of LATE) {
    const late = scopes.filter(scope => scope.freshness === freshness);
    if (late.length > 0) {
      return plainLabel([...late].sort(byWeight)[0]);
    }
  }
  return plainLabel(main ?? [...scopes].sort(byWeight)[0]);
}
