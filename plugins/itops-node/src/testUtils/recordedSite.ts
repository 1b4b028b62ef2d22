import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { JsonObject } from '@backstage/types';
import { z } from 'zod';

// Recorded answers of a real cluster, kept beside the repository and not in it.
const SHARED = path.resolve(__dirname, '../../../../../shared');
const SITE = path.join(SHARED, 'reference/site-a');
const REPLAY = path.join(SHARED, 'tools/replay-site.mjs');

/**
 * Why the recorded site cannot be used here, or nothing.
 * @public
 */
export function missingRecordedSite(): string | undefined {
  return existsSync(SITE) && existsSync(REPLAY)
    ? undefined
    : 'no ../shared with the recorded reference site beside the repository';
}

/**
 * A file or folder of the recorded site, such as `declared/ip-addresses.conf`.
 * @public
 */
export function recordedFile(name: string): string {
  return path.join(SITE, name);
}

/**
 * One member of the recorded cluster, served.
 * @public
 */
export interface RecordedNode {
  url: string;
  /** SHA-256 of its certificate, as Node prints it; new with every start. */
  fingerprint: string;
  online: boolean;
}

/**
 * The recorded reverse proxy, served. Its accounts take any secret but `wrong`.
 * @public
 */
export interface RecordedProxy {
  url: string;
  /** The account that sees everything. */
  good: string;
  /** The account that sees its own rows only: none. */
  visibilityUser: string;
}

/**
 * The UniFi console, served. It takes any key and any password but `wrong`.
 * @public
 */
export interface RecordedConsole {
  url: string;
  /** SHA-256 of its certificate; new with every start. */
  fingerprint: string;
  site: string;
}

/**
 * The recorded site, served on loopback ports.
 * @public
 */
export interface RecordedSite {
  nodes: Record<string, RecordedNode>;
  npm: RecordedProxy;
  unifi: RecordedConsole;
  /** Stops it; resolves to what it counted. A collector leaves `writes` at 0. */
  stop(): Promise<{ requests: number; writes: number }>;
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
  npm: z.object({
    url: z.string(),
    good: z.string(),
    visibilityUser: z.string(),
  }),
  unifi: z.object({
    url: z.string(),
    fingerprint: z.string(),
    site: z.string(),
  }),
});
const countsSchema = z.object({ requests: z.number(), writes: z.number() });

/**
 * Serves the recorded site until it is stopped.
 *
 * @param options - of the program that serves it: `--fault`, `--node-down` and others
 * @throws Error with the last words of the program when it ends before it is ready
 * @public
 */
export async function startRecordedSite(
  ...options: string[]
): Promise<RecordedSite> {
  const child = spawn(
    process.execPath,
    [REPLAY, SITE, '--json', '--auth-delay', '50', ...options],
    {
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  child.stderr.on('data', data => {
    said += data;
  });
  const ended = new Promise<void>(resolve => {
    child.once('close', () => resolve());
  });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    child.once('close', () => reject(new Error(`the replay ended: ${said}`)));
  });
  const { pve, npm, unifi } = readySchema.parse(JSON.parse(line));
  return {
    nodes: pve.nodes,
    npm,
    unifi,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      if (child.signalCode !== null && said === '') {
        // It was stopped right after it had said where it is: nothing had been answered yet.
        return { requests: 0, writes: 0 };
      }
      return countsSchema.parse(
        JSON.parse(said.trim().split('\n').at(-1) ?? ''),
      );
    },
  };
}

/**
 * The recorded roles: with the rights of a collector, with rights on two guests, with none.
 * @public
 */
export type RecordedToken = 'collector' | 'vmonly' | 'empty';

/**
 * A way into the recorded cluster, such as a {@link RecordedNode}.
 * @public
 */
export interface RecordedEndpoint {
  url: string;
  /** Several where the certificate may change. */
  fingerprint: string | string[];
  online: boolean;
}

/** Nodes whose neighbour tables were recorded. */
const TABLES = ['ml110', 'r630-01', 'r630-02', 'r630-03'];
/** Where the proxy of this site answers, whatever port it is replayed on. */
const PROXY_ADDRESSES = ['192.168.11.166'];
const SECRET = 'accepted-by-the-replay';

/**
 * With which rights the recorded site is read.
 * @public
 */
export interface RecordedWay {
  token?: RecordedToken;
  npmAccount?: 'good' | 'visibilityUser';
}

/**
 * Where the parts of the recorded site answer, such as a {@link RecordedSite}.
 * @public
 */
export interface RecordedEndpoints {
  nodes: Record<string, RecordedEndpoint>;
  npm: RecordedProxy;
  unifi: Omit<RecordedConsole, 'fingerprint'> &
    Pick<RecordedEndpoint, 'fingerprint'>;
}

/**
 * `itops.sources` with every connector for the recorded site, with the ids its
 * expectations name.
 *
 * @param site - of its nodes, those that are online are asked first
 * @public
 */
export function recordedSources(
  site: RecordedEndpoints,
  options: RecordedWay & {
    /** Where `declared` and `neighbours` lie; as recorded when left out. */
    folder?: string;
    /** Further settings of sources, such as `requestTimeout`, by their kind. */
    settings?: { proxmox?: JsonObject; npm?: JsonObject; unifi?: JsonObject };
  } = {},
) {
  const { token = 'collector', npmAccount = 'good', folder = SITE } = options;
  const { settings = {} } = options;
  const declared = (id: string, kind: string) => ({
    id,
    kind,
    path: path.join(folder, 'declared', id),
  });
  return {
    proxmox: [
      {
        id: 'sankofa',
        endpoints: Object.values(site.nodes)
          .sort((one, other) => Number(other.online) - Number(one.online))
          .map(({ url, fingerprint }) => ({ url, fingerprint })),
        token: `it-ro@pve!${token}=6b1f7e3a-0000-4000-8000-1d2c3b4a5f60`,
        ...settings.proxmox,
      },
    ],
    declared: [
      declared('ip-addresses.conf', 'env'),
      declared('ALL_VMIDS_ENDPOINTS.md', 'endpoints'),
    ],
    npm: [
      {
        id: 'edge',
        url: site.npm.url,
        identity: site.npm[npmAccount],
        secret: SECRET,
        addresses: PROXY_ADDRESSES,
        ...settings.npm,
      },
    ],
    unifi: [{ id: 'udm', apiKey: SECRET, ...site.unifi, ...settings.unifi }],
    neighbours: [
      {
        id: 'nodes',
        nodes: TABLES.map(node => ({
          node,
          file: path.join(folder, 'neighbours', `${node}.json`),
        })),
      },
    ],
  };
}
