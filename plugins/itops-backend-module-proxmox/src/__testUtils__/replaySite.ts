import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

// Recorded answers of a real cluster, kept beside the repository and not in it.
const shared = path.resolve(__dirname, '../../../../../shared');
const site = path.join(shared, 'reference/site-a');
const replay = path.join(shared, 'tools/replay-site.mjs');

/** What is missing for tests against the recorded site, if anything. */
export const missingReplay =
  existsSync(site) && existsSync(replay)
    ? undefined
    : 'no ../shared with the recorded reference site beside the repository';

/** The recorded site, served. */
export interface ReplaySite {
  nodes: Record<string, { url: string; fingerprint: string; online: boolean }>;
  /** Stops it; resolves to what it counted. */
  stop(): Promise<{ requests: number; writes: number }>;
}

/** The archive of `/etc/pve` of the recorded site. */
export const recordedEtcPve = path.join(site, 'pve/etc-pve.tar');
/** The outputs of `pvesh` on the recorded site. */
export const recordedPvesh = path.join(site, 'pve/pvesh');

/** Serves the recorded site on loopback ports until it is stopped. */
export async function startReplay(...options: string[]): Promise<ReplaySite> {
  const child: ChildProcess = spawn(
    process.execPath,
    [replay, site, '--json', '--auth-delay', '50', ...options],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let counted = '';
  child.stderr!.on('data', chunk => {
    counted += chunk;
  });
  const [first] = (await Promise.race([
    once(createInterface({ input: child.stdout! }), 'line'),
    once(child, 'exit').then(() => {
      throw new Error(`the replay ended: ${counted}`);
    }),
  ])) as [string];
  return {
    nodes: JSON.parse(first).pve.nodes,
    async stop() {
      if (child.exitCode === null) {
        const ended = once(child, 'close');
        child.kill('SIGTERM');
        await ended;
      }
      return JSON.parse(counted.trim().split('\n').at(-1) ?? '{}');
    },
  };
}
