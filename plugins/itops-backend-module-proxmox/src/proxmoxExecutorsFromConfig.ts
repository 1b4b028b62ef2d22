import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { Executor } from '@sankofa/plugin-itops-node';
import { tokenIdOf } from './clients/apiConnection';
import { readProxmoxConfig } from './config';
import { ProxmoxExecutor } from './execution/ProxmoxExecutor';

/**
 * The executors of the clusters under `itops.sources.proxmox` that have a section
 * `execution`. Where none has one, nothing can be changed.
 *
 * @throws InputError when the configuration cannot be right
 * @public
 */
export function proxmoxExecutorsFromConfig(
  config: Config,
  options: { logger: LoggerService },
): Executor[] {
  return readProxmoxConfig(config).flatMap(({ execution, ...source }) => {
    if (!execution) {
      return [];
    }
    const executor = ProxmoxExecutor.create({ ...source, execution });
    options.logger.info(
      `${
        executor.sourceId
      }: approved changes are sent with the token ${tokenIdOf(
        execution.token,
      )}`,
    );
    return [executor];
  });
}
