import path from 'node:path';
import { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import {
  SshConfig,
  scheduleFromConfig,
  sourceIdFromConfig,
  sshFromConfig,
} from '@sankofa/plugin-itops-node';

/** What a node printed, kept in files. */
export interface RecordedFiles {
  file: string;
  linksFile?: string;
  maxAgeMs?: number;
}

/** One node, and how it is read. */
export interface NodeConfig {
  node: string;
  place: { ssh: SshConfig } | RecordedFiles;
}

/** One `itops.sources.neighbours[]`. */
export interface NeighboursSourceConfig {
  id: string;
  nodes: NodeConfig[];
  concurrency: number;
  requestTimeoutMs: number;
  /** How long presence holds after the last proof; 0 holds nothing. */
  presenceWindowMs: number;
  schedule: SchedulerServiceTaskScheduleDefinition;
}

/** As Proxmox names its nodes: a host name without dots. */
const NODE = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
const DEFAULT_TIMEOUT_MS = 15_000;
const DEFAULT_WINDOW_MS = 30 * 60 * 1000;
const MAX_WINDOW_MS = 24 * 60 * 60 * 1000;
const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 5 },
  timeout: { minutes: 4 },
};

function millisecondsOf(config: Config, key: string): number | undefined {
  return config.has(key)
    ? durationToMilliseconds(readDurationFromConfig(config, { key }))
    : undefined;
}

function readFiles(config: Config, file: string): RecordedFiles {
  const linksFile = config.getOptionalString('linksFile');
  return {
    file: path.resolve(file),
    ...(linksFile !== undefined && { linksFile: path.resolve(linksFile) }),
    maxAgeMs: millisecondsOf(config, 'maxAge'),
  };
}

function readNode(config: Config, source: string): NodeConfig {
  const node = config.getString('node');
  const where = `${source}, node "${node}"`;
  if (!NODE.test(node)) {
    throw new InputError(
      `${where}: the name of a node has letters, digits and dashes, at most 63.`,
    );
  }
  const ssh = config.getOptionalConfig('ssh');
  const file = config.getOptionalString('file');
  if (ssh && file === undefined) {
    const alone = ['linksFile', 'maxAge'].find(key => config.has(key));
    if (alone) {
      throw new InputError(`${where}: ${alone} belongs to a file, not to ssh.`);
    }
    return { node, place: { ssh: sshFromConfig(ssh, where) } };
  }
  if (file !== undefined && !ssh) {
    return { node, place: readFiles(config, file) };
  }
  throw new InputError(`${where}: give either ssh or file.`);
}

function readSource(config: Config): NeighboursSourceConfig {
  const id = sourceIdFromConfig(config, 'neighbours');
  const where = `itops.sources.neighbours "${id}"`;
  const nodes = config
    .getConfigArray('nodes')
    .map(node => readNode(node, where));
  if (nodes.length === 0) {
    throw new InputError(`${where}: name at least one node.`);
  }
  const names = nodes.map(({ node }) => node);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new InputError(`${where}: the node "${twice}" is named twice.`);
  }
  const concurrency = config.getOptionalNumber('concurrency') ?? 4;
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 64) {
    throw new InputError(`${where}: concurrency is a number from 1 to 64.`);
  }
  const presenceWindowMs =
    millisecondsOf(config, 'presenceWindow') ?? DEFAULT_WINDOW_MS;
  if (!(presenceWindowMs >= 0 && presenceWindowMs <= MAX_WINDOW_MS)) {
    throw new InputError(`${where}: presenceWindow is at most 24 hours.`);
  }
  return {
    id,
    nodes,
    concurrency,
    requestTimeoutMs:
      millisecondsOf(config, 'requestTimeout') ?? DEFAULT_TIMEOUT_MS,
    presenceWindowMs,
    schedule: scheduleFromConfig(config, 'schedule', DEFAULT_SCHEDULE),
  };
}

/**
 * Reads `itops.sources.neighbours`. A relative path is taken from the working
 * directory of the process.
 *
 * @throws InputError that names the source, the node and the setting
 */
export function readNeighboursConfig(config: Config): NeighboursSourceConfig[] {
  return (config.getOptionalConfigArray('itops.sources.neighbours') ?? []).map(
    readSource,
  );
}
