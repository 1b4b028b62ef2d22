import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { Collector } from '@sankofa/plugin-itops-node';
import { NpmCollector } from './NpmCollector';
import { NpmSource } from './NpmSource';
import { readNpmConfig } from './config';

/**
 * The collectors of all proxies under `itops.sources.npm`, one for each.
 *
 * @throws InputError when the configuration cannot be right
 * @public
 */
export function npmCollectorsFromConfig(
  config: Config,
  options: { logger: LoggerService },
): Collector[] {
  return readNpmConfig(config).map(sourceConfig => {
    const source = NpmSource.create(sourceConfig);
    options.logger.info(`${source.sourceId}: reads ${sourceConfig.url}`);
    if (source.isPlain) {
      options.logger.warn(
        `${source.sourceId}: ${sourceConfig.url} is not encrypted; the password of ${sourceConfig.credentials.identity} can be read on the way`,
      );
    }
    return NpmCollector.create(source);
  });
}
