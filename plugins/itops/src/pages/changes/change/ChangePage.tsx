import { useState } from 'react';
import { useParams } from 'react-router-dom';
import { useApi } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { ChangeRequest } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { PageFrame } from '../../../components/frame';
import {
  EmptyState,
  ProblemState,
  SkeletonLines,
} from '../../../components/states';
import { useLinks } from '../../../hooks/useLinks';
import { Live, useLive } from '../../../hooks/useLive';
import { ApprovalSection } from './ApprovalSection';
import { ChangeActions } from './ChangeActions';
import { AskedAction, ChangeDialog } from './ChangeDialog';
import { ChangeHeader } from './ChangeHeader';
import { GuardSection } from './GuardSection';
import { HistorySection } from './HistorySection';
import { ImpactSection } from './ImpactSection';
import { PlanReplaced } from './PlanReplaced';
import { PlanSection } from './PlanSection';
import { ProgressSection } from './ProgressSection';
import { useChange } from './useChange';
import { useChangeSteps } from './useChangeSteps';
import { useSeenPlan } from './useSeenPlan';
import styles from '../Changes.module.css';

function Change(props: { change: ChangeRequest; live: Live<ChangeRequest> }) {
  const { change, live } = props;
  const { changeRequests } = useApi(itopsApiRef);
  const stepUp = useLive('change options', signal =>
    changeRequests.options({ signal }),
  ).data?.stepUp;
  const steps = useChangeSteps(change, live, stepUp);
  const seen = useSeenPlan(change);
  const [asked, setAsked] = useState<AskedAction>();
  return (
    <article className={styles.change}>
      <ChangeHeader
        change={change}
        actions={
          <ChangeActions
            change={change}
            steps={steps}
            isUnread={seen.outdated !== undefined}
            isUnprovable={stepUp === 'unavailable'}
            onAsk={setAsked}
          />
        }
      />
      {seen.outdated !== undefined && (
        <PlanReplaced change={change} seen={seen.outdated} onRead={seen.read} />
      )}
      <ProgressSection change={change} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <PlanSection change={change} />
          <ImpactSection change={change} />
        </div>
        <div className={styles.column}>
          <GuardSection guards={change.guards} />
          <ApprovalSection change={change} />
          <HistorySection change={change} />
        </div>
      </div>
      {asked && (
        <ChangeDialog
          action={asked}
          change={change}
          steps={steps}
          stepUp={stepUp}
          onClose={() => setAsked(undefined)}
        />
      )}
    </article>
  );
}

/** One change: what will happen, what stands in the way, who agreed, and how far it is. */
export function ChangePage() {
  const { id = '' } = useParams();
  const links = useLinks();
  const live = useChange(id);
  const { data, problem } = live;
  const change = live.outdated ? undefined : data;
  if (problem?.kind === 'not-found') {
    return (
      <EmptyState
        title="There is no such change"
        action={
          <ButtonLink size="small" variant="secondary" href={links.changes()}>
            All changes
          </ButtonLink>
        }
      >
        The link may be mistyped: changes are never removed.
      </EmptyState>
    );
  }
  return (
    <PageFrame
      idle
      problem={change ? undefined : problem}
      onRetry={live.reload}
    >
      {problem && change && (
        <ProblemState problem={problem} onRetry={live.reload} keepsData />
      )}
      {change ? (
        <Change key={change.id} change={change} live={live} />
      ) : (
        <SkeletonLines lines={14} label="Loading the change" />
      )}
    </PageFrame>
  );
}
