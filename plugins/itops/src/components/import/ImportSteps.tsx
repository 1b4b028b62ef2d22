import { ReactNode } from 'react';
import { Alert, Button } from '@backstage/ui';
import { ProblemState } from '../states';
import { FileChoice } from './FileChoice';
import { HeadingWords } from './HeadingWords';
import { Working } from './Working';
import { ImportState } from './useImport';
import styles from './Import.module.css';

/** The steps of an import in their order: choices, files, preview, and only then the records. */
export function ImportSteps<T extends { counts: { problems: number } }>(props: {
  state: ImportState<T>;
  choices: ReactNode;
  /** Which files these may be. */
  expected: string;
  /** Files of others may have headings in another language. */
  asksHeadings: boolean;
  /** What was written, in words. */
  sayDone: (answer: T) => string;
  /** Where to look at it. */
  next: ReactNode;
  renderPreview: (answer: T) => ReactNode;
  /** How many records the preview would write or remove. */
  writes: number;
  apply: { label: string; destructive?: boolean; onPress: () => void };
}) {
  const { state, choices, expected, asksHeadings, writes, apply } = props;
  const { files, preview, problem, work, done } = state;
  const isBusy = work !== undefined;
  const canApply =
    preview !== undefined &&
    preview.counts.problems === 0 &&
    writes > 0 &&
    !isBusy &&
    problem?.kind !== 'conflict';
  return (
    <div className={styles.steps}>
      {choices}
      <FileChoice
        files={files}
        expected={expected}
        isDisabled={isBusy}
        onChoose={state.choose}
        onRemove={state.remove}
      />
      {asksHeadings && (
        <HeadingWords value={state.words} onChange={state.setWords} />
      )}
      {work && <Working work={work} onCancel={state.cancel} />}
      {problem && (
        <ProblemState
          problem={problem}
          onRetry={
            problem.kind === 'conflict' || problem.kind === 'unavailable'
              ? state.compare
              : undefined
          }
        />
      )}
      {done && (
        <Alert
          status="success"
          icon
          title={`Written: ${props.sayDone(done)}`}
          description="Who wrote what is in the audit trail."
          customActions={props.next}
        />
      )}
      {preview && props.renderPreview(preview)}
      {files.length > 0 && (
        <div className={styles.actions}>
          <Button size="small" variant="tertiary" onPress={state.restart}>
            Start over
          </Button>
          <Button
            size="small"
            variant={preview ? 'secondary' : 'primary'}
            isDisabled={isBusy}
            onPress={state.compare}
          >
            {preview ? 'Preview again' : 'Preview'}
          </Button>
          {preview && (
            <Button
              size="small"
              variant="primary"
              destructive={apply.destructive}
              isDisabled={!canApply}
              onPress={apply.onPress}
            >
              {apply.label}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
