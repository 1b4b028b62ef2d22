import { StatusChip } from '../../components/status';
import { Word, wordOf } from '../../format/words';

/** A value of one of the plan's vocabularies: word, icon and colour. */
export function PlanChip(props: {
  words: Record<string, Word>;
  state: string;
  /** In the place of what the word means in general. */
  hint?: string;
}) {
  const word = wordOf(props.words, props.state);
  return (
    <StatusChip
      tone={word.tone}
      label={word.label}
      hint={props.hint ?? word.hint}
    />
  );
}
