import {
  ConnectorError,
  ScopeFailure,
  completeScope,
  failedScope,
  partialScope,
} from '@sankofa/plugin-itops-node';
import { Fact, SOURCE_SCOPE, ScopeResult } from '@sankofa/site-model';

/** The lists of a console; each can fail alone. */
export const LIST_SCOPES = [
  'devices',
  'clients',
  'networks',
  'port-forwards',
] as const;
export type ListScope = (typeof LIST_SCOPES)[number];

/** A list with what is wrong with it, if anything: failed where nothing was left of it. */
export function listScope(
  scope: ListScope,
  facts: Fact[],
  problem?: ScopeFailure,
): ScopeResult {
  if (!problem) {
    return completeScope(scope, facts);
  }
  return facts.length > 0
    ? partialScope(scope, problem, facts)
    : failedScope(scope, problem);
}

/**
 * All lists under the scope of the whole source.
 *
 * @param doubt - why they cannot be all there is
 * @throws ConnectorError when not one of them was read: then the source was not
 */
export function underSource(
  lists: ScopeResult[],
  doubt?: ScopeFailure,
): ScopeResult[] {
  const [first] = lists;
  if (lists.every(({ completeness }) => completeness === 'failed')) {
    throw new ConnectorError(first.error!.reason, first.error!.message);
  }
  return [
    doubt ? partialScope(SOURCE_SCOPE, doubt) : completeScope(SOURCE_SCOPE, []),
    ...lists,
  ];
}
