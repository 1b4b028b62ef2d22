import { FreshnessLabel } from './snapshot';

/**
 * The label alone, without what else its carrier holds.
 * @public
 */
export function plainLabel(carrier: FreshnessLabel): FreshnessLabel {
  const { freshness, collectedAt, reason, message } = carrier;
  return {
    freshness,
    ...(collectedAt !== undefined && { collectedAt }),
    ...(reason !== undefined && { reason }),
    ...(message !== undefined && { message }),
  };
}
