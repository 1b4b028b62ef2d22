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
  // Two passes that fail at the same scope for the same reason say one thing.
  const said = new Map<string, Evidence>();
  for (const { scope, freshness, reason, message, collectedAt } of scopes) {
    const claim = `${scope} is ${freshness}${message ? `: ${message}` : ''}`;
    if (!said.has(claim)) {
      said.set(claim, {
        claim,
        sourceId: source.sourceId,
        ...(reason !== undefined && { value: reason }),
        ...(collectedAt !== undefined && { collectedAt }),
      });
    }
  }
  const evidence = [...said.values()].slice(0, MAX_EVIDENCE);
  const more = said.size - evidence.length;
  return more > 0
    ? [
        ...evidence,
        {
          claim: `${more} more scopes are not readable`,
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
