import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { Collector } from '@sankofa/plugin-itops-node';
import { ProxmoxAddressesCollector } from './ProxmoxAddressesCollector';
import { ProxmoxInventoryCollector } from './ProxmoxInventoryCollector';
import { ProxmoxSource } from './ProxmoxSource';
import { readProxmoxConfig } from './config';

/**
 * The collectors of all clusters under `itops.sources.proxmox`, two for each.
 *
 * @throws InputError when the configuration cannot be right
 * @public
 */
export function proxmoxCollectorsFromConfig(
  config: Config,
  options: { logger: LoggerService },
): Collector[] {
  return readProxmoxConfig(config).flatMap(sourceConfig => {
    const source = ProxmoxSource.create(sourceConfig);
    options.logger.info(
      `${source.sourceId}: reads by ${sourceConfig.transport} from ${
        sourceConfig.endpoints.map(({ url }) => url).join(', ') ||
        sourceConfig.ssh?.host
      }`,
    );
    return [
      ProxmoxInventoryCollector.create(source),
      ProxmoxAddressesCollector.create(source),
    ];
  });
}
