import { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  SshConfig,
  TlsConfig,
  scheduleFromConfig,
  sourceIdFromConfig,
  sshFromConfig,
  tlsFromConfig,
} from '@sankofa/plugin-itops-node';
import { durationToMilliseconds } from '@backstage/types';
import { tokenIdOf } from './clients/apiConnection';

/** One way into the cluster: the API of one member. */
export interface EndpointConfig extends TlsConfig {
  url: string;
  /** The member behind it, where it cannot be told from address or certificate. */
  node?: string;
}

/** The second way: SSH to one member. */
export interface ProxmoxSshConfig extends SshConfig {
  sudo: boolean;
  root: string;
  pvesh: string;
}

/** A node whose hardware is read over SSH. */
export interface HardwareSshConfig {
  node: string;
  ssh: SshConfig;
  /** Run `dmidecode` through `sudo -n`. */
  sudo: boolean;
}

/** `hardware` of a source. */
export interface HardwareConfig {
  nodes: HardwareSshConfig[];
  schedule: SchedulerServiceTaskScheduleDefinition;
}

/** `execution` of a source: with it approved changes are sent there. */
export interface ExecutionConfig {
  /** The provisioning token, another one than that of the collectors. */
  token: string;
  taskTimeoutMs: number;
}

/** One `itops.sources.proxmox[]`. */
export interface ProxmoxSourceConfig {
  id: string;
  endpoints: EndpointConfig[];
  token?: string;
  transport: 'api' | 'ssh';
  ssh?: ProxmoxSshConfig;
  concurrency: number;
  requestTimeoutMs: number;
  keepDescriptions: boolean;
  schedule: SchedulerServiceTaskScheduleDefinition;
  addressesSchedule: SchedulerServiceTaskScheduleDefinition;
  metricsSchedule: SchedulerServiceTaskScheduleDefinition;
  hardware?: HardwareConfig;
  execution?: ExecutionConfig;
}

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 5 },
  timeout: { minutes: 4 },
};
const DEFAULT_ADDRESSES_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 10 },
  timeout: { minutes: 9 },
};
/** Half of what the fine archives keep, so that a run may fail without a gap. */
const DEFAULT_METRICS_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 10 },
  timeout: { minutes: 9 },
};

function readEndpoint(config: Config, where: string): EndpointConfig {
  const url = config.getString('url');
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') {
    throw new InputError(
      `${where}: "${url}" is not an address of the form https://HOST:8006. The API is only read over TLS.`,
    );
  }
  return {
    url,
    ...tlsFromConfig(config, `${where}, ${url}`),
    node: config.getOptionalString('node'),
  };
}

function readSsh(config: Config, where: string): ProxmoxSshConfig {
  return {
    ...sshFromConfig(config, where),
    sudo: config.getOptionalBoolean('sudo') ?? false,
    root: config.getOptionalString('root') ?? '/etc/pve',
    pvesh: config.getOptionalString('pvesh') ?? 'pvesh',
  };
}

const DEFAULT_HARDWARE_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { hours: 6 },
  timeout: { minutes: 5 },
};

function readHardwareConfig(config: Config, source: string): HardwareConfig {
  const nodes = config.getConfigArray('nodes').map(entry => {
    const node = entry.getString('node');
    const where = `${source}, hardware of "${node}"`;
    const ssh = entry.getConfig('ssh');
    return {
      node,
      ssh: sshFromConfig(ssh, where),
      sudo: ssh.getOptionalBoolean('sudo') ?? false,
    };
  });
  const names = nodes.map(({ node }) => node);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new InputError(`${source}: hardware names "${twice}" twice.`);
  }
  return {
    nodes,
    schedule: scheduleFromConfig(config, 'schedule', DEFAULT_HARDWARE_SCHEDULE),
  };
}

function readMilliseconds(config: Config, key: string, fallback: number) {
  return config.has(key)
    ? durationToMilliseconds(readDurationFromConfig(config, { key }))
    : fallback;
}

/** The message must not repeat the value: it is a secret, or part of one. */
function checkedToken(token: string, where: string): string {
  if (!/^[^\s@!=]+@[^\s@!=]+![^\s@!=]+=[^\s]+$/.test(token)) {
    throw new InputError(
      `${where}: the token does not have the form USER@REALM!ID=SECRET.`,
    );
  }
  return token;
}

const DEFAULT_TASK_TIMEOUT_MS = 15 * 60_000;

function readExecution(
  config: Config,
  source: { where: string; token?: string },
): ExecutionConfig {
  const where = `${source.where}, execution`;
  const token = checkedToken(config.getString('token'), where);
  if (!source.token) {
    throw new InputError(
      `${where}: changes are sent to the API; name its endpoints and the token that reads them.`,
    );
  }
  if (tokenIdOf(token) === tokenIdOf(source.token)) {
    throw new InputError(
      `${where}: ${tokenIdOf(
        token,
      )} is the token that reads. Give changes a token of their own, so that whoever only reads cannot write.`,
    );
  }
  return {
    token,
    taskTimeoutMs: readMilliseconds(
      config,
      'taskTimeout',
      DEFAULT_TASK_TIMEOUT_MS,
    ),
  };
}

function readSource(config: Config): ProxmoxSourceConfig {
  const id = sourceIdFromConfig(config, 'proxmox');
  const where = `itops.sources.proxmox "${id}"`;
  const transport = config.getOptionalString('transport') ?? 'api';
  if (transport !== 'api' && transport !== 'ssh') {
    throw new InputError(`${where}: transport is "api" or "ssh".`);
  }
  const endpoints = (config.getOptionalConfigArray('endpoints') ?? []).map(
    endpoint => readEndpoint(endpoint, where),
  );
  const token = config.getOptionalString('token');
  const ssh = config.getOptionalConfig('ssh');
  const hardware = config.getOptionalConfig('hardware');
  const execution = config.getOptionalConfig('execution');
  if (transport === 'api' && endpoints.length === 0) {
    throw new InputError(`${where}: name at least one endpoint.`);
  }
  if (endpoints.length > 0 && !token) {
    throw new InputError(
      `${where}: the endpoints need a token of the form USER@REALM!ID=SECRET.`,
    );
  }
  if (token) {
    checkedToken(token, where);
  }
  if (transport === 'ssh' && !ssh) {
    throw new InputError(`${where}: transport "ssh" needs the section ssh.`);
  }
  const concurrency = config.getOptionalNumber('concurrency') ?? 6;
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 64) {
    throw new InputError(`${where}: concurrency is a number from 1 to 64.`);
  }
  return {
    id,
    endpoints,
    token,
    transport,
    ssh: ssh && readSsh(ssh, where),
    concurrency,
    requestTimeoutMs: readMilliseconds(config, 'requestTimeout', 15_000),
    keepDescriptions: config.getOptionalBoolean('keepDescriptions') ?? false,
    schedule: scheduleFromConfig(config, 'schedule', DEFAULT_SCHEDULE),
    addressesSchedule: scheduleFromConfig(
      config,
      'addresses.schedule',
      DEFAULT_ADDRESSES_SCHEDULE,
    ),
    metricsSchedule: scheduleFromConfig(
      config,
      'metrics.schedule',
      DEFAULT_METRICS_SCHEDULE,
    ),
    hardware: hardware && readHardwareConfig(hardware, where),
    execution: execution && readExecution(execution, { where, token }),
  };
}

/**
 * Reads `itops.sources.proxmox`.
 *
 * @throws InputError that names the source and the setting, never a secret
 */
export function readProxmoxConfig(config: Config): ProxmoxSourceConfig[] {
  return (config.getOptionalConfigArray('itops.sources.proxmox') ?? []).map(
    readSource,
  );
}
