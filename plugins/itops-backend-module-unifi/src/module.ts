import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { itopsCollectorsExtensionPoint } from '@sankofa/plugin-itops-node';
import { unifiCollectorsFromConfig } from './unifiCollectorsFromConfig';

/**
 * Adds the UniFi collectors to the itops backend.
 * @public
 */
export const itopsModuleUnifi = createBackendModule({
  pluginId: 'itops',
  moduleId: 'unifi',
  register(reg) {
    reg.registerInit({
      deps: {
        collectors: itopsCollectorsExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
      },
      async init({ collectors, config, logger }) {
        collectors.addCollector(
          ...unifiCollectorsFromConfig(config, { logger }),
        );
      },
    });
  },
});
