import { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import {
  TlsConfig,
  scheduleFromConfig,
  sourceIdFromConfig,
  tlsFromConfig,
} from '@sankofa/plugin-itops-node';

/** A local account of the console. */
export interface UnifiAccount {
  username: string;
  password: string;
}

/** One `itops.sources.unifi[]`; it has a key, an account, or both. */
export interface UnifiSourceConfig {
  id: string;
  /** Without a slash at the end. */
  url: string;
  site: string;
  tls: TlsConfig;
  apiKey?: string;
  account?: UnifiAccount;
  requestTimeoutMs: number;
  schedule: SchedulerServiceTaskScheduleDefinition;
}

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 5 },
  timeout: { minutes: 2 },
};

function readUrl(config: Config, where: string): string {
  const url = config.getString('url');
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (
    parsed?.protocol !== 'https:' ||
    parsed.pathname !== '/' ||
    parsed.search ||
    parsed.username ||
    parsed.password
  ) {
    throw new InputError(
      `${where}: the url has the form https://HOST of a console or https://HOST:8443 of a self-hosted controller, without path, user or password.`,
    );
  }
  return parsed.origin;
}

function readAccount(config: Config, where: string): UnifiAccount | undefined {
  const username = config.getOptionalString('username');
  const password = config.getOptionalString('password');
  if ((username === undefined) !== (password === undefined)) {
    throw new InputError(
      `${where}: username and password belong together; one of them is missing.`,
    );
  }
  return username !== undefined && password !== undefined
    ? { username, password }
    : undefined;
}

function readSource(config: Config): UnifiSourceConfig {
  const id = sourceIdFromConfig(config, 'unifi');
  const where = `itops.sources.unifi "${id}"`;
  const url = readUrl(config, where);
  const site = config.getOptionalString('site') ?? 'default';
  if (!/^[a-z0-9_-]{1,64}$/i.test(site)) {
    throw new InputError(
      `${where}: site is the short name in the controller's address (/manage/SITE/…), such as default.`,
    );
  }
  const apiKey = config.getOptionalString('apiKey');
  const account = readAccount(config, where);
  if (!apiKey && !account) {
    throw new InputError(
      `${where}: give an apiKey, or the username and password of a local view-only account.`,
    );
  }
  // What cannot be a header must not reach it; the message must not repeat the value.
  if (apiKey && !/^[\x21-\x7e]{1,512}$/.test(apiKey)) {
    throw new InputError(`${where}: the apiKey is not the text of a key.`);
  }
  return {
    id,
    url,
    site,
    tls: tlsFromConfig(config, where),
    apiKey,
    account,
    requestTimeoutMs: config.has('requestTimeout')
      ? durationToMilliseconds(
          readDurationFromConfig(config, { key: 'requestTimeout' }),
        )
      : 15_000,
    schedule: scheduleFromConfig(config, 'schedule', DEFAULT_SCHEDULE),
  };
}

/**
 * Reads `itops.sources.unifi`.
 *
 * @throws InputError that names the source and the setting, never a secret
 */
export function readUnifiConfig(config: Config): UnifiSourceConfig[] {
  return (config.getOptionalConfigArray('itops.sources.unifi') ?? []).map(
    readSource,
  );
}
