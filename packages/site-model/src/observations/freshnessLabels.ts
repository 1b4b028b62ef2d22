import { FreshnessLabel } from './snapshot';

/** Said of everything that no run has read yet. @public */
export const NEVER_COLLECTED: FreshnessLabel = Object.freeze({
  freshness: 'never',
  reason: 'never-collected',
  message: 'Not read yet.',
} as const);

/**
 * Whether silence in this scope may be believed: it was read completely and not
 * long ago. Only then does "not there" mean anything (DOMAIN.md §3).
 * @public
 */
export function isReadable(label: FreshnessLabel | undefined): boolean {
  return label?.freshness === 'fresh' || label?.freshness === 'aging';
}
