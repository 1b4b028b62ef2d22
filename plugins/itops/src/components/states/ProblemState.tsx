import { Alert, Button } from '@backstage/ui';
import { Problem } from '../../api/problem';

/** What the server adds to these helps nobody. */
const SELF_EVIDENT = new Set(['forbidden', 'signed-out']);
const SERIOUS = new Set(['unavailable', 'other', 'invalid']);

/** What is wrong, what helps, and a way to try again. */
export function ProblemState(props: {
  problem: Problem;
  onRetry?: () => void;
  /** Shown beside data that is still there. */
  keepsData?: boolean;
}) {
  const { problem, onRetry, keepsData } = props;
  const retry = onRetry && problem.kind !== 'forbidden';
  const title = keepsData
    ? `Could not refresh. ${problem.title}`
    : problem.title;
  const detail =
    problem.detail && !SELF_EVIDENT.has(problem.kind)
      ? ` (${problem.detail})`
      : '';
  return (
    <div role={keepsData ? 'status' : 'alert'}>
      <Alert
        status={SERIOUS.has(problem.kind) && !keepsData ? 'danger' : 'warning'}
        icon
        title={title}
        description={`${problem.remedy}${detail}${
          keepsData ? ' What you see is the last answer.' : ''
        }`}
        customActions={
          retry ? (
            <Button size="small" variant="secondary" onPress={onRetry}>
              Try again
            </Button>
          ) : undefined
        }
      />
    </div>
  );
}
