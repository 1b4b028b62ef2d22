import { VlanPlanAnswer } from '@sankofa/plugin-itops-common';
import { Section } from '../../components/frame';
import { EmptyState, ProblemState } from '../../components/states';
import { Code } from '../../components/entityLink';
import { count } from '../../format/quantity';
import { VLAN_PLAN_CONFIG } from '../configExamples';
import styles from './Plan.module.css';

/** There is no plan to show: none is configured, or its file cannot be used. */
export function PlanMissing(props: {
  answer: VlanPlanAnswer;
  onRetry: () => void;
}) {
  const { status, message, problems } = props.answer;
  if (status === 'none') {
    return (
      <EmptyState title="No VLAN plan yet" config={VLAN_PLAN_CONFIG}>
        This page shows which workload moves into which VLAN in which wave, what
        stands in the way, and what would break. It needs a plan file, best kept
        in git. Put these lines into app-config.yaml and restart the backend.
      </EmptyState>
    );
  }
  if (status === 'unreadable') {
    return (
      <ProblemState
        problem={{
          kind: 'unavailable',
          title: 'The plan file could not be read.',
          remedy: message ?? 'The server does not say why.',
        }}
        onRetry={props.onRetry}
      />
    );
  }
  return (
    <Section
      card
      title="The plan file is not valid"
      aside={count(problems.length, 'problem')}
    >
      <p className={styles.note}>
        Mend these lines of the file; the page reads it again by itself.
      </p>
      <ul className={styles.plain} aria-label="Problems of the plan file">
        {problems.map(({ file, line, field, message: said }) => (
          <li key={`${file} ${line} ${field} ${said}`}>
            <Code>{`${file}:${line}`}</Code> <Code>{field}</Code> {said}
          </li>
        ))}
      </ul>
    </Section>
  );
}
