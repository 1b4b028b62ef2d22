import { Fact, ReasonCode, ScopeResult } from '@sankofa/site-model';

/**
 * Why a scope could not be read; a {@link ConnectorError} is one.
 * @public
 */
export interface ScopeFailure {
  reason: ReasonCode;
  message: string;
}

/**
 * A scope that was read as a whole.
 * @public
 */
export function completeScope(scope: string, facts: Fact[]): ScopeResult {
  return { scope, completeness: 'complete', facts };
}

/**
 * A scope of which something was read, and something is known to be missing.
 * @public
 */
export function partialScope(
  scope: string,
  { reason, message }: ScopeFailure,
  facts: Fact[] = [],
): ScopeResult {
  return { scope, completeness: 'partial', error: { reason, message }, facts };
}

/**
 * A scope of which nothing was read: what was seen before stays.
 * @public
 */
export function failedScope(
  scope: string,
  { reason, message }: ScopeFailure,
): ScopeResult {
  return {
    scope,
    completeness: 'failed',
    error: { reason, message },
    facts: [],
  };
}

/**
 * An object without its undefined members: facts are compared by their content.
 * @public
 */
export function compact<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== undefined),
  ) as T;
}
