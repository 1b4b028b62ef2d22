import { SourceFreshness } from '@sankofa/plugin-itops-common';
import { Word, sourceName } from '../../format/words';
import { FilterDefinition, FilterOption } from './FilterBar';

/** The words of a vocabulary, to choose from. */
export function wordOptions(vocabulary: Record<string, Word>): FilterOption[] {
  return Object.entries(vocabulary).map(([value, { label }]) => ({
    value,
    label,
  }));
}

/** The sources behind an answer, to choose from. */
export function sourceFilter(
  sources: SourceFreshness[] | undefined,
): FilterDefinition<'source'> {
  return {
    name: 'source',
    label: 'Source',
    options: (sources ?? []).map(({ sourceId, kind }) => ({
      value: sourceId,
      label: sourceName(sourceId, kind),
    })),
    say: sourceName,
  };
}

/** The values of a vocabulary without explanations, to choose from. */
export function textOptions(words: Record<string, string>): FilterOption[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}
