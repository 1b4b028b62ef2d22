import { IpamImportAnswer } from '@sankofa/plugin-itops-common';
import {
  ChangedFields,
  PreviewFrame,
  PreviewPart,
  joinCounts,
} from '../../../components/import';

/** "3 to add · 1 unchanged" before, "3 added · 1 unchanged" after it was written. */
export function sayCounts(
  { counts }: IpamImportAnswer,
  isDone: boolean,
): string {
  const parts: [number, string][] = [
    [counts.added, isDone ? 'added' : 'to add'],
    [counts.changed, isDone ? 'changed' : 'to change'],
    [counts.unchanged, 'unchanged'],
    [counts.kept, 'left as recorded'],
  ];
  return joinCounts(parts);
}

/** What an import would do; the lines that are wrong come first. */
export function Preview(props: { answer: IpamImportAnswer }) {
  const { counts, problems, added, changed, notes } = props.answer;
  return (
    <PreviewFrame
      counted={counts.problems}
      problems={problems}
      said={sayCounts(props.answer, false)}
    >
      <PreviewPart
        title="To be added"
        total={counts.added}
        items={added}
        render={label => label}
      />
      <PreviewPart
        title="To be changed"
        total={counts.changed}
        items={changed}
        render={({ label, fields }) => (
          <>
            {label}
            <ChangedFields fields={fields} />
          </>
        )}
      />
      <PreviewPart
        title="Notes"
        total={notes.length}
        items={notes}
        render={({ file, message }) => `${file}: ${message}`}
      />
    </PreviewFrame>
  );
}
