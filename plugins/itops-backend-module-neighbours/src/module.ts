import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { itopsCollectorsExtensionPoint } from '@sankofa/plugin-itops-node';
import { neighboursCollectorsFromConfig } from './neighboursCollectorsFromConfig';

/**
 * Adds the collectors of neighbour tables to the itops backend.
 * @public
 */
export const itopsModuleNeighbours = createBackendModule({
  pluginId: 'itops',
  moduleId: 'neighbours',
  register(reg) {
    reg.registerInit({
      deps: {
        collectors: itopsCollectorsExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
      },
      async init({ collectors, config, logger }) {
        collectors.addCollector(
          ...neighboursCollectorsFromConfig(config, { logger }),
        );
      },
    });
  },
});
