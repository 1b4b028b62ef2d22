import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { Collector, DoctorCheck, Executor } from '@sankofa/plugin-itops-node';
import { withDeadline } from '../collect/runCollector';

/** A check reads little: what takes longer than this hangs. */
const DEADLINE_MS = 30_000;

/** What can be asked whether all is well: a collector of one pass, or an executor. */
export type Checked = Pick<Collector | Executor, 'sourceId' | 'check'> & {
  pass?: string;
};

/** The checks of every source side by side, in the order of configuration. */
export async function sourceChecks(
  checked: readonly Checked[],
  options: { logger: LoggerService; deadlineMs?: number },
): Promise<(DoctorCheck & { subject: string })[]> {
  const checks = await Promise.all(checked.map(one => checkOne(one, options)));
  return checks.flat();
}

async function checkOne(
  checked: Checked,
  options: { logger: LoggerService; deadlineMs?: number },
): Promise<(DoctorCheck & { subject: string })[]> {
  const { logger, deadlineMs = DEADLINE_MS } = options;
  const subject = checked.sourceId;
  const title = `${checked.pass ?? 'executor'} check`;
  try {
    const outcome = await withDeadline(deadlineMs, signal =>
      checked.check({ signal, logger }),
    );
    return 'value' in outcome
      ? outcome.value.map(check => ({ ...check, subject }))
      : [
          {
            subject,
            status: 'fail',
            title,
            detail: `gave no answer within ${
              deadlineMs / 1000
            } s; check address, port and firewall`,
          },
        ];
  } catch (error) {
    const detail = `broke: ${toError(error).message}`;
    return [{ subject, status: 'fail', title, detail }];
  }
}
