import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { Collector } from '@sankofa/plugin-itops-node';
import { UnifiCollector } from './UnifiCollector';
import { readUnifiConfig } from './config';

/**
 * The collectors of all consoles under `itops.sources.unifi`, one for each.
 *
 * @throws InputError when the configuration cannot be right
 * @public
 */
export function unifiCollectorsFromConfig(
  config: Config,
  options: {
    logger: LoggerService;
    /** The clock behind the pauses between logins, in milliseconds. */
    now?: () => number;
  },
): Collector[] {
  return readUnifiConfig(config).map(sourceConfig => {
    const { id, url, site, apiKey } = sourceConfig;
    options.logger.info(
      `unifi/${id}: reads site ${site} of ${url} with ${
        apiKey ? 'an API key' : 'a local account'
      }`,
    );
    return UnifiCollector.create(sourceConfig, { now: options.now });
  });
}
