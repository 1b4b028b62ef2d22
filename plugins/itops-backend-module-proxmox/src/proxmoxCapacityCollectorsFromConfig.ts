import { Config } from '@backstage/config';
import { Collector } from '@sankofa/plugin-itops-node';
import { ProxmoxHardwareCollector } from './ProxmoxHardwareCollector';
import { ProxmoxMetricsCollector } from './ProxmoxMetricsCollector';
import { ProxmoxSource } from './ProxmoxSource';
import { readProxmoxConfig } from './config';

/**
 * The collectors that tell how much of the clusters is used and what they are built of, apart from those that tell
 * what there is: an export of the inventory has no need of them.
 *
 * @throws InputError when the configuration cannot be right
 * @public
 */
export function proxmoxCapacityCollectorsFromConfig(
  config: Config,
): Collector[] {
  return readProxmoxConfig(config).flatMap((sourceConfig): Collector[] => {
    const { id, hardware } = sourceConfig;
    return [
      ProxmoxMetricsCollector.create(ProxmoxSource.create(sourceConfig)),
      ...(hardware ? [ProxmoxHardwareCollector.create(id, hardware)] : []),
    ];
  });
}
