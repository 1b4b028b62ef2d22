import {
  ServiceFactory,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { notificationService } from '@backstage/plugin-notifications-node';
import { ItopsClient } from '@sankofa/plugin-itops-common';
import {
  Executor,
  itopsCollectorsExtensionPoint,
  itopsExecutorsExtensionPoint,
} from '@sankofa/plugin-itops-node';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { itopsPlugin } from '../plugin';
import { FakeCollector } from './collectors';

const LOOK_MS = 20;
const PATIENCE_MS = 10_000;

/** The plugin in a backend that listens, over a database of the test. */
export class TestPortal {
  private constructor(
    readonly client: ItopsClient,
    readonly baseUrl: string,
    /** Names of permissions that nobody has. */
    readonly denied: Set<string>,
    readonly notifications: { send: jest.Mock },
    private readonly collectors: readonly FakeCollector[],
    readonly stop: () => Promise<void>,
  ) {}

  static async start(options: {
    knex: Knex;
    collectors: FakeCollector[];
    executors?: Executor[];
    config?: JsonObject;
    /** Instead of a policy that only knows {@link denied}. */
    access?: ServiceFactory[];
  }): Promise<TestPortal> {
    const { knex, collectors, access, executors = [] } = options;
    const config = { permission: { enabled: true }, ...options.config };
    const denied = new Set<string>();
    const notifications = { send: jest.fn() };
    const backend = await startTestBackend({
      features: [
        itopsPlugin,
        collectorsModule(collectors, executors),
        mockServices.database.factory({ knex }),
        mockServices.rootConfig.factory({ data: config }),
        ...(access ?? [
          mockServices.permissions.mock({
            authorize: async requests =>
              requests.map(({ permission }) => ({
                result: denied.has(permission.name)
                  ? AuthorizeResult.DENY
                  : AuthorizeResult.ALLOW,
              })),
          }).factory,
        ]),
        notificationsFactory(notifications),
      ],
    });
    const baseUrl = `http://127.0.0.1:${backend.server.port()}/api/itops`;
    const client = clientOf(baseUrl);
    return new TestPortal(
      client,
      baseUrl,
      denied,
      notifications,
      collectors,
      () => backend.stop(),
    );
  }

  /** The client of another person. */
  as(userEntityRef: string): ItopsClient {
    return clientOf(this.baseUrl, mockCredentials.user.header(userEntityRef));
  }

  /** One run of every source, until its result is shown. */
  async collect(): Promise<void> {
    const before = await this.attempts();
    await this.client.refresh();
    await this.until(async () => {
      const after = await this.attempts();
      return this.collectors.every(
        ({ sourceId }) => after[sourceId] !== before[sourceId],
      );
    });
  }

  /** What Backstage answers when somebody runs an action of the plugin. */
  async act(
    name: string,
    input: JsonObject,
  ): Promise<{ status: number; body: any }> {
    const response = await fetch(
      `${this.baseUrl}/.backstage/actions/v1/actions/itops:${name}/invoke`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
      },
    );
    return { status: response.status, body: await response.json() };
  }

  /** Waits for what happens by itself. */
  async until(condition: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await condition())) {
      if (Date.now() > deadline) {
        throw new Error('What was waited for has not happened');
      }
      await new Promise(resolve => setTimeout(resolve, LOOK_MS));
    }
  }

  private async attempts(): Promise<Record<string, string | undefined>> {
    const { sources } = await this.client.overview();
    return Object.fromEntries(
      sources.map(({ sourceId, lastAttemptAt }) => [sourceId, lastAttemptAt]),
    );
  }
}

function clientOf(baseUrl: string, authorization?: string): ItopsClient {
  return new ItopsClient({
    discoveryApi: { getBaseUrl: async () => baseUrl },
    fetchApi: {
      fetch: (url, init) =>
        fetch(url, {
          ...init,
          headers: {
            ...init?.headers,
            ...(authorization && { authorization }),
          },
        }),
    },
  });
}

function collectorsModule(collectors: FakeCollector[], executors: Executor[]) {
  return createBackendModule({
    pluginId: 'itops',
    moduleId: 'test-collectors',
    register(reg) {
      reg.registerInit({
        deps: {
          point: itopsCollectorsExtensionPoint,
          writers: itopsExecutorsExtensionPoint,
        },
        async init({ point, writers }) {
          point.addCollector(...collectors);
          writers.addExecutor(...executors);
        },
      });
    },
  });
}

function notificationsFactory(notifications: {
  send: jest.Mock;
}): ServiceFactory {
  return createServiceFactory({
    service: notificationService,
    deps: {},
    factory: () => notifications as any,
  });
}
