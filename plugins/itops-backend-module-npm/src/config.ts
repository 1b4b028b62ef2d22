import { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import {
  TlsConfig,
  scheduleFromConfig,
  sourceIdFromConfig,
  textsFromConfig,
  tlsFromConfig,
} from '@sankofa/plugin-itops-node';
import { isLinkLocalOrLoopback, parseAddress } from '@sankofa/site-model';
import { Credentials } from './clients/NpmSession';

/** One `itops.sources.npm[]`. */
export interface NpmSourceConfig {
  id: string;
  /** The API, with its path and without a slash at the end. */
  url: string;
  tls: TlsConfig;
  credentials: Credentials;
  /** Where the proxy serves, canonical. */
  addresses: string[];
  requestTimeoutMs: number;
  schedule: SchedulerServiceTaskScheduleDefinition;
}

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 5 },
  timeout: { minutes: 2 },
};

function readUrl(config: Config, where: string): URL {
  const text = config.getString('url');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new InputError(
      `${where}: url is not an address of the form https://HOST:81/api.`,
    );
  }
  if (url.username || url.password) {
    // The message must not repeat the value.
    throw new InputError(
      `${where}: url holds a user or password; put them into identity and secret.`,
    );
  }
  if (url.search || url.hash) {
    throw new InputError(`${where}: url must end in the path of the API.`);
  }
  if (url.pathname === '/') {
    url.pathname = '/api';
  }
  return url;
}

/** The host of the URL where it is an address others can reach, and what is configured besides. */
function readAddresses(config: Config, url: URL, where: string): string[] {
  const own = parseAddress(url.hostname.replace(/^\[|\]$/g, ''));
  const configured = textsFromConfig(config, 'addresses').map(text => {
    const address = parseAddress(text);
    if (address === undefined) {
      throw new InputError(`${where}: "${text}" in addresses is no address.`);
    }
    return address;
  });
  return [
    ...new Set([
      ...(own && !isLinkLocalOrLoopback(own) ? [own] : []),
      ...configured,
    ]),
  ].sort();
}

function readSource(config: Config): NpmSourceConfig {
  const id = sourceIdFromConfig(config, 'npm');
  const where = `itops.sources.npm "${id}"`;
  const url = readUrl(config, where);
  const tls = tlsFromConfig(config, where);
  if (url.protocol === 'http:' && (tls.fingerprints.length > 0 || tls.caFile)) {
    throw new InputError(
      `${where}: an http address has no certificate to check; use https, or leave fingerprint and caFile out.`,
    );
  }
  return {
    id,
    url: url.href.replace(/\/+$/, ''),
    tls,
    credentials: {
      identity: config.getString('identity'),
      secret: config.getString('secret'),
    },
    addresses: readAddresses(config, url, where),
    requestTimeoutMs: config.has('requestTimeout')
      ? durationToMilliseconds(
          readDurationFromConfig(config, { key: 'requestTimeout' }),
        )
      : 15_000,
    schedule: scheduleFromConfig(config, 'schedule', DEFAULT_SCHEDULE),
  };
}

/**
 * Reads `itops.sources.npm`.
 *
 * @throws InputError that names the source and the setting, never a secret
 */
export function readNpmConfig(config: Config): NpmSourceConfig[] {
  const sources = (
    config.getOptionalConfigArray('itops.sources.npm') ?? []
  ).map(readSource);
  const ids = sources.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) {
    throw new InputError(`itops.sources.npm "${twice}": the id is used twice.`);
  }
  return sources;
}
