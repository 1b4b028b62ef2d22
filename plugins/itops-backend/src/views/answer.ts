import { Answer, SourceFreshness } from '@sankofa/plugin-itops-common';
import { FreshnessLabel, Site, plainLabel } from '@sankofa/site-model';
import { Picture } from './Picture';

/** How much an observed value may be believed, best first. */
const ORDER: FreshnessLabel['freshness'][] = [
  'fresh',
  'aging',
  'partial',
  'stale',
  'failed',
  'never',
];

/** What may be said about a value that rests on all of these. */
export function worstLabel(
  first: FreshnessLabel,
  ...others: FreshnessLabel[]
): FreshnessLabel {
  return plainLabel(
    others.reduce(
      (worst, label) =>
        ORDER.indexOf(label.freshness) > ORDER.indexOf(worst.freshness)
          ? label
          : worst,
      first,
    ),
  );
}

export function sourceFreshnessOf(
  source: Site['sources'][number],
): SourceFreshness {
  return {
    sourceId: source.sourceId,
    kind: source.kind,
    ...plainLabel(source),
    ...(source.lastAttemptAt !== undefined && {
      lastAttemptAt: source.lastAttemptAt,
    }),
  };
}

/** The parts that every answer shares. */
export function answerOf(picture: Picture): Answer {
  const { view, site } = picture;
  return {
    at: site.at,
    ...(view.asOf !== undefined && { asOf: view.asOf }),
    sources: site.sources.map(sourceFreshnessOf),
  };
}
