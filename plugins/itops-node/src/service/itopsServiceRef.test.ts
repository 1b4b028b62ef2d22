import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { ItopsService, itopsServiceRef } from './itopsServiceRef';

const health = { status: 'ok', database: true, sources: {} };

/** A stand-in for the itops backend that keeps who asked, and a plugin that asks it. */
async function startAsking() {
  const principals: unknown[] = [];
  let service: ItopsService | undefined;
  await startTestBackend({
    features: [
      createBackendPlugin({
        pluginId: 'itops',
        register(reg) {
          reg.registerInit({
            deps: {
              http: coreServices.httpRouter,
              httpAuth: coreServices.httpAuth,
            },
            async init({ http, httpAuth }) {
              http.use(async (req, res) => {
                const { principal } = await httpAuth.credentials(req);
                principals.push(principal);
                res.json(health);
              });
            },
          });
        },
      }),
      createBackendPlugin({
        pluginId: 'asking',
        register(reg) {
          reg.registerInit({
            deps: { itops: itopsServiceRef },
            async init({ itops }) {
              service = itops;
            },
          });
        },
      }),
    ],
  });
  return { principals, itops: service! };
}

describe('itopsServiceRef', () => {
  it('asks as the plugin itself or as the person, as the caller says', async () => {
    const { principals, itops } = await startAsking();

    expect(await itops.asService().health()).toEqual(health);
    const person = mockCredentials.user('user:default/ama');
    await itops.onBehalfOf(person).health();

    expect(principals).toEqual([
      expect.objectContaining({ subject: 'plugin:asking' }),
      expect.objectContaining({ userEntityRef: 'user:default/ama' }),
    ]);
  });

  it('leaves a token alone that the caller brought', async () => {
    const { principals, itops } = await startAsking();

    const token = mockCredentials.user.token('user:default/kofi');
    await itops.asService().health({ token });

    expect(principals).toEqual([
      expect.objectContaining({ userEntityRef: 'user:default/kofi' }),
    ]);
  });
});
