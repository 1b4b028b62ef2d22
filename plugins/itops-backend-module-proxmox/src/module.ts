import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { itopsCollectorsExtensionPoint } from '@sankofa/plugin-itops-node';
import { proxmoxCapacityCollectorsFromConfig } from './proxmoxCapacityCollectorsFromConfig';
import { proxmoxCollectorsFromConfig } from './proxmoxCollectorsFromConfig';

/**
 * Adds the Proxmox collectors to the itops backend.
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
        logger: coreServices.logger,
      },
      async init({ collectors, config, logger }) {
        collectors.addCollector(
          ...proxmoxCollectorsFromConfig(config, { logger }),
          ...proxmoxCapacityCollectorsFromConfig(config),
        );
      },
    });
  },
});
