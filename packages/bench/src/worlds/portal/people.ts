import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
  createProxyAuthenticator,
} from '@backstage/plugin-auth-node';

/** Names who signs in: `user:default/ama`. */
export const PERSON_HEADER = 'x-bench-person';

const authenticator = createProxyAuthenticator({
  defaultProfileTransform: async () => ({ profile: {} }),
  initialize() {},
  async authenticate({ req }) {
    const person = req.header(PERSON_HEADER);
    if (!person) {
      throw new Error(`Nobody signs in without ${PERSON_HEADER}`);
    }
    return { result: person };
  },
});

/** Signs in whoever says who they are: four eyes need two people. */
export const benchPeople = createBackendModule({
  pluginId: 'auth',
  moduleId: 'bench-people',
  register(reg) {
    reg.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'people',
          factory: createProxyAuthProviderFactory({
            authenticator,
            signInResolver: ({ result: person }, context) =>
              context.issueToken({ claims: { sub: person, ent: [person] } }),
          }),
        });
      },
    });
  },
});
