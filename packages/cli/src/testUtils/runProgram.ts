import { ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

const PROGRAM = path.resolve(__dirname, '../../bin/itops.cjs');

export interface ProgramResult {
  code: number | undefined;
  stdout: string;
  stderr: string;
}

/** The real program as a child process, started in `cwd`. */
export function startProgram(
  args: string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv },
): { child: ChildProcess; result: Promise<ProgramResult> } {
  const child = spawn(process.execPath, ['--no-warnings', PROGRAM, ...args], {
    cwd: options.cwd,
    env: { ...process.env, NODE_OPTIONS: '', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { stdout: '', stderr: '' };
  child.stdout.on('data', data => {
    texts.stdout += data;
  });
  child.stderr.on('data', data => {
    texts.stderr += data;
  });
  const result = new Promise<ProgramResult>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => resolve({ code: code ?? undefined, ...texts }));
  });
  return { child, result };
}

export function runProgram(
  args: string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv },
): Promise<ProgramResult> {
  return startProgram(args, options).result;
}
