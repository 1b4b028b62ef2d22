import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ExecutorContext, ExecutorError } from '@sankofa/plugin-itops-node';
import { readProxmoxConfig } from '../config';
import { ProxmoxExecutor } from '../execution/ProxmoxExecutor';

/** Who reads, and who writes, in the tests of executors. */
export const READER = 'ro@pve!test';
export const WRITER = 'rw@pve!test';

/** The executor of a cluster `attic` behind these endpoints. */
export function executorOf(
  source: object,
  options: { writeDeadlineMs?: number } = {},
): ProxmoxExecutor {
  const [{ execution, ...config }] = readProxmoxConfig(
    new ConfigReader({
      itops: {
        sources: {
          proxmox: [
            {
              id: 'attic',
              token: `${READER}=5f3c-canary`,
              execution: { token: `${WRITER}=77aa-canary` },
              ...source,
            },
          ] as never,
        },
      },
    }),
  );
  return ProxmoxExecutor.create(
    { ...config, execution: execution! },
    { writeDeadlineMs: 2_000, ...options },
  );
}

export function executorContext(
  signal: AbortSignal = new AbortController().signal,
): ExecutorContext {
  return { signal, logger: mockServices.logger.mock() };
}

/** The error of a call that was not answered with success; no secret is in it. */
export async function sendError(
  promise: Promise<unknown>,
): Promise<ExecutorError> {
  const error = await promise.then(
    () => undefined,
    reason => reason,
  );
  if (!(error instanceof ExecutorError)) {
    throw new Error(`no ExecutorError, but ${error}`);
  }
  if (/canary/.test(`${error.stack} ${JSON.stringify(error)} ${error.cause}`)) {
    throw new Error('a secret is in the error');
  }
  return error;
}
