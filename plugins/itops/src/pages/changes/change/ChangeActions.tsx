import { useState } from 'react';
import { Button } from '@backstage/ui';
import {
  ChangeRequest,
  ChangeRequestAction,
} from '@sankofa/plugin-itops-common';
import { Problem, problemOf } from '../../../api/problem';
import { ProblemState } from '../../../components/states';
import { CHANGE_ACTIONS } from '../../../format/changes';
import { useAsOf } from '../../../hooks/useAsOf';
import { decisionProblem } from '../../../components/decision';
import { AskedAction } from './ChangeDialog';
import { ChangeSteps } from './useChangeSteps';
import styles from '../Changes.module.css';

/** In the order in which they come; what goes on stands first. */
const ORDER: ChangeRequestAction[] = [
  'settle',
  'apply',
  'approve',
  'submit',
  'plan',
  'deny',
  'cancel',
];

/** What decides about the plan, and not about the change. */
const ABOUT_PLAN: ChangeRequestAction[] = [
  'approve',
  'apply',
  'submit',
  'deny',
];

/** The steps that the caller may take now, as the server says; no others. */
export function ChangeActions(props: {
  change: ChangeRequest;
  steps: ChangeSteps;
  /** The plan is another one than the viewer has read. */
  isUnread: boolean;
  /** Nobody can prove here that it is them. */
  isUnprovable: boolean;
  onAsk: (action: AskedAction) => void;
}) {
  const { change, steps, isUnread, isUnprovable, onAsk } = props;
  const { past } = useAsOf();
  const [busy, setBusy] = useState<ChangeRequestAction>();
  const [problem, setProblem] = useState<Problem>();
  if (past) {
    return (
      <p className={styles.why}>
        You look at the past, where nothing can be changed. Changes have no past
        of their own: this is how it stands now.
      </p>
    );
  }
  const offered = ORDER.filter(action => change.may[action].allowed);
  const needsProof = (action: ChangeRequestAction) =>
    action === 'approve' || action === 'apply';
  const shown = offered.filter(action => !(isUnprovable && needsProof(action)));
  const run = async (
    action: 'plan' | 'submit',
    step: () => Promise<void>,
  ): Promise<void> => {
    setBusy(action);
    setProblem(undefined);
    try {
      await step();
    } catch (error) {
      setProblem(decisionProblem([], problemOf(error)).problem);
    } finally {
      setBusy(undefined);
    }
  };
  const press = (action: ChangeRequestAction) => {
    switch (action) {
      case 'plan':
        return run(action, steps.plan);
      case 'submit':
        return run(action, () => steps.submit(change.plan?.hash ?? ''));
      default:
        return onAsk(action);
    }
  };
  // Planning again goes on only where there is nothing else to go on with.
  const goesOn = (action: ChangeRequestAction) =>
    action === 'plan'
      ? ['draft', 'stale', 'expired'].includes(change.state)
      : action !== 'deny' && action !== 'cancel';
  const wordsOf = (action: ChangeRequestAction) =>
    action === 'plan' && change.plan === undefined
      ? 'Plan it'
      : CHANGE_ACTIONS[action];
  return (
    <>
      {shown.length > 0 && (
        <div
          className={styles.actions}
          role="group"
          aria-label="What you can do with it"
        >
          {shown.map((action, index) => (
            <Button
              key={action}
              size="small"
              variant={index === 0 && goesOn(action) ? 'primary' : 'secondary'}
              isPending={busy === action}
              isDisabled={
                (busy !== undefined && busy !== action) ||
                (isUnread && ABOUT_PLAN.includes(action))
              }
              onPress={() => press(action)}
            >
              {wordsOf(action)}
            </Button>
          ))}
        </div>
      )}
      {isUnprovable && offered.some(needsProof) && (
        <p className={styles.why}>
          You could take it further, but nobody can confirm here that it is
          them: no sign-in with a second factor is set up. Set up identity, or
          itops.changes.stepUp: none for a demonstration.
        </p>
      )}
      {problem && <ProblemState problem={problem} />}
    </>
  );
}
