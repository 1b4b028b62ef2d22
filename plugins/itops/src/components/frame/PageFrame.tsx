import { ReactNode } from 'react';
import { SourceFreshness } from '@sankofa/plugin-itops-common';
import { Problem } from '../../api/problem';
import { useAsOf } from '../../hooks/useAsOf';
import { PastBanner } from '../asof';
import { ClockProvider } from '../clock';
import { FreshnessStrip } from '../freshness';
import { Bone, ProblemState } from '../states';
import styles from './PageFrame.module.css';

export interface PageFrameProps {
  /** The answer the page draws; its clock and its sources are shown. */
  answer?: { at: string; sources: SourceFreshness[] };
  problem?: Problem;
  onRetry: () => void;
  /** What is asked: stays in place whatever comes back. */
  question?: ReactNode;
  /** Nothing has been asked yet, so no answer is on its way. */
  idle?: boolean;
  children: ReactNode;
}

/**
 * What all pages share: the clock, the banner of the past, the freshness strip
 * under the header, and the sentence for what went wrong.
 */
export function PageFrame(props: PageFrameProps) {
  const { answer, problem, onRetry, question, idle, children } = props;
  const { past } = useAsOf();
  return (
    <ClockProvider at={answer?.at} past={past}>
      <main className={styles.page} data-past={past || undefined}>
        {past && <PastBanner />}
        <div className={styles.strip}>
          {answer ? (
            <FreshnessStrip sources={answer.sources} />
          ) : (
            !problem && !idle && <Bone width={280} height={26} />
          )}
        </div>
        {question}
        {problem && (
          <ProblemState
            problem={problem}
            onRetry={onRetry}
            keepsData={answer !== undefined}
          />
        )}
        {(answer || !problem) && children}
      </main>
    </ClockProvider>
  );
}
