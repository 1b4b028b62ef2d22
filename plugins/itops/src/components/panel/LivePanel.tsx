import { ReactNode } from 'react';
import { Answer } from '@sankofa/plugin-itops-common';
import { relevantSources } from '../../format/relevantSources';
import { Live } from '../../hooks/useLive';
import { ProblemState, SkeletonLines } from '../states';
import { SidePanel } from './SidePanel';

/** A panel about one thing of the inventory, from the question to the answer. */
export function LivePanel<T extends Answer>(props: {
  title: string;
  live: Live<T>;
  /** Everything in the answer that names a source. */
  behind: (answer: T) => { sourceId: string }[];
  /** Catalog entity of the thing, where it has one. */
  entityRef: string | undefined;
  onClose: () => void;
  /** Undefined while nothing is known of the thing. */
  children: ReactNode;
}) {
  const { title, live, behind, entityRef, onClose, children } = props;
  const { data, problem } = live;
  return (
    <SidePanel
      title={title}
      onClose={onClose}
      entityRef={entityRef}
      answer={
        data && {
          at: data.at,
          sources: relevantSources(data.sources, behind(data)),
        }
      }
    >
      {problem && (
        <ProblemState
          problem={problem}
          onRetry={live.reload}
          keepsData={children !== undefined}
        />
      )}
      {live.loading && children === undefined && (
        <SkeletonLines lines={8} label={`Loading ${title}`} />
      )}
      {children}
    </SidePanel>
  );
}
