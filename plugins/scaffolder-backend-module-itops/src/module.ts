import { createBackendModule } from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { itopsServiceRef } from '@sankofa/plugin-itops-node';
import { createDriftPatchAction } from './actions/driftPatch';

/**
 * Adds `itops:drift:patch` to the scaffolder.
 * @public
 */
export const scaffolderModuleItops = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'itops',
  register(reg) {
    reg.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        itops: itopsServiceRef,
      },
      async init({ actions, itops }) {
        actions.addActions(createDriftPatchAction({ itops }));
      },
    });
  },
});
