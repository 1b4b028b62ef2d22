import { fieldErrors } from '../../api/fieldErrors';
import { Problem } from '../../api/problem';
import { sentence } from '../../format/words';

/** Why a decision was refused, and which fields that is about. */
export interface DecisionProblem {
  problem: Problem;
  errors: Readonly<Record<string, string>>;
}

/** What it means that the server refused a decision or a question about the plan. */
export function decisionProblem(
  names: readonly string[],
  problem: Problem,
): DecisionProblem {
  const { kind, detail = '' } = problem;
  if (kind === 'invalid') {
    const errors = fieldErrors(names, detail.replace(/\bmoves\.0\./g, ''));
    const isMarked = Object.keys(errors).length > 0;
    return {
      errors,
      problem: {
        kind,
        title: 'This cannot be taken as it is.',
        remedy: isMarked
          ? 'Mend the marked fields, then try again.'
          : sentence(detail),
      },
    };
  }
  if (kind === 'conflict') {
    return {
      errors: {},
      problem: {
        kind,
        title: 'This cannot be decided now.',
        remedy: sentence(detail),
      },
    };
  }
  if (kind === 'not-found') {
    return {
      errors: {},
      problem: {
        kind,
        title: 'There is nothing of that name.',
        remedy: sentence(detail || 'Choose another one'),
      },
    };
  }
  if (kind === 'forbidden') {
    return {
      errors: {},
      problem: {
        kind,
        title: 'You may not decide this.',
        remedy: sentence(detail || 'Ask the IT platform team'),
      },
    };
  }
  return { errors: {}, problem };
}
