import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  itopsCollectorsExtensionPoint,
  itopsExecutorsExtensionPoint,
} from '@sankofa/plugin-itops-node';
import { proxmoxCapacityCollectorsFromConfig } from './proxmoxCapacityCollectorsFromConfig';
import { proxmoxCollectorsFromConfig } from './proxmoxCollectorsFromConfig';
import { proxmoxExecutorsFromConfig } from './proxmoxExecutorsFromConfig';

/**
 * Adds the Proxmox collectors to the itops backend, and an executor for each cluster that is
 * configured to be changed.
 * @public
 */
export const itopsModuleProxmox = createBackendModule({
  pluginId: 'itops',
  moduleId: 'proxmox',
  register(reg) {
    reg.registerInit({
      deps: {
        collectors: itopsCollectorsExtensionPoint,
        config: coreServices.rootConfig,
        executors: itopsExecutorsExtensionPoint,
        logger: coreServices.logger,
      },
      async init({ collectors, config, executors, logger }) {
        collectors.addCollector(
          ...proxmoxCollectorsFromConfig(config, { logger }),
          ...proxmoxCapacityCollectorsFromConfig(config),
        );
        executors.addExecutor(
          ...proxmoxExecutorsFromConfig(config, { logger }),
        );
      },
    });
  },
});
