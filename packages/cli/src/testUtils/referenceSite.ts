import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const SHARED = path.resolve(__dirname, '../../../../../shared');
const SITE = path.join(SHARED, 'reference/site-a');
const REPLAY = path.join(SHARED, 'tools/replay-site.mjs');

/** Why the recorded site cannot be used here, or nothing. */
export function missingReferenceSite(): string | undefined {
  return existsSync(SITE) && existsSync(REPLAY)
    ? undefined
    : '../shared is not beside the repository';
}

const expectedFinding = z.object({
  rule: z.string(),
  subject: z.string(),
  severity: z.string().optional(),
});

const expectedSchema = z.object({
  findings: z.array(expectedFinding.required()),
  drift: z.record(z.string(), z.unknown()),
  exitCode: z.number(),
  cases: z.record(
    z.string(),
    z.object({
      sources: z.array(
        z.object({
          id: z.string(),
          kind: z.string(),
          freshness: z.string(),
          reason: z.string().optional(),
        }),
      ),
      seenGuests: z.array(z.number()).optional(),
      unreadGuests: z.array(z.number()).optional(),
      nodeDown: z.string().optional(),
      mustInclude: z.array(expectedFinding).default([]),
      mustNotIncludeRules: z.array(z.string()).default([]),
    }),
  ),
});

/** What a correct product derives from the recorded site. */
export async function readExpected(): Promise<z.infer<typeof expectedSchema>> {
  const text = await readFile(path.join(SITE, 'expected.json'), 'utf8');
  return expectedSchema.parse(JSON.parse(text));
}

/** The words of the sources that this version does not read, to look addresses up in. */
export async function otherWitnesses(): Promise<string> {
  const texts: string[] = [];
  for (const folder of ['unifi', 'neighbours']) {
    const names = await readdir(path.join(SITE, folder), { recursive: true });
    for (const name of names.filter(each => /\.(json|txt)$/.test(each))) {
      texts.push(await readFile(path.join(SITE, folder, name), 'utf8'));
    }
  }
  return texts.join('\n');
}

const readySchema = z.object({
  pve: z.object({
    nodes: z.record(
      z.string(),
      z.object({
        url: z.string(),
        fingerprint: z.string(),
        online: z.boolean(),
      }),
    ),
  }),
});

export interface Replay {
  /** Configuration for the recorded site, with one of its tokens. */
  config(token: 'collector' | 'vmonly' | 'empty'): object;
  stop(): Promise<{ writes: number }>;
}

/** Serves the recorded site as live servers. */
export async function startReplay(...options: string[]): Promise<Replay> {
  const child = spawn(process.execPath, [REPLAY, SITE, '--json', ...options], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', data => {
    said += data;
  });
  const ended = new Promise<void>(resolve => {
    child.once('close', () => resolve());
  });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    child.once('close', () => reject(new Error(`replay ended: ${said}`)));
  });
  const { pve } = readySchema.parse(JSON.parse(line));
  const endpoints = Object.values(pve.nodes)
    .sort((one, other) => Number(other.online) - Number(one.online))
    .map(({ url, fingerprint }) => ({ url, fingerprint }));
  const declared = (id: string, kind: string) => ({
    id,
    kind,
    path: path.join(SITE, 'declared', id),
  });
  return {
    config: token => ({
      itops: {
        sources: {
          proxmox: [
            {
              id: 'sankofa',
              endpoints,
              token: `it-ro@pve!${token}=6b1f7e3a-0000-4000-8000-1d2c3b4a5f60`,
            },
          ],
          declared: [
            declared('ip-addresses.conf', 'env'),
            declared('ALL_VMIDS_ENDPOINTS.md', 'endpoints'),
          ],
        },
      },
    }),
    async stop() {
      child.kill('SIGTERM');
      await ended;
      const writes = /"writes":\s*(\d+)/.exec(said)?.[1];
      if (writes === undefined) {
        throw new Error(`replay did not say how much was written: ${said}`);
      }
      return { writes: Number(writes) };
    },
  };
}
