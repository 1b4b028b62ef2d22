import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ResponseError } from '@backstage/errors';
import { ChangeRequestsApi, ItopsApi } from '@sankofa/plugin-itops-common';
import { ItopsService } from '@sankofa/plugin-itops-node';

export const person = mockCredentials.user('user:default/kofi');

/** The itops API as one person and as the scaffolder itself. */
export function itopsWith(
  asPerson: Partial<ChangeRequestsApi>,
  asScaffolder: Partial<ChangeRequestsApi> = {},
): jest.Mocked<ItopsService> {
  const api = (changeRequests: Partial<ChangeRequestsApi>) =>
    ({ changeRequests } as unknown as ItopsApi);
  return {
    onBehalfOf: jest.fn((_credentials: BackstageCredentials) => api(asPerson)),
    asService: jest.fn(() => api(asScaffolder)),
  };
}

/** What a client rejects with when the API refuses. */
export function refusal(
  status: number,
  name: string,
  message: string,
): Promise<ResponseError> {
  return ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error: { name, message },
        response: { statusCode: status },
      }),
      { status, headers: { 'content-type': 'application/json' } },
    ) as Parameters<typeof ResponseError.fromResponse>[0],
  );
}

interface Told {
  output: Record<string, unknown>;
  logger: ReturnType<typeof mockServices.logger.mock>;
}

/** Runs an action as the scaffolder does, as one person. */
export async function runAction(
  action: { handler(ctx: never): Promise<void> },
  parts: {
    input: object;
    task?: string;
    step?: string;
    isDryRun?: boolean;
    signal?: AbortSignal;
    /** Those of a task that was interrupted. */
    checkpoints?: Map<string, unknown>;
    logger?: Told['logger'];
  },
): Promise<Told> {
  const { checkpoints = new Map(), logger = mockServices.logger.mock() } =
    parts;
  const output: Told['output'] = {};
  await action.handler({
    input: parts.input,
    task: { id: parts.task ?? 'task-1' },
    step: { id: parts.step ?? 'submit' },
    isDryRun: parts.isDryRun,
    signal: parts.signal,
    logger,
    output: (name: string, value: unknown) => {
      output[name] = value;
    },
    getInitiatorCredentials: async () => person,
    checkpoint: async ({
      key,
      fn,
    }: {
      key: string;
      fn(): Promise<unknown>;
    }) => {
      if (!checkpoints.has(key)) {
        checkpoints.set(key, await fn());
      }
      return checkpoints.get(key);
    },
  } as never);
  return { output, logger };
}
