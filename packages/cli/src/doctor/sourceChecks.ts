import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { Collector, DoctorCheck } from '@sankofa/plugin-itops-node';
import { withDeadline } from '../collect/runCollector';

/** A check reads little: what takes longer than this hangs. */
const DEADLINE_MS = 30_000;

/** The checks of every source side by side, in the order of configuration. */
export async function sourceChecks(
  collectors: readonly Collector[],
  options: { logger: LoggerService; deadlineMs?: number },
): Promise<(DoctorCheck & { subject: string })[]> {
  const checks = await Promise.all(
    collectors.map(collector => checkOne(collector, options)),
  );
  return checks.flat();
}

async function checkOne(
  collector: Collector,
  options: { logger: LoggerService; deadlineMs?: number },
): Promise<(DoctorCheck & { subject: string })[]> {
  const { logger, deadlineMs = DEADLINE_MS } = options;
  const subject = collector.sourceId;
  const title = `${collector.pass} check`;
  try {
    const outcome = await withDeadline(deadlineMs, signal =>
      collector.check({ signal, logger }),
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
