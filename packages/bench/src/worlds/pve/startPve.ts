import { ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { PveServerCounts, PveServerOptions, PveServerReady } from './protocol';

/** A Proxmox API in another process. */
export interface BenchPve extends PveServerReady {
  /** What was asked since the last call. */
  counts(): Promise<PveServerCounts>;
  stop(): Promise<void>;
}

/**
 * The next answer; an end of the process instead of one is an error. The loader
 * of the process has things to say, too: they are passed over.
 */
function next<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: { answer?: T }) => {
      if (message.answer) {
        settle();
        resolve(message.answer);
      }
    };
    const onExit = (code: number | null) => {
      settle();
      reject(new Error(`The server for the benchmark ended with ${code}.`));
    };
    function settle() {
      child.off('message', onMessage);
      child.off('exit', onExit);
    }
    child.on('message', onMessage);
    child.on('exit', onExit);
  });
}

/** TypeScript needs the loader of the repository, whoever started this process. */
const LOADER = require.resolve('@backstage/cli/config/nodeTransform.cjs');

export async function startPve(options: PveServerOptions): Promise<BenchPve> {
  const child = fork(
    path.join(import.meta.dirname, 'server.ts'),
    [JSON.stringify(options)],
    { execArgv: ['--no-warnings', '--require', LOADER] },
  );
  return {
    ...(await next<PveServerReady>(child)),
    counts() {
      child.send('counts');
      return next<PveServerCounts>(child);
    },
    async stop() {
      child.disconnect();
      if (child.exitCode === null) {
        await once(child, 'exit');
      }
    },
  };
}
