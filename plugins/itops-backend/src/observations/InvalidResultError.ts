import { CustomErrorBase } from '@backstage/errors';

/**
 * A collector broke its contract: nothing of its result can be stored. The
 * message names scopes and keys only, never a value.
 */
export class InvalidResultError extends CustomErrorBase {
  name = 'InvalidResultError' as const;
}
