import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { itopsCollectorsExtensionPoint } from '@sankofa/plugin-itops-node';
import { declaredCollectorsFromConfig } from './declaredCollectorsFromConfig';

/**
 * Adds the collectors of declared files to the itops backend.
 * @public
 */
export const itopsModuleDeclared = createBackendModule({
  pluginId: 'itops',
  moduleId: 'declared',
  register(reg) {
    reg.registerInit({
      deps: {
        collectors: itopsCollectorsExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        urlReader: coreServices.urlReader,
      },
      async init({ collectors, config, logger, urlReader }) {
        collectors.addCollector(
          ...declaredCollectorsFromConfig(config, { logger, urlReader }),
        );
      },
    });
  },
});
