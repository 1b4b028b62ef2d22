import { IpamImportAnswer } from '@sankofa/plugin-itops-common';
import { ChangedFields, Place, PreviewPart } from '../../../components/import';
import { count } from '../../../format/quantity';
import styles from '../../../components/import/Import.module.css';

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
  return parts
    .filter(([amount]) => amount > 0)
    .map(([amount, word]) => `${amount.toLocaleString()} ${word}`)
    .join(' · ');
}

/** What an import would do; the lines that are wrong come first. */
export function Preview(props: { answer: IpamImportAnswer }) {
  const { counts, problems, added, changed, notes } = props.answer;
  return (
    <div className={styles.preview}>
      <p className={styles.counts} aria-live="polite">
        {counts.problems > 0
          ? `${count(
              counts.problems,
              'error',
            )}: nothing can be written before they are mended.`
          : sayCounts(props.answer, false) ||
            'The files say nothing that is not written down already.'}
      </p>
      <PreviewPart
        title="Errors"
        tone="danger"
        open
        total={counts.problems}
        items={problems}
        render={({ file, line, column, message }) => (
          <>
            <Place at={{ file, line }} />{' '}
            {column && <strong>{column}: </strong>}
            {message}
          </>
        )}
      />
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
    </div>
  );
}
