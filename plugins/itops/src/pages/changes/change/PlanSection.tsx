import { ChangeRequest } from '@sankofa/plugin-itops-common';
import { Moment } from '../../../components/clock';
import { Code } from '../../../components/entityLink';
import { Section } from '../../../components/frame';
import { CopyButton } from '../../../components/patch';
import { count } from '../../../format/quantity';
import styles from '../Changes.module.css';

type Plan = NonNullable<ChangeRequest['plan']>;

function say(value: string | number | null): string {
  return value === null || value === '' ? 'nothing' : String(value);
}

/** What will be different, thing by thing, as before and after. */
function Effects(props: { effects: Plan['effects'] }) {
  const { effects } = props;
  const subjects = [...new Set(effects.map(({ subject }) => subject))];
  return (
    <ul className={styles.plain} aria-label="What will be different">
      {subjects.map(subject => (
        <li key={subject} className={styles.effect}>
          <Code>{subject}</Code>
          <dl className={styles.differences}>
            {effects
              .filter(effect => effect.subject === subject)
              .map(({ field, before, after }) => (
                <div key={field} className={styles.difference}>
                  <dt>{field}</dt>
                  <dd>
                    <del>{say(before)}</del>
                    <span aria-label="becomes"> → </span>
                    <ins>{say(after)}</ins>
                  </dd>
                </div>
              ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

/** Calls exactly as they are sent, without credentials. */
function Requests(props: { label: string; requests: Plan['requests'] }) {
  return (
    <ol className={styles.plain} aria-label={props.label}>
      {props.requests.map(({ method, path, body }, index) => (
        <li key={index} className={styles.request}>
          <span>
            <strong>{method}</strong> {path}
          </span>
          {Object.entries(body).map(([name, value]) => (
            <span key={name} className={styles.field}>
              {`${name}=${value}`}
            </span>
          ))}
        </li>
      ))}
    </ol>
  );
}

function NoPlan(props: { change: ChangeRequest }) {
  const isRefused = props.change.guards.some(({ passed }) => !passed);
  return (
    <p className={styles.text}>
      {isRefused
        ? 'It could not be worked out: a guard refuses it. Nothing can be approved before there is a plan.'
        : 'It is not worked out yet. Planning looks at the source and says which calls would be sent; it sends none.'}
    </p>
  );
}

/** What will happen: the difference, the exact calls, and the hash that is approved. */
export function PlanSection(props: { change: ChangeRequest }) {
  const { change } = props;
  const { plan } = change;
  if (!plan) {
    return (
      <Section card title="What will happen">
        <NoPlan change={change} />
      </Section>
    );
  }
  return (
    <Section
      card
      title="What will happen"
      aside={
        <>
          planned <Moment at={plan.plannedAt} />, rules {plan.policyVersion}
        </>
      }
    >
      <div className={styles.parts}>
        <Effects effects={plan.effects} />
        <h3 className={styles.subtitle}>
          {`Sent exactly so: ${count(plan.requests.length, 'call')}`}
        </h3>
        <Requests label="Calls" requests={plan.requests} />
        <details className={styles.details}>
          <summary>
            {plan.undo.length > 0
              ? 'What takes it back, should it fail halfway'
              : 'Nothing takes it back'}
          </summary>
          {plan.undo.length > 0 ? (
            <Requests label="Calls that take it back" requests={plan.undo} />
          ) : (
            'What this does cannot be undone by a call that is sure to be right. Somebody has to look.'
          )}
        </details>
        <details className={styles.details}>
          <summary>The text that is approved, and its hash</summary>
          <pre className={styles.log}>{plan.canonical}</pre>
        </details>
        <div className={styles.line}>
          <span>Hash of the plan</span>
          <Code>{plan.hash}</Code>
          <CopyButton text={plan.hash} />
        </div>
      </div>
    </Section>
  );
}
