import { LoggerService, UrlReaderService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { Collector } from '@sankofa/plugin-itops-node';
import { DeclaredSourceConfig, readDeclaredConfig } from './config';
import { DeclaredCollector } from './DeclaredCollector';
import { LocalFile } from './sources/LocalFile';
import { RemoteFile } from './sources/RemoteFile';
import { TextSource } from './sources/TextSource';

function sourceOf(
  { id, place, maxBytes }: DeclaredSourceConfig,
  reader: UrlReaderService | undefined,
): TextSource {
  if ('path' in place) {
    return LocalFile.create({ path: place.path, maxBytes });
  }
  if (!reader) {
    throw new InputError(
      `itops.sources.declared "${id}": a url needs Backstage's UrlReader, which is not there; give a path.`,
    );
  }
  return RemoteFile.create({ url: place.url, maxBytes, reader });
}

/**
 * The collectors of all files under `itops.sources.declared`, one for each.
 *
 * @param config - the root configuration
 * @param options - `urlReader` is needed where a source has a `url`
 * @throws InputError when the configuration cannot be right
 * @public
 */
export function declaredCollectorsFromConfig(
  config: Config,
  options: { logger: LoggerService; urlReader?: UrlReaderService },
): Collector[] {
  return readDeclaredConfig(config).map(sourceConfig => {
    const source = sourceOf(sourceConfig, options.urlReader);
    options.logger.info(
      `declared/${sourceConfig.id}: reads ${source.where} (${sourceConfig.kind})`,
    );
    return DeclaredCollector.create(sourceConfig, source);
  });
}
