import { LoggerService, UrlReaderService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { toError } from '@backstage/errors';
import { declaredCollectorsFromConfig } from '@sankofa/plugin-itops-backend-module-declared';
import { npmCollectorsFromConfig } from '@sankofa/plugin-itops-backend-module-npm';
import { neighboursCollectorsFromConfig } from '@sankofa/plugin-itops-backend-module-neighbours';
import { proxmoxCollectorsFromConfig } from '@sankofa/plugin-itops-backend-module-proxmox';
import { unifiCollectorsFromConfig } from '@sankofa/plugin-itops-backend-module-unifi';
import { Collector } from '@sankofa/plugin-itops-node';
import { UsageError } from './UsageError';

const READ = ['proxmox', 'declared', 'npm', 'unifi', 'neighbours'];

/**
 * The collectors of every configured source, the same as in the portal.
 *
 * @throws UsageError that names the key. A misspelt kind is refused: an export
 * that silently leaves out a source would look like a site without it.
 */
export async function configuredCollectors(
  config: Config,
  logger: LoggerService,
): Promise<Collector[]> {
  const sources = config.getOptionalConfig('itops.sources');
  const kinds = sources?.keys() ?? [];
  for (const kind of kinds) {
    if (!READ.includes(kind)) {
      throw new UsageError(
        `itops.sources.${kind} is no kind of source; known are ${READ.join(
          ', ',
        )}`,
      );
    }
  }
  let collectors: Collector[];
  try {
    const urlReader = await urlReaderWhereNeeded(config, logger);
    collectors = [
      ...proxmoxCollectorsFromConfig(config, { logger }),
      ...declaredCollectorsFromConfig(config, { logger, urlReader }),
      ...npmCollectorsFromConfig(config, { logger }),
      ...unifiCollectorsFromConfig(config, { logger }),
      ...neighboursCollectorsFromConfig(config, { logger }),
    ];
  } catch (error) {
    throw new UsageError(`bad configuration: ${toError(error).message}`, error);
  }
  if (collectors.length === 0) {
    throw new UsageError(
      'no source is configured; give at least one under itops.sources, such as itops.sources.proxmox',
    );
  }
  return collectors;
}

/** The readers of all integrations are many modules: loaded only for a `url:`. */
async function urlReaderWhereNeeded(
  config: Config,
  logger: LoggerService,
): Promise<UrlReaderService | undefined> {
  const declared =
    config.getOptionalConfigArray('itops.sources.declared') ?? [];
  if (!declared.some(source => source.has('url'))) {
    return undefined;
  }
  const { UrlReaders } = await import('@backstage/backend-defaults/urlReader');
  return UrlReaders.default({ config, logger });
}
