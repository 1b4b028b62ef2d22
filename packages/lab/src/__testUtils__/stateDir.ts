import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A folder that is gone after the tests of a file. */
export function stateDir(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'itops-lab-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Latencies without the waits that the real API has. */
export const QUICK = {
  callMs: 0,
  hopMs: 0,
  authFailureMs: 0,
  deadAgentMs: 0,
  taskMs: 20,
  lockMs: 200,
  reportMs: 0,
};
