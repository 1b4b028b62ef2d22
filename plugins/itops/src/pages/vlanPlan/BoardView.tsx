import { useApi } from '@backstage/frontend-plugin-api';
import { VlanPlanWorkloadsPage } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { Moment } from '../../components/clock';
import { Code } from '../../components/entityLink';
import { PageFrame } from '../../components/frame';
import { ProblemState, SkeletonLines } from '../../components/states';
import { POLL_MS } from '../../hooks/polling';
import { useAsOf } from '../../hooks/useAsOf';
import { useLive } from '../../hooks/useLive';
import { useUrlState } from '../../hooks/useUrlState';
import { FlowPicture } from './FlowPicture';
import { PlanMissing } from './PlanMissing';
import { PlanNotes } from './PlanNotes';
import { PlanViews } from './PlanViews';
import { RunbookPanel } from './RunbookPanel';
import { WaveColumn } from './WaveColumn';
import { WavePanel } from './WavePanel';
import { usePlanBoard } from './usePlanBoard';
import styles from './Plan.module.css';

/** The most the server gives at once; a column shows fewer, and the table all. */
const MOST = 500;

/** Waves side by side: gates, and who moves where. */
export function BoardView() {
  const { vlanPlan } = useApi(itopsApiRef);
  const url = useUrlState();
  const { asOf } = useAsOf();
  const board = usePlanBoard();
  const { data } = board;
  const isRead = data?.status === 'read';
  const workloads = useLive<VlanPlanWorkloadsPage>(
    `vlan plan workloads ${asOf} ${isRead}`,
    isRead
      ? signal => vlanPlan.workloads({ asOf, limit: MOST }, { signal })
      : undefined,
    asOf ? undefined : POLL_MS,
  );
  const opened = data?.waves.find(({ id }) => id === url.get('wave'));
  const runbook = data?.waves.find(({ id }) => id === url.get('runbook'));
  return (
    <>
      <PageFrame
        answer={data}
        problem={board.problem}
        onRetry={board.reload}
        question={<PlanViews current="board" />}
      >
        {board.loading && (
          <SkeletonLines lines={4} height={96} label="Loading the VLAN plan" />
        )}
        {data && !isRead && (
          <PlanMissing answer={data} onRetry={board.reload} />
        )}
        {data?.plan && (
          <div
            className={styles.board}
            data-outdated={board.outdated || undefined}
          >
            <p className={styles.note}>
              <strong>{data.plan.title ?? 'VLAN plan'}</strong>
              {` out of VLAN ${data.plan.current.vid} (`}
              <Code>{data.plan.current.prefix}</Code>
              {'), from '}
              <Code>{data.plan.sourceRef}</Code>
              {', read '}
              <Moment at={data.plan.readAt} />
              {`. Readings older than ${data.plan.freshMinutes} minutes count for nothing.`}
            </p>
            {workloads.problem && (
              <ProblemState
                problem={workloads.problem}
                onRetry={workloads.reload}
                keepsData={workloads.data !== undefined}
              />
            )}
            <div className={styles.waves}>
              {data.waves.map(wave => (
                <WaveColumn
                  key={wave.id}
                  answer={data}
                  wave={wave}
                  workloads={workloads.data?.items.filter(
                    item => item.wave === wave.id,
                  )}
                />
              ))}
            </div>
            <FlowPicture flows={data.flows} />
            <PlanNotes answer={data} />
          </div>
        )}
      </PageFrame>
      {data && opened && (
        <WavePanel
          key={opened.id}
          answer={data}
          wave={opened}
          labels={
            new Map(workloads.data?.items.map(({ ref, label }) => [ref, label]))
          }
          onBoard={next => board.replace(() => next)}
          onReload={board.reload}
          onClose={() => url.set({ wave: undefined })}
        />
      )}
      {data && runbook && (
        <RunbookPanel
          key={runbook.id}
          wave={runbook}
          onClose={() => url.set({ runbook: undefined })}
        />
      )}
    </>
  );
}
