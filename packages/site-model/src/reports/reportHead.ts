import { Site } from '../site';
import { compareText } from '../text/compareText';
import { DriftReport, REPORT_SCHEMA_VERSION } from './schemas';

type ReportHead = Pick<
  DriftReport,
  'schema_version' | 'generated_at' | 'collected_at' | 'sources'
>;

/** What both files begin with: when, and how far each source can be believed. */
export function reportHead(site: Site): ReportHead {
  const ages = site.sources
    .flatMap(({ collectedAt }) => collectedAt ?? [])
    .sort(compareText);
  return {
    schema_version: REPORT_SCHEMA_VERSION,
    generated_at: site.at,
    collected_at: ages[0] ?? null,
    sources: site.sources.map(
      ({ sourceId, kind, freshness, collectedAt, reason, message }) => ({
        id: sourceId,
        kind,
        status: freshness,
        collected_at: collectedAt ?? null,
        error:
          freshness === 'fresh'
            ? null
            : {
                reason: reason ?? 'internal',
                message: message ?? reason ?? freshness,
              },
      }),
    ),
  };
}
