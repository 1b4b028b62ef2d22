import { ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** TypeScript needs the loader of the repository, whoever started this process. */
const LOADER = require.resolve('@backstage/cli/config/nodeTransform.cjs');

/** What a process sends: an answer to the question before, or why there is none. */
export interface ForkedMessage {
  answer?: unknown;
  error?: string;
}

/**
 * The next answer; an end of the process instead of one is an error. The loader
 * of the process has things to say, too: they are passed over.
 */
function next<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const onMessage = ({ answer, error }: ForkedMessage) => {
      if (answer !== undefined || error !== undefined) {
        settle();
        if (error === undefined) {
          resolve(answer as T);
        } else {
          reject(new Error(error));
        }
      }
    };
    const onExit = (code: number | null, signal: NodeJS.Signals | null) => {
      settle();
      reject(new EndedEarlyError(code, signal));
    };
    function settle() {
      child.off('message', onMessage);
      child.off('exit', onExit);
    }
    child.on('message', onMessage);
    child.on('exit', onExit);
  });
}

/** A program of the bench in another process, which answers one question at a time. */
export interface Forked<Ready, Question> {
  ready: Ready;
  pid: number;
  /** Resolves when it is gone, however it went. */
  ended: Promise<unknown>;
  ask<Answer>(question: Question): Promise<Answer>;
  stop(): Promise<void>;
  /** Ends it where it stands, as a power cut does. */
  kill(): Promise<void>;
  /** Stops it where it stands, or lets it go on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
}

/** The process ended before it was ready. */
export class EndedEarlyError extends Error {
  readonly name = 'EndedEarlyError';

  constructor(code: number | null, readonly signal: NodeJS.Signals | null) {
    super(`A process of the benchmark ended with ${signal ?? code}.`);
  }
}

/**
 * @param file - a program that calls `answering`
 * @param log - an open file for what it prints; default: what this process prints to
 * @throws EndedEarlyError
 */
export async function startForked<Ready, Question extends object>(
  file: string,
  options: object,
  env: NodeJS.ProcessEnv = {},
  log?: number,
): Promise<Forked<Ready, Question>> {
  const output = log ?? 'inherit';
  const child = fork(file, [JSON.stringify(options)], {
    execArgv: ['--no-warnings', '--require', LOADER],
    env: { ...process.env, ...env },
    stdio: ['inherit', output, output, 'ipc'],
  });
  const ended = once(child, 'exit');
  return {
    ready: await next<Ready>(child),
    pid: child.pid!,
    ended,
    ask(question) {
      child.send(question);
      return next(child);
    },
    async stop() {
      child.disconnect();
      if (child.exitCode === null) {
        await once(child, 'exit');
      }
    },
    async kill() {
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    },
    signal(signal) {
      child.kill(signal);
    },
  };
}

/**
 * The other side: tells that the program is ready, answers questions until the
 * starter lets go of it.
 */
export function answering<Options, Question>(
  start: (options: Options) => Promise<{
    ready: object;
    answer: (question: Question) => unknown;
  }>,
): void {
  const say = (message: ForkedMessage) => process.send?.(message);
  const textOf = (error: unknown) =>
    error instanceof Error ? error.stack ?? error.message : String(error);
  start(JSON.parse(process.argv[2]))
    .then(({ ready, answer }) => {
      process.on('message', async (question: Question) => {
        try {
          say({ answer: (await answer(question)) ?? {} });
        } catch (error) {
          say({ error: textOf(error) });
        }
      });
      process.on('disconnect', () => process.exit());
      say({ answer: ready });
    })
    .catch(error => {
      process.stderr.write(`${textOf(error)}\n`);
      process.exit(1);
    });
}
