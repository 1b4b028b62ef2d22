import { createBackendModule } from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { ItopsPermissionPolicy } from './ItopsPermissionPolicy';

/**
 * Decides by role what people may do in the whole portal.
 *
 * @public
 */
export const permissionModuleItops = createBackendModule({
  pluginId: 'permission',
  moduleId: 'itops-policy',
  register(reg) {
    reg.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy(new ItopsPermissionPolicy());
      },
    });
  },
});
