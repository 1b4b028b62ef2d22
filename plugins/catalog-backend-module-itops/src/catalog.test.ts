import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  TestDatabases,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { Entity } from '@backstage/catalog-model';
import {
  SiteInventory,
  hostnameEntityName,
} from '@sankofa/plugin-itops-common';
import { createHash } from 'node:crypto';
import catalogModuleItops from './index';
import { smallSite } from './testSites';

jest.setTimeout(120_000);

type Database = Awaited<ReturnType<TestDatabases['init']>>;

/** The real catalog on a real PostgreSQL, beside an itops backend that answers `site`. */
async function startCatalog(
  knex: Database,
  inventory: { site?: SiteInventory },
) {
  let asking: { entities(): Promise<Entity[]>; follow(): Promise<void> };
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleItops,
      mockServices.database.factory({ knex }),
      // Tasks run when the test says so; the instance is shared by all plugins.
      mockServices.scheduler.factory({ skipTaskRunOnStartup: true }),
      createBackendPlugin({
        pluginId: 'itops',
        register(reg) {
          reg.registerInit({
            deps: { http: coreServices.httpRouter },
            async init({ http }) {
              http.use((req, res) => {
                const { site } = inventory;
                const etag = `"${createHash('sha256')
                  .update(JSON.stringify(site ?? ''))
                  .digest('hex')}"`;
                if (!site || req.path !== '/v1/inventory/site') {
                  res.status(503).json({ error: { message: 'starting' } });
                } else if (req.headers['if-none-match'] === etag) {
                  res.status(304).end();
                } else {
                  res.set('etag', etag).json(site);
                }
              });
            },
          });
        },
      }),
      createBackendPlugin({
        pluginId: 'asking',
        register(reg) {
          reg.registerInit({
            deps: {
              auth: coreServices.auth,
              catalog: catalogServiceRef,
              scheduler: coreServices.scheduler,
            },
            async init({ auth, catalog, scheduler }) {
              asking = {
                async entities() {
                  const credentials = await auth.getOwnServiceCredentials();
                  return (await catalog.getEntities({}, { credentials })).items;
                },
                follow: () => scheduler.triggerTask('itops-catalog-refresh'),
              };
            },
          });
        },
      }),
    ],
  });
  return { stop: () => backend.stop(), ...asking! };
}

async function eventually<T>(
  read: () => Promise<T>,
  right: (value: T) => boolean,
): Promise<T> {
  const end = Date.now() + 30_000;
  for (;;) {
    const value = await read();
    if (right(value) || Date.now() > end) {
      return value;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

function relationsOf(entities: Entity[], name: string): string[] {
  const entity = entities.find(each => each.metadata.name === name);
  return (entity?.relations ?? [])
    .map(({ type, targetRef }) => `${type} ${targetRef}`)
    .sort();
}

describe('the inventory in the catalog', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });

  it('has relations in pairs, reprocesses nothing unchanged, survives a restart and loses only what was retired', async () => {
    const knex = await databases.init('POSTGRES_15');
    const inventory: { site?: SiteInventory } = { site: smallSite() };
    const first = await startCatalog(knex, inventory);
    await first.follow();

    const entities = await eventually(
      first.entities,
      all =>
        all.length === 17 && relationsOf(all, 'sw-core-port-1').length === 5,
    );
    expect(relationsOf(entities, 'lab-101')).toEqual([
      'dependencyOf resource:default/hostname-shop.example',
      'dependencyOf resource:default/ip-10.20.0.11',
      'dependsOn resource:default/lab-node-alder',
      'dependsOn resource:default/vlan-20',
      'hasAddress resource:default/ip-10.20.0.11',
      'hostedOn resource:default/lab-node-alder',
      'memberOfVlan resource:default/vlan-20',
      'ownedBy group:default/shop',
      'routedFrom resource:default/hostname-shop.example',
    ]);
    const tenants = hostnameEntityName('*.tenants.example');
    expect(relationsOf(entities, 'lab-node-alder')).toEqual([
      'connectedTo resource:default/sw-core-port-1',
      `dependencyOf resource:default/${tenants}`,
      'dependencyOf resource:default/lab-101',
      'dependsOn resource:default/sw-core-port-1',
      'hostOf resource:default/lab-101',
      'ownedBy group:default/it-platform',
      `routedFrom resource:default/${tenants}`,
    ]);
    expect(relationsOf(entities, 'sw-core-port-1')).toEqual([
      'connectedTo resource:default/lab-node-alder',
      'dependencyOf resource:default/lab-node-alder',
      'dependsOn resource:default/sw-core',
      'hostedOn resource:default/sw-core',
      'ownedBy group:default/it-platform',
    ]);
    expect(relationsOf(entities, 'sw-gate-port-1-2')).toContain(
      'connectedTo resource:default/sw-core-port-9-10',
    );
    expect(relationsOf(entities, tenants)).toEqual([
      'dependsOn resource:default/ip-10.20.0.99',
      'dependsOn resource:default/lab-102',
      'dependsOn resource:default/lab-node-alder',
      'ownedBy group:default/it-platform',
      'routesTo resource:default/ip-10.20.0.99',
      'routesTo resource:default/lab-node-alder',
    ]);

    const rows = () =>
      knex('refresh_state')
        .select('entity_ref', 'unprocessed_hash', 'last_discovery_at')
        .orderBy('entity_ref');
    const before = await rows();
    await first.follow();
    expect(await rows()).toEqual(before);
    await first.stop();

    // A new process, while the inventory is not there yet.
    inventory.site = undefined;
    const second = await startCatalog(knex, inventory);
    await second.follow();
    expect(await rows()).toEqual(before);

    // Its first full emission is compared by the catalog: nothing is new.
    inventory.site = { ...smallSite(), at: '2026-04-01T00:00:00Z' };
    await second.follow();
    expect(await rows()).toEqual(before);

    const without = smallSite();
    without.guests.splice(1, 1);
    inventory.site = without;
    await second.follow();
    const left = await eventually(second.entities, all => all.length === 16);
    expect(left.map(({ metadata }) => metadata.name)).not.toContain('lab-102');
    await second.stop();
  });
});
