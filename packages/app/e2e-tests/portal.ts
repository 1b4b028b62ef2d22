import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';

const root = path.resolve(__dirname, '../../..');
/** A state of its own, so that the tests never meet the demo's database. */
const STATE = path.join(root, '.local/e2e-state');

export interface Portal {
  url: string;
  /** A service token that may read. */
  readToken: string;
  /** Where the lab takes faults and changes. */
  control: { url: string; token: string };
  stop(): Promise<void>;
}

/** The portal as `npm start` gives it, on a fresh database and a free port. */
export async function startPortal(): Promise<Portal> {
  await rm(path.join(STATE, 'lab'), { recursive: true, force: true });
  const child = spawn(
    process.execPath,
    [path.join(root, 'scripts/launch.mjs'), 'start'],
    {
      cwd: root,
      env: { ...process.env, ITOPS_STATE: STATE, ITOPS_PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const lines: string[] = [];
  const stopped = new Promise<void>(resolve =>
    child.on('close', () => resolve()),
  );
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      lines.push(...chunk.toString().split('\n'));
      if (lines.some(line => line.includes('Ready after'))) {
        resolve();
      }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    stopped.then(() =>
      reject(
        new Error(`The portal did not start:\n${lines.slice(-40).join('\n')}`),
      ),
    );
  });
  const demo = JSON.parse(
    await readFile(path.join(STATE, 'demo.json'), 'utf8'),
  );
  const lab = JSON.parse(
    await readFile(path.join(STATE, 'lab/ready.json'), 'utf8'),
  );
  return {
    url: demo.portal,
    readToken: demo.readToken,
    control: lab.control,
    async stop() {
      child.kill('SIGINT');
      await stopped;
    },
  };
}

/** Where screenshots go; ignored by git. */
export async function reportFolder(): Promise<string> {
  const folder = path.join(root, 'e2e-test-report');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return folder;
}
