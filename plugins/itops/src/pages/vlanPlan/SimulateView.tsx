import { PageFrame } from '../../components/frame';
import {
  EmptyState,
  ProblemState,
  SkeletonLines,
} from '../../components/states';
import { useAsOf } from '../../hooks/useAsOf';
import { useUrlState } from '../../hooks/useUrlState';
import { PlanMissing } from './PlanMissing';
import { PlanViews } from './PlanViews';
import { SimulateForm } from './SimulateForm';
import { SimulationResult } from './SimulationResult';
import { decisionProblem } from '../../components/decision';
import { usePlanBoard } from './usePlanBoard';
import { MOVE_PARTS, ONE_GUEST, useSimulation } from './useSimulation';

/** What breaks if a wave, or one guest, moves now? */
export function SimulateView() {
  const url = useUrlState();
  const { past } = useAsOf();
  const board = usePlanBoard();
  const simulation = useSimulation(url);
  const what = url.get('what');
  const asked = Object.fromEntries(
    ['what', ...MOVE_PARTS].map(name => [name, url.get(name) ?? '']),
  );
  const { problem } = simulation;
  // What was asked is wrong: asking the same again would not help.
  const refused =
    problem?.kind === 'invalid' || problem?.kind === 'not-found'
      ? decisionProblem(MOVE_PARTS, problem)
      : undefined;
  const result = what && !refused ? simulation.data : undefined;
  const hasPlan = !board.data || board.data.status === 'read';
  // What one guest breaks can be said without a plan.
  const isUsable = hasPlan || what === ONE_GUEST;
  return (
    <PageFrame
      answer={result ?? board.data}
      problem={board.problem}
      onRetry={board.reload}
      question={
        <>
          <PlanViews current="simulate" />
          <SimulateForm
            waves={board.data?.waves ?? []}
            past={past}
            asked={asked}
            refused={refused?.errors ?? {}}
            onAsk={url.set}
          />
        </>
      }
    >
      {board.data && !isUsable && (
        <PlanMissing answer={board.data} onRetry={board.reload} />
      )}
      {isUsable && !what && (
        <EmptyState title="What breaks if …">
          Choose a wave or one guest. You see what becomes of every host name,
          who has to be asked, which switch ports lack the VLAN, and what has to
          be edited.
        </EmptyState>
      )}
      {problem && isUsable && (
        <ProblemState
          problem={refused?.problem ?? problem}
          onRetry={refused ? undefined : simulation.reload}
          keepsData={result !== undefined}
        />
      )}
      {what && simulation.loading && (
        <SkeletonLines lines={6} height={40} label="Trying it out" />
      )}
      {result && (
        <SimulationResult
          key={`${what} ${asked.guest}`}
          simulation={result}
          outdated={simulation.outdated}
          every={url.get('every') === '1'}
          onEvery={every => url.set({ every: every ? '1' : undefined })}
        />
      )}
    </PageFrame>
  );
}
