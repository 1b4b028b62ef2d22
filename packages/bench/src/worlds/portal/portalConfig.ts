import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { PortalOptions } from './protocol';

export function baseUrlOf({ port }: Pick<PortalOptions, 'port'>): string {
  return `http://127.0.0.1:${port}`;
}

function configOf(options: PortalOptions) {
  const { changing, databaseUrl, port } = options;
  const baseUrl = baseUrlOf(options);
  return {
    ...changing?.config,
    app: { baseUrl },
    backend: {
      baseUrl,
      listen: { host: '127.0.0.1', port },
      database: {
        client: 'pg',
        connection: databaseUrl,
        pluginDivisionMode: 'schema',
      },
    },
    permission: { enabled: true },
    auth: {
      providers: changing
        ? { ...changing.signIn, people: {} }
        : { guest: { dangerouslyAllowOutsideDevelopment: true } },
    },
    // What is measured is what a refresh starts, not what the clock does.
    catalog: { processingInterval: { hours: 24 } },
  };
}

/** The configuration of a portal of the bench, in place of files. */
export function portalConfig(options: PortalOptions) {
  return createServiceFactory({
    service: coreServices.rootConfig,
    deps: {},
    factory: () => new ConfigReader(configOf(options)),
  });
}
