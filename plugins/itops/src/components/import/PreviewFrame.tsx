import { ReactNode } from 'react';
import { count } from '../../format/quantity';
import { Place } from './ChangedFields';
import { PreviewPart } from './PreviewPart';
import styles from './Import.module.css';

interface LineProblem {
  file: string;
  line: number;
  column?: string;
  message: string;
}

/** What an import would do: how much, the lines that are wrong, and then the rest. */
export function PreviewFrame(props: {
  counted: number;
  problems: LineProblem[];
  /** In words; empty where it would do nothing. */
  said: string;
  children: ReactNode;
}) {
  const { counted, problems, said, children } = props;
  return (
    <div className={styles.preview}>
      <p className={styles.counts} aria-live="polite">
        {counted > 0
          ? `${count(
              counted,
              'error',
            )}: nothing can be written before they are mended.`
          : said || 'The files say nothing that is not written down already.'}
      </p>
      <PreviewPart
        title="Errors"
        tone="danger"
        open
        total={counted}
        items={problems}
        render={({ file, line, column, message }) => (
          <>
            <Place at={{ file, line }} />{' '}
            {column && <strong>{column}: </strong>}
            {message}
          </>
        )}
      />
      {children}
    </div>
  );
}
