import { fieldErrors } from '../../api/fieldErrors';
import { Problem, problemOf } from '../../api/problem';
import { Field, Values } from '../form';

/** Why a record could not be written, and which fields that is about. */
export interface RecordProblem {
  problem: Problem;
  errors: Values;
}

/** What a failed write of a record means; never throws itself. */
export function recordProblem(fields: Field[], thrown: unknown): RecordProblem {
  const problem = problemOf(thrown);
  const { kind, detail = '' } = problem;
  if (kind === 'invalid') {
    const errors = fieldErrors(
      fields.map(({ name }) => name),
      detail,
    );
    const isMarked = Object.keys(errors).length > 0;
    return {
      errors,
      problem: {
        ...problem,
        title: 'This cannot be saved as it is.',
        remedy: isMarked
          ? 'Mend the marked fields, then save again.'
          : 'Mend what the server names, then save again.',
        detail: isMarked ? undefined : detail,
      },
    };
  }
  if (kind === 'conflict') {
    return {
      errors: {},
      problem: {
        ...problem,
        title: 'This contradicts other records.',
        remedy: 'Change what is named here, then try again.',
      },
    };
  }
  if (kind === 'forbidden') {
    return {
      errors: {},
      problem: {
        ...problem,
        title: 'You may not change these records.',
        remedy: 'Ask the IT platform team for the permission.',
      },
    };
  }
  return { errors: {}, problem };
}
