import { Evidence } from '../findings';
import { DriftReport } from './schemas';

type ReportEvidence = DriftReport['findings'][number]['evidence'][number];

/** A statement as the exported files write it. */
export function evidenceEntry(item: Evidence): ReportEvidence {
  return {
    claim: item.claim,
    source: item.sourceId,
    locator: item.locator ?? null,
    value: item.value ?? null,
    collected_at: item.collectedAt ?? null,
  };
}
