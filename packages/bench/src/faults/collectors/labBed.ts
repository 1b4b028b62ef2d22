import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { LoggerService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { Lab, World, sankofaSite, siteFiles, startLab } from '@sankofa/lab';
import { declaredCollectorsFromConfig } from '@sankofa/plugin-itops-backend-module-declared';
import { proxmoxCollectorsFromConfig } from '@sankofa/plugin-itops-backend-module-proxmox';
import { Collector } from '@sankofa/plugin-itops-node';
import { CapturedLog } from './CapturedLog';

export const CLUSTER = 'proxmox/pve-main';
export const KEYS = 'declared/ip-addresses.conf';
export const TABLES = 'declared/ALL_VMIDS_ENDPOINTS.md';

const LATENCY = {
  callMs: 0,
  hopMs: 0,
  authFailureMs: 50,
  deadAgentMs: 50,
  dripMs: 50,
};

/** A lab with declared files that may be spoiled, in a folder that goes with it. */
export interface LabBed {
  lab: Lab;
  folder: string;
  /** `ip-addresses.conf`. */
  keysFile: string;
  /** `ALL_VMIDS_ENDPOINTS.md`. */
  tablesFile: string;
  /** How often and how long everything is read: often enough for no value to grow old. */
  schedule: JsonObject;
  timeoutSeconds: number;
  close(): Promise<void>;
}

/** The demo site with its drift, but with every node switched on and of one version. */
function healthySite(): World {
  const site = sankofaSite();
  const { version } = site.nodes.find(({ state }) => state === 'online')!;
  return {
    ...site,
    nodes: site.nodes.map(node => ({ ...node, state: 'online', version })),
  };
}

export async function startLabBed(options: {
  world?: World;
  timeoutSeconds: number;
}): Promise<LabBed> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'itops-faults-'));
  const { world, timeoutSeconds } = options;
  const lab = await startLab({
    stateDir: path.join(folder, 'lab'),
    world: world ?? healthySite(),
    latency: LATENCY,
  });
  const { env, endpoints } = world
    ? {
        env: path.join(folder, 'lab', 'ip-addresses.conf'),
        endpoints: path.join(folder, 'lab', 'ALL_VMIDS_ENDPOINTS.md'),
      }
    : siteFiles;
  const keysFile = path.join(folder, 'ip-addresses.conf');
  const tablesFile = path.join(folder, 'ALL_VMIDS_ENDPOINTS.md');
  await writeFile(keysFile, await readFile(env));
  await writeFile(tablesFile, await readFile(endpoints));
  return {
    lab,
    folder,
    keysFile,
    tablesFile,
    schedule: {
      frequency: { hours: 1 },
      timeout: { seconds: timeoutSeconds },
    },
    timeoutSeconds,
    async close() {
      await lab.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The two declared files, of which one may lie elsewhere. */
export function declaredSources(
  bed: LabBed,
  options: { keysUrl?: string } = {},
): JsonObject[] {
  const { schedule, keysFile, tablesFile } = bed;
  const common = { schedule, readTimeout: { milliseconds: 1500 } };
  return [
    {
      id: 'ip-addresses.conf',
      kind: 'env',
      ...(options.keysUrl ? { url: options.keysUrl } : { path: keysFile }),
      ...common,
    },
    {
      id: 'ALL_VMIDS_ENDPOINTS.md',
      kind: 'endpoints',
      path: tablesFile,
      ...common,
    },
  ];
}

/** The cluster of the lab over its API. */
export function apiSource({
  lab,
  schedule,
  timeoutSeconds,
}: LabBed): JsonObject {
  const [{ id, endpoints, token }] = lab.config().itops.sources.proxmox;
  return {
    id,
    endpoints,
    token,
    schedule,
    addresses: { schedule },
    requestTimeout: { milliseconds: (timeoutSeconds * 1000) / 3 },
  };
}

/** Collectors as the modules make them from configuration. */
export function collectorsOf(
  sources: { proxmox: JsonObject[]; declared: JsonObject[] },
  options: { readFrom?: string } = {},
): Collector[] {
  const logger: LoggerService = CapturedLog.create();
  const { readFrom } = options;
  const config = new ConfigReader({
    itops: { sources },
    ...(readFrom && { backend: { reading: { allow: [{ host: readFrom }] } } }),
  });
  return [
    ...proxmoxCollectorsFromConfig(config, { logger }),
    ...declaredCollectorsFromConfig(config, {
      logger,
      urlReader: UrlReaders.default({ config, logger }),
    }),
  ];
}
