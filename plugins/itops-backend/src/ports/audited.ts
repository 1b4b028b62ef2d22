import { isError } from '@backstage/errors';
import { AuditLog } from '../audit';

const REFUSALS = [
  'ConflictError',
  'InputError',
  'NotAllowedError',
  'NotFoundError',
  'PreconditionFailedError',
];

/** Does something, and writes down that it was refused. */
export async function audited<T>(
  audit: AuditLog,
  entry: { actor: string; action: string; subject: string },
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (isError(error) && REFUSALS.includes(error.name)) {
      const { actor, action, subject } = entry;
      const details = {
        error: error.name,
        message: error.message.slice(0, 2000),
      };
      await audit.recordAlone({
        actor,
        action,
        subject,
        outcome: 'failure',
        details,
      });
    }
    throw error;
  }
}
