import {
  SchedulerServiceTaskRunner,
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  EntityProviderConnection,
  catalogProcessingExtensionPoint,
} from '@backstage/plugin-catalog-node';
import {
  ItopsEntityProvider,
  ItopsRelationsProcessor,
} from '@sankofa/plugin-catalog-backend-module-itops';
import { ItopsApi } from '@sankofa/plugin-itops-common';
import {
  Collector,
  itopsCollectorsExtensionPoint,
  itopsServiceRef,
} from '@sankofa/plugin-itops-node';
import { ScopeResult } from '@sankofa/site-model';
import { GeneratedSite } from '../generatedSite';
import { CatalogRefresh, PortalOptions } from './protocol';

function collector(
  sourceId: string,
  pass: string,
  scopes: () => ScopeResult[],
): Collector {
  return {
    sourceId,
    kind: sourceId.split('/')[0],
    pass,
    title: sourceId,
    schedule: { frequency: { trigger: 'manual' }, timeout: { minutes: 5 } },
    collect: async () => ({
      collectedAt: new Date().toISOString(),
      scopes: scopes(),
    }),
    check: async () => [],
  };
}

/** Collectors that bring a generated site when they are asked to run. */
export function generatedCollectors(site: () => GeneratedSite) {
  return createBackendModule({
    pluginId: 'itops',
    moduleId: 'bench-collectors',
    register(reg) {
      reg.registerInit({
        deps: { point: itopsCollectorsExtensionPoint },
        async init({ point }) {
          point.addCollector(
            collector('proxmox/main', 'inventory', () => site().inventory),
            collector('proxmox/main', 'addresses', () => site().addresses),
            collector('declared/keys', 'inventory', () => site().keys),
            collector('declared/guests', 'inventory', () => site().rows),
          );
        },
      });
    },
  });
}

/** Nothing but the guests: as many entities as there are rows in a list of guests. */
function guestsOnly(itops: ItopsApi): Pick<ItopsApi, 'site'> {
  return {
    async site(condition, options) {
      const answer = await itops.site(condition, options);
      return answer.changed
        ? {
            ...answer,
            site: {
              ...answer.site,
              nodes: [],
              addresses: [],
              prefixes: [],
              vlans: [],
            },
          }
        : answer;
    },
  };
}

/** Counts what reaches the catalog, and passes it on. */
function counting(
  connection: EntityProviderConnection,
  count: (entities: number) => void,
): EntityProviderConnection {
  return {
    refresh: options => connection.refresh(options),
    async applyMutation(mutation) {
      count(
        mutation.type === 'full'
          ? mutation.entities.length
          : mutation.added.length + mutation.removed.length,
      );
      await connection.applyMutation(mutation);
    },
  };
}

/** The real entity provider, which refreshes only when it is told to. */
export class CatalogOnDemand {
  private provider?: ItopsEntityProvider;
  private sent = 0;
  private hours = 0;

  constructor(private readonly kinds: PortalOptions['catalog']) {}

  get module() {
    return createBackendModule({
      pluginId: 'catalog',
      moduleId: 'bench-itops',
      register: reg => {
        reg.registerInit({
          deps: {
            catalog: catalogProcessingExtensionPoint,
            itops: itopsServiceRef,
            logger: coreServices.logger,
          },
          init: async ({ catalog, itops, logger }) => {
            const api = itops.asService();
            const onDemand: SchedulerServiceTaskRunner = {
              run: async () => {},
            };
            const provider = ItopsEntityProvider.create({
              itops: this.kinds === 'guests' ? guestsOnly(api) : api,
              logger,
              taskRunner: onDemand,
              defaultOwner: 'group:default/bench',
              now: () => this.hours * 3_600_000,
            });
            catalog.addProcessor(new ItopsRelationsProcessor());
            catalog.addEntityProvider({
              getProviderName: () => provider.getProviderName(),
              connect: connection =>
                provider.connect(
                  counting(connection, entities => {
                    this.sent += entities;
                  }),
                ),
            });
            this.provider = provider;
          },
        });
      },
    });
  }

  /** @param whole - as if the hour after which all is sent again were over */
  async refresh(whole: boolean): Promise<CatalogRefresh> {
    this.sent = 0;
    this.hours += whole ? 2 : 0;
    const began = performance.now();
    const result = await this.provider!.refresh();
    return { ms: performance.now() - began, ...result, sent: this.sent };
  }
}
