import { Button, Checkbox } from '@backstage/ui';
import { PortImportAnswer } from '@sankofa/plugin-itops-common';
import { ORIGINS } from '../../../format/portRecords';
import {
  ChangedFields,
  Place,
  PreviewFrame,
  PreviewPart,
  joinCounts,
} from '../../../components/import';
import { Mode } from './usePortImport';
import styles from '../../../components/import/Import.module.css';

/**
 * Conflicts that the files win and that are counted nowhere else. A cable that
 * takes the place of another one is also among the added, the other among the
 * removed.
 */
function wonOf({ conflicts, added }: PortImportAnswer): number {
  const counted = new Set(added.map(({ key }) => key));
  return conflicts.filter(({ accepted, key }) => accepted && !counted.has(key))
    .length;
}

/** "3 to add · 1 unchanged" before, "3 added · 1 unchanged" after it was written. */
export function sayCounts(answer: PortImportAnswer, isDone: boolean): string {
  const { counts, conflicts } = answer;
  const won = wonOf(answer);
  const kept = conflicts.filter(({ accepted }) => !accepted).length;
  const parts: [number, string][] = [
    [counts.added, isDone ? 'added' : 'to add'],
    [counts.changed, isDone ? 'changed' : 'to change'],
    [won, `${won === 1 ? 'conflict' : 'conflicts'} won by the files`],
    [kept, `${kept === 1 ? 'conflict' : 'conflicts'} kept as recorded`],
    [counts.removed, isDone ? 'removed' : 'to remove'],
    [counts.unchanged, 'unchanged'],
  ];
  return joinCounts(parts);
}

/** How many records an import would write or remove. */
export function writesOf(answer: PortImportAnswer): number {
  const { added, changed, removed } = answer.counts;
  return added + changed + removed + wonOf(answer);
}

/** What an import would do, line by line; conflicts are decided here. */
export function Preview(props: {
  answer: PortImportAnswer;
  mode: Mode;
  isBusy: boolean;
  onAccept: (keys: string[], isAccepted: boolean) => void;
}) {
  const { answer, mode, isBusy, onAccept } = props;
  const { counts, conflicts, problems } = answer;
  const open = conflicts.filter(({ accepted }) => !accepted);
  const keys = conflicts.map(({ key }) => key);
  return (
    <PreviewFrame
      counted={counts.problems}
      problems={problems}
      said={sayCounts(answer, false)}
    >
      <PreviewPart
        title="Conflicts"
        tone="warning"
        open
        total={counts.conflicts}
        items={conflicts}
        hint={
          mode === 'replace'
            ? 'In replace mode the files win every one of them.'
            : 'Somebody else wrote these down otherwise. The record stays, unless you let the files win.'
        }
        aside={
          mode === 'merge' && conflicts.length > 1 ? (
            <div className={styles.all}>
              <Button
                size="small"
                variant="tertiary"
                isDisabled={isBusy || open.length === 0}
                onPress={() => onAccept(keys, true)}
              >
                Let the files win all
              </Button>
              <Button
                size="small"
                variant="tertiary"
                isDisabled={isBusy || open.length === conflicts.length}
                onPress={() => onAccept(keys, false)}
              >
                Keep all records
              </Button>
            </div>
          ) : undefined
        }
        render={({ key, label, heldBy, accepted, fields, at }) => (
          <>
            <Checkbox
              isSelected={accepted}
              isDisabled={isBusy || mode === 'replace'}
              onChange={isAccepted => onAccept([key], isAccepted)}
            >
              {`Let the file win: ${label}`}
            </Checkbox>
            <div className={styles.hint}>
              {`Written down ${ORIGINS[heldBy]}. `}
              <Place at={at} />
            </div>
            <ChangedFields fields={fields} />
          </>
        )}
      />
      <PreviewPart
        title="To be removed"
        tone="danger"
        open
        total={counts.removed}
        items={answer.removed}
        render={({ label }) => label}
      />
      <PreviewPart
        title="To be added"
        total={counts.added}
        items={answer.added}
        render={({ label, at }) => (
          <>
            {label} <Place at={at} />
          </>
        )}
      />
      <PreviewPart
        title="To be changed"
        total={counts.changed}
        items={answer.changed}
        render={({ label, at, fields }) => (
          <>
            {label} <Place at={at} />
            <ChangedFields fields={fields} />
          </>
        )}
      />
      {mode === 'merge' && (
        <PreviewPart
          title="Not in the files, and left as they are"
          total={counts.missing}
          items={answer.missing}
          render={({ label }) => label}
        />
      )}
      <PreviewPart
        title="Notes"
        total={answer.notes.length}
        items={answer.notes}
        render={({ file, message }) => `${file}: ${message}`}
      />
    </PreviewFrame>
  );
}
