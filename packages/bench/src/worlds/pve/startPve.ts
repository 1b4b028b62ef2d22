import path from 'node:path';
import { startForked } from '../forked';
import { PveServerCounts, PveServerOptions, PveServerReady } from './protocol';

/** A Proxmox API in another process. */
export interface BenchPve extends PveServerReady {
  /** What was asked since the last call. */
  counts(): Promise<PveServerCounts>;
  stop(): Promise<void>;
}

export async function startPve(options: PveServerOptions): Promise<BenchPve> {
  const server = await startForked<PveServerReady, object>(
    path.join(import.meta.dirname, 'server.ts'),
    options,
  );
  return {
    ...server.ready,
    counts: () => server.ask<PveServerCounts>({}),
    stop: () => server.stop(),
  };
}
