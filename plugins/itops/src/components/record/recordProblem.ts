import { fieldErrors } from '../../api/fieldErrors';
import { Problem, problemOf } from '../../api/problem';
import { Field, Values } from '../form';

/** Why a record could not be written, and which fields that is about. */
export interface RecordProblem {
  problem: Problem;
  errors: Values;
}

/** Sentences that are about a field without naming it as the API does. */
function blamedFields(fields: Field[], detail: string): Values {
  const sentences = detail.split('; ');
  return Object.fromEntries(
    fields.flatMap(({ name, blame }) => {
      const sentence = blame && sentences.find(one => blame.test(one));
      return sentence ? [[name, sentence]] : [];
    }),
  );
}

/** What a failed write of a record means; never throws itself. */
export function recordProblem(fields: Field[], thrown: unknown): RecordProblem {
  const problem = problemOf(thrown);
  const { kind, detail = '' } = problem;
  const blamed = kind === 'invalid' ? {} : blamedFields(fields, detail);
  if (kind === 'invalid') {
    const errors = {
      ...blamedFields(fields, detail),
      ...fieldErrors(
        fields.map(({ name }) => name),
        detail,
      ),
    };
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
      errors: blamed,
      problem: {
        ...problem,
        title: 'This contradicts other records.',
        remedy: 'Change what is named here, then try again.',
      },
    };
  }
  if (kind === 'not-found' && Object.keys(blamed).length > 0) {
    return {
      errors: blamed,
      problem: {
        ...problem,
        title: 'This names something that is not recorded.',
        remedy: 'Mend the marked field, then save again.',
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
