import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { itopsServiceRef } from '@sankofa/plugin-itops-node';
import { createChangeSubmitAction } from './actions/changeSubmit';
import { createChangeWaitAction } from './actions/changeWait';
import { createDriftPatchAction } from './actions/driftPatch';
import { ChangeLinks } from './changes/ChangeLinks';

/**
 * Adds `itops:drift:patch`, `itops:change:submit` and `itops:change:wait` to the
 * scaffolder.
 * @public
 */
export const scaffolderModuleItops = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'itops',
  register(reg) {
    reg.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        config: coreServices.rootConfig,
        itops: itopsServiceRef,
      },
      async init({ actions, config, itops }) {
        const links = ChangeLinks.fromConfig(config);
        actions.addActions(
          createDriftPatchAction({ itops }),
          createChangeSubmitAction({ itops, links }),
          createChangeWaitAction({ itops, links }),
        );
      },
    });
  },
});
