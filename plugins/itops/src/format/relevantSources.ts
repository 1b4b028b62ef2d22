import { SourceFreshness } from '@sankofa/plugin-itops-common';

/**
 * The sources behind one thing, out of all sources of an answer. Where none of
 * them is named, all are shown: better too many than none.
 */
export function relevantSources(
  sources: SourceFreshness[],
  behind: { sourceId: string }[],
): SourceFreshness[] {
  const ids = new Set(behind.map(({ sourceId }) => sourceId));
  const relevant = sources.filter(({ sourceId }) => ids.has(sourceId));
  return relevant.length > 0 ? relevant : sources;
}

/** The sources that look at what is there, not at what people wrote down. */
export function observingSources(
  sources: SourceFreshness[] | undefined,
): SourceFreshness[] {
  return (sources ?? []).filter(({ kind }) => kind !== 'declared');
}
