import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { oidcAuthenticator } from '@backstage/plugin-auth-backend-module-oidc-provider';
import {
  authProvidersExtensionPoint,
  createOAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { identitySettingsFromConfig } from '@sankofa/plugin-itops-node';
import { createSignInResolver } from './signInResolver';

/**
 * Signs people in through `auth.providers.oidc` with the roles that
 * `itops.identity` gives them. Without the former it does nothing; with the former
 * and without the latter, or with groups that overlap, the backend does not start.
 *
 * @public
 */
export const authModuleItopsOidc = createBackendModule({
  pluginId: 'auth',
  moduleId: 'itops-oidc',
  register(reg) {
    reg.registerInit({
      deps: {
        providers: authProvidersExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
      },
      async init({ providers, config, logger }) {
        const settings = identitySettingsFromConfig(config);
        if (!settings) {
          return;
        }
        providers.registerProvider({
          providerId: 'oidc',
          factory: createOAuthProviderFactory({
            authenticator: oidcAuthenticator,
            signInResolver: createSignInResolver({ settings, logger }),
          }),
        });
      },
    });
  },
});
