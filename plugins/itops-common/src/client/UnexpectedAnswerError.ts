import { CustomErrorBase } from '@backstage/errors';

/**
 * The backend answered with a success status and a body that is not what the
 * wire schema says, such as a login page of a proxy in between.
 * @public
 */
export class UnexpectedAnswerError extends CustomErrorBase {
  name = 'UnexpectedAnswerError' as const;
}
