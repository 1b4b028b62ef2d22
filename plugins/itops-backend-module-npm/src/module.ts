import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { itopsCollectorsExtensionPoint } from '@sankofa/plugin-itops-node';
import { npmCollectorsFromConfig } from './npmCollectorsFromConfig';

/**
 * Adds the collectors of reverse proxies to the itops backend.
 * @public
 */
export const itopsModuleNpm = createBackendModule({
  pluginId: 'itops',
  moduleId: 'npm',
  register(reg) {
    reg.registerInit({
      deps: {
        collectors: itopsCollectorsExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
      },
      async init({ collectors, config, logger }) {
        collectors.addCollector(...npmCollectorsFromConfig(config, { logger }));
      },
    });
  },
});
