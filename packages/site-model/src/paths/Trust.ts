import { Evidence } from '../findings';
import { scopeIndexes } from '../site/scopeIndexes';
import {
  FreshnessLabel,
  INVENTORY_PASS,
  isReadable,
  SOURCE_SCOPE,
} from '../observations';
import { Site } from '../site';
import { Standing } from './path';

/** Anything that was read in one scope of one source. */
export interface Read {
  sourceId: string;
  scope: string;
  freshness: FreshnessLabel;
}

/** A guest or node as its cluster lists it. */
export function listedIn(item: {
  sourceId: string;
  freshness: FreshnessLabel;
  locator?: string;
}): Read & { locator?: string; collectedAt?: string } {
  const { sourceId, freshness, locator } = item;
  const { collectedAt } = freshness;
  return { sourceId, scope: SOURCE_SCOPE, freshness, locator, collectedAt };
}

/** Nothing limits it. */
export const CONFIRMED: Standing = { status: 'confirmed' };

/**
 * How far one reading carries. A source that failed, or was not read for long,
 * only says what was once so; a partial one says it now of what it did see.
 */
export class Trust {
  private constructor(private readonly site: Site) {}

  static create(site: Site): Trust {
    return new Trust(site);
  }

  of(read: Read, pass: string = INVENTORY_PASS): Standing {
    const { freshness, reason, collectedAt } = read.freshness;
    if (isReadable(read.freshness)) {
      return CONFIRMED;
    }
    if (freshness === 'partial') {
      const run = scopeIndexes(this.site)
        .get(read.sourceId)
        ?.label(pass, read.scope)?.collectedAt;
      const isCurrent =
        run === undefined || (collectedAt !== undefined && collectedAt >= run);
      return {
        status: isCurrent ? 'likely' : 'stale',
        reason: reason ?? 'internal',
      };
    }
    return {
      status: freshness === 'never' ? 'unknown' : 'stale',
      reason: reason ?? 'internal',
    };
  }
}

/** What one reading says, as evidence. */
export function readEvidence(
  read: { sourceId: string; locator?: string; collectedAt?: string },
  claim: string,
  value?: string,
): Evidence {
  return {
    claim,
    sourceId: read.sourceId,
    ...(read.locator !== undefined && { locator: read.locator }),
    ...(value !== undefined && { value }),
    ...(read.collectedAt !== undefined && { collectedAt: read.collectedAt }),
  };
}
