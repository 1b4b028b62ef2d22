import { CustomErrorBase } from '@backstage/errors';

/** The caller can mend it: a wrong option, a missing file, a bad key. Ends with 64. */
export class UsageError extends CustomErrorBase {
  name = 'UsageError' as const;
}
