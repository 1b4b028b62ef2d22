import {
  ConnectorError,
  Executor,
  ExecutorError,
} from '@sankofa/plugin-itops-node';
import { once } from 'node:events';
import http from 'node:http';
import { AddressInfo } from 'node:net';

type Verb = 'inspectGuest' | 'send' | 'readTask' | 'findTask' | 'check';

interface Answer {
  value?: unknown;
  error?: { name: string; message: string; outcome?: ExecutorError['outcome'] };
}

/** An executor for other processes; `onCall` may let them wait for the answer. */
export async function serveExecutor(
  executor: Executor,
  onCall: (verb: Verb) => Promise<void> = async () => {},
): Promise<{ url: string; close(): Promise<void> }> {
  const context = {} as never;
  const server = http.createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) {
      text += chunk;
    }
    const verb = request.url!.slice(1) as Verb;
    const answer: Answer = {};
    try {
      const act = executor[verb] as (...args: unknown[]) => Promise<unknown>;
      answer.value = await act.call(executor, ...JSON.parse(text), context);
    } catch (error) {
      const { name, message, outcome } = error as ExecutorError;
      answer.error = { name, message, outcome };
    }
    await onCall(verb);
    response.end(JSON.stringify(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The other side: the executor that {@link serveExecutor} serves. */
export function remoteExecutor(url: string, sourceId: string): Executor {
  const ask = async (
    verb: Verb,
    args: unknown[],
    signal: AbortSignal,
  ): Promise<never> => {
    const response = await fetch(`${url}/${verb}`, {
      method: 'POST',
      body: JSON.stringify(args),
      signal,
    });
    const { error, value } = (await response.json()) as Answer;
    if (error) {
      throw error.outcome
        ? new ExecutorError(error.message, error.outcome)
        : new ConnectorError('unreachable', error.message);
    }
    return value as never;
  };
  return {
    sourceId,
    name: 'proxmox',
    title: 'Proxmox lab',
    inspectGuest: (vmid, { signal }) => ask('inspectGuest', [vmid], signal),
    send: (request, { signal }) => ask('send', [request], signal),
    readTask: (task, line, { signal }) => ask('readTask', [task, line], signal),
    findTask: (request, since, { signal }) =>
      ask('findTask', [request, since], signal),
    check: ({ signal }) => ask('check', [], signal),
  };
}
