import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { Collector } from '@sankofa/plugin-itops-node';
import { NeighboursCollector } from './NeighboursCollector';
import { readNeighboursConfig } from './config';

/**
 * The collectors of all entries of `itops.sources.neighbours`, one for each.
 *
 * @throws InputError when the configuration cannot be right
 * @public
 */
export function neighboursCollectorsFromConfig(
  config: Config,
  options: { logger: LoggerService },
): Collector[] {
  return readNeighboursConfig(config).map(sourceConfig => {
    options.logger.info(
      `neighbours/${sourceConfig.id}: reads ${sourceConfig.nodes
        .map(({ node }) => node)
        .join(', ')}`,
    );
    return NeighboursCollector.create(sourceConfig);
  });
}
