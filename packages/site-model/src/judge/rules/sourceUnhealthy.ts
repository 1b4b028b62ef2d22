import { EVERY_SCOPE, Evidence, Verdict } from '../../findings';
import { SOURCE_SCOPE } from '../../observations';
import { troubledScopes } from '../../observations/sourceFreshness';
import { Site } from '../../site';
import { JudgeContext } from '../JudgeContext';
import { remedyFor } from '../remedies';

type Source = Site['sources'][number];

const MAX_EVIDENCE = 20;

function evidenceOf(source: Source): Evidence[] {
  const troubled = troubledScopes(source.scopes);
  const scopes =
    troubled.length > 0 ? troubled : [{ ...source, scope: SOURCE_SCOPE }];
  const evidence = scopes
    .slice(0, MAX_EVIDENCE)
    .map(({ scope, freshness, reason, message, collectedAt }) => ({
      claim: `${scope} is ${freshness}${message ? `: ${message}` : ''}`,
      sourceId: source.sourceId,
      ...(reason !== undefined && { value: reason }),
      ...(collectedAt !== undefined && { collectedAt }),
    }));
  return scopes.length > MAX_EVIDENCE
    ? [
        ...evidence,
        {
          claim: `${scopes.length - MAX_EVIDENCE} more scopes are not readable`,
          sourceId: source.sourceId,
        },
      ]
    : evidence;
}

/**
 * A source that failed, is incomplete or suspicious. A pass that has not run yet
 * after a start is no illness.
 */
export function sourceUnhealthy(context: JudgeContext): Verdict[] {
  return context.site.sources
    .filter(
      ({ freshness, reason }) =>
        (freshness === 'failed' || freshness === 'partial') &&
        reason !== 'never-collected',
    )
    .map(source => {
      const { sourceId, freshness, reason, message } = source;
      const cause = (message ?? reason ?? 'unknown reason').replace(/\.$/, '');
      const state =
        freshness === 'failed' ? 'could not be read' : 'is read only in part';
      return {
        rule: 'source-unhealthy',
        subject: context.subjects.source(sourceId),
        severity: 'error',
        summary: `${sourceId} ${state} (${cause}); ${remedyFor(reason)}.`,
        evidence: evidenceOf(source),
        restsOn: [{ sourceId, scope: EVERY_SCOPE }],
        guestIds: [],
      };
    });
}
