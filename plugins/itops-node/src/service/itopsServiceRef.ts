import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { ItopsApi, ItopsClient } from '@sankofa/plugin-itops-common';

/**
 * The itops API for other backend plugins. Who asks is always said: permissions
 * of the itops backend are decided for that caller.
 * @public
 */
export interface ItopsService {
  /** As the calling plugin itself. */
  asService(): ItopsApi;
  /** As the person or service that these credentials belong to. */
  onBehalfOf(credentials: BackstageCredentials): ItopsApi;
}

class DefaultItopsService implements ItopsService {
  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): DefaultItopsService {
    return new DefaultItopsService(options.auth, options.discovery);
  }

  private constructor(
    private readonly auth: AuthService,
    private readonly discovery: DiscoveryService,
  ) {}

  asService(): ItopsApi {
    return this.client(() => this.auth.getOwnServiceCredentials());
  }

  onBehalfOf(credentials: BackstageCredentials): ItopsApi {
    return this.client(async () => credentials);
  }

  /** Tokens live for minutes: each request gets its own, unless the caller sent one. */
  private client(credentials: () => Promise<BackstageCredentials>): ItopsApi {
    return new ItopsClient({
      discoveryApi: this.discovery,
      fetchApi: {
        fetch: async (url, init = {}) => {
          const headers = new Headers(init.headers);
          if (!headers.has('authorization')) {
            const { token } = await this.auth.getPluginRequestToken({
              onBehalfOf: await credentials(),
              targetPluginId: 'itops',
            });
            if (token) {
              headers.set('authorization', `Bearer ${token}`);
            }
          }
          return fetch(url, { ...init, headers });
        },
      },
    });
  }
}

/**
 * Gives a backend plugin or module the itops API.
 * @public
 */
export const itopsServiceRef = createServiceRef<ItopsService>({
  id: 'itops.client',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        auth: coreServices.auth,
        discovery: coreServices.discovery,
      },
      factory: deps => DefaultItopsService.create(deps),
    }),
});
