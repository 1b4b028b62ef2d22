import path from 'node:path';
import {
  SchedulerServiceTaskScheduleDefinition,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
} from '@backstage/backend-plugin-api';
import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

/** What a declared file is. */
export type DeclaredKind = 'env' | 'endpoints' | 'hostnames' | 'hardware';

/** One `itops.sources.declared[]`. */
export interface DeclaredSourceConfig {
  /** Also the name of the file in facts and findings. */
  id: string;
  kind: DeclaredKind;
  place: { path: string } | { url: string };
  maxBytes: number;
  readTimeoutMs: number;
  schedule: SchedulerServiceTaskScheduleDefinition;
}

const KINDS: DeclaredKind[] = ['env', 'endpoints', 'hostnames', 'hardware'];
const ID = /^[a-z0-9][a-z0-9._-]{0,63}$/i;
const MIB = 1024 * 1024;
const DEFAULT_MAX_BYTES = MIB;
const LARGEST_MAX_BYTES = 16 * MIB;
const DEFAULT_READ_TIMEOUT_MS = 30_000;
const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 5 },
  timeout: { minutes: 2 },
};

function readUrl(url: string, where: string): { url: string } {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new InputError(`${where}: url is not an http or https address.`);
  }
  if (new URL(url).username !== '' || new URL(url).password !== '') {
    // The address is shown to people; credentials have their place elsewhere.
    throw new InputError(
      `${where}: url holds credentials; put them under integrations.`,
    );
  }
  return { url };
}

function readPlace(
  config: Config,
  where: string,
): DeclaredSourceConfig['place'] {
  const file = config.getOptionalString('path');
  const url = config.getOptionalString('url');
  if (file !== undefined && url === undefined) {
    return { path: path.resolve(file) };
  }
  if (url !== undefined && file === undefined) {
    return readUrl(url, where);
  }
  throw new InputError(`${where}: give either path or url.`);
}

function readMaxBytes(config: Config, where: string): number {
  const maxBytes = config.getOptionalNumber('maxBytes') ?? DEFAULT_MAX_BYTES;
  if (
    !Number.isInteger(maxBytes) ||
    maxBytes < 1 ||
    maxBytes > LARGEST_MAX_BYTES
  ) {
    throw new InputError(
      `${where}: maxBytes is a number from 1 to ${LARGEST_MAX_BYTES}.`,
    );
  }
  return maxBytes;
}

function readSource(config: Config): DeclaredSourceConfig {
  const id = config.getString('id');
  const where = `itops.sources.declared "${id}"`;
  if (!ID.test(id)) {
    throw new InputError(
      `${where}: an id is the name of the file: letters, digits, dots, dashes and underscores, at most 64.`,
    );
  }
  const kind = KINDS.find(known => known === config.getString('kind'));
  if (kind === undefined) {
    throw new InputError(
      `${where}: kind is "env", "endpoints", "hostnames" or "hardware".`,
    );
  }
  return {
    id,
    kind,
    place: readPlace(config, where),
    maxBytes: readMaxBytes(config, where),
    readTimeoutMs: config.has('readTimeout')
      ? durationToMilliseconds(
          readDurationFromConfig(config, { key: 'readTimeout' }),
        )
      : DEFAULT_READ_TIMEOUT_MS,
    schedule: config.has('schedule')
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
          config.getConfig('schedule'),
        )
      : DEFAULT_SCHEDULE,
  };
}

/**
 * Reads `itops.sources.declared`. A relative path is taken from the working
 * directory of the process.
 *
 * @throws InputError that names the source and the setting
 */
export function readDeclaredConfig(config: Config): DeclaredSourceConfig[] {
  const sources = (
    config.getOptionalConfigArray('itops.sources.declared') ?? []
  ).map(readSource);
  const ids = sources.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) {
    throw new InputError(
      `itops.sources.declared "${twice}": the id is used twice.`,
    );
  }
  return sources;
}
