import { spawn } from 'node:child_process';
import { Failure } from './say.mjs';

/** Runs a program to its end and resolves with its exit code; inherits the terminal unless told otherwise. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(signal ? 130 : code));
  });
}

/** Runs a program and returns its standard output; fails with its error output. */
export function capture(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    child.stdout.on('data', chunk => (out += chunk));
    child.stderr.on('data', chunk => (err += chunk));
    child.on('error', reject);
    child.on('close', code =>
      code === 0
        ? resolve(out)
        : reject(
            new Failure(
              `${command} ${args[0] ?? ''} ended with ${code}:\n${(err || out)
                .trim()
                .slice(-2000)}`,
            ),
          ),
    );
  });
}

/**
 * Starts a program that keeps running. `ended` resolves when it stops by itself.
 *
 * @param patienceMs - how long it may take to stop when it is asked to
 */
export function launch(
  name,
  command,
  args,
  { patienceMs = 8000, ...options } = {},
) {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...options,
  });
  const ended = new Promise(resolve => {
    child.on('error', error =>
      resolve(`${name} could not be started: ${error.message}`),
    );
    child.on('close', (code, signal) =>
      resolve(
        `${name} ended (${signal ? `signal ${signal}` : `exit code ${code}`})`,
      ),
    );
  });
  return {
    name,
    child,
    ended,
    /** Asks the whole process group to stop, and insists when it does not. */
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) {
        return;
      }
      const kill = signal => {
        try {
          process.kill(-child.pid, signal);
        } catch (error) {
          if (error.code !== 'ESRCH') {
            throw error;
          }
        }
      };
      kill('SIGTERM');
      const insist = setTimeout(() => kill('SIGKILL'), patienceMs);
      await ended;
      clearTimeout(insist);
    },
  };
}
