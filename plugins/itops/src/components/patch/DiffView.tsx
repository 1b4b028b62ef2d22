import { useMemo } from 'react';
import { VisuallyHidden } from '@backstage/ui';
import { DiffLine, readDiff } from './readDiff';
import styles from './DiffView.module.css';

const SIGNS: Record<DiffLine['kind'], string> = {
  added: '+',
  removed: '−',
  same: ' ',
  hunk: '',
  note: '',
};
const SPOKEN: Partial<Record<DiffLine['kind'], string>> = {
  added: 'added: ',
  removed: 'removed: ',
};

/** A change of one file: sign, word and colour say what became of a line. */
export function DiffView(props: { file: string; diff: string }) {
  const { file, diff } = props;
  const lines = useMemo(() => readDiff(diff), [diff]);
  return (
    <div
      role="region"
      aria-label={`Change of ${file}`}
      // Long lines are scrolled to, by keyboard as well.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={styles.frame}
    >
      <code className={styles.lines}>
        {lines.map(({ kind, text }, index) => (
          <span key={index} className={styles.line} data-kind={kind}>
            <span aria-hidden="true" className={styles.sign}>
              {SIGNS[kind]}
            </span>
            {SPOKEN[kind] && <VisuallyHidden>{SPOKEN[kind]}</VisuallyHidden>}
            <span>{text}</span>
          </span>
        ))}
      </code>
    </div>
  );
}
