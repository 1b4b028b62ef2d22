import { useEffect, useRef } from 'react';
import { Alert } from '@backstage/ui';
import { ChangeRequest, ChangeRequestStep } from '@sankofa/plugin-itops-common';
import { Moment } from '../../../components/clock';
import { Code } from '../../../components/entityLink';
import { Section } from '../../../components/frame';
import { StateBadge } from '../../../components/status';
import { isOver, isRunning } from '../../../format/changes';
import { RUNNING_MS } from './useChange';
import styles from '../Changes.module.css';

/** The end of a task's log; the newest line stays in view. */
function Log(props: { lines: string[]; label: string }) {
  const { lines, label } = props;
  const element = useRef<HTMLPreElement>(null);
  useEffect(() => {
    const { current } = element;
    if (current) {
      current.scrollTop = current.scrollHeight;
    }
  }, [lines.length]);
  return (
    <pre
      ref={element}
      className={styles.log}
      aria-label={label}
      // A long log is scrolled in, by keyboard as well.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {lines.join('\n')}
    </pre>
  );
}

function Step(props: { step: ChangeRequestStep; isUndo: boolean }) {
  const { step, isUndo } = props;
  return (
    <li className={styles.step}>
      <span className={styles.line}>
        <StateBadge of="step" state={step.state} />
        <span className={styles.call}>
          {isUndo && 'takes it back: '}
          <strong>{step.method}</strong> {step.path}
        </span>
      </span>
      <span className={styles.line}>
        {step.sentAt && (
          <span>
            sent <Moment at={step.sentAt} />
          </span>
        )}
        {step.endedAt && (
          <span>
            ended <Moment at={step.endedAt} />
            {step.exit && `: ${step.exit}`}
          </span>
        )}
        {step.task && <Code>{step.task}</Code>}
      </span>
      {step.log.length > 0 && (
        <Log lines={step.log} label={`Log of ${step.method} ${step.path}`} />
      )}
    </li>
  );
}

function Result(props: { change: ChangeRequest }) {
  const { events, reason, state } = props.change;
  const end = events.at(-1);
  if (state === 'done' && end) {
    return (
      <Alert
        status="success"
        icon
        title={
          end.kind === 'settled-done'
            ? 'A person looked, and said that it is done.'
            : 'Looked at again afterwards: it is so.'
        }
        description={reason}
      />
    );
  }
  if (state === 'failed') {
    return (
      <Alert
        status="danger"
        icon
        title="It failed."
        description={reason ?? 'Nobody said why.'}
      />
    );
  }
  return state === 'needs-human' ? (
    <Alert
      status="danger"
      icon
      title="Nobody can say what became of it."
      description={`${
        reason ?? ''
      } Look at the source itself, then settle it here: until then nothing else can change the same guest.`.trim()}
    />
  ) : null;
}

/** How often it is looked at, in words. */
function liveness(state: ChangeRequest['state']): string {
  if (isRunning(state)) {
    return `live: looked at every ${
      RUNNING_MS / 1000
    } s; it goes on when you leave`;
  }
  return isOver(state) ? 'over: no longer looked at' : 'not live';
}

/** How far its calls are, what the source says of them, and whether it came true. */
export function ProgressSection(props: { change: ChangeRequest }) {
  const { change } = props;
  const { plan, state, steps } = change;
  const wasSent = steps.some(step => step.state !== 'waiting');
  const isLive = isRunning(state);
  if (!wasSent && !isLive) {
    return null;
  }
  return (
    <Section
      card
      title={isOver(state) ? 'What happened' : 'What is happening'}
      aside={<span role="status">{liveness(state)}</span>}
    >
      <div className={styles.parts}>
        <Result change={change} />
        <ol className={styles.plain} aria-label="Progress of the calls">
          {steps.map(step => (
            <Step
              key={step.step}
              step={step}
              isUndo={step.step >= (plan?.requests.length ?? 0)}
            />
          ))}
        </ol>
        {state === 'verifying' && (
          <p className={styles.text}>
            All calls have ended. The source is read again to see whether it is
            so.
          </p>
        )}
      </div>
    </Section>
  );
}
