/**
 * A portal in a process of its own: the real itops plugin, catalog, permissions
 * and guest sign-in over one PostgreSQL, with collectors that bring a generated site.
 */
import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { collectGarbage } from '../../harness';
import { answering } from '../forked';
import { GeneratedSite, generatedSite } from '../generatedSite';
import { CatalogOnDemand, generatedCollectors } from './features';
import { benchPeople } from './people';
import { PortalMemory, PortalOptions, PortalQuestion } from './protocol';
import { watchedCollector } from './watchedCollector';

function configOf({ changing, databaseUrl, port }: PortalOptions) {
  const baseUrl = `http://127.0.0.1:${port}`;
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

const NOTHING = generatedSite({ guests: 0, keys: 0 });

/** Guests with round numbers got another name. */
function renamed(site: GeneratedSite): GeneratedSite {
  const [list, ...others] = site.inventory;
  const facts = list.facts.map(fact =>
    fact.kind === 'guest' && fact.value.vmid % 100 === 0
      ? { ...fact, value: { ...fact.value, name: `${fact.value.name}-new` } }
      : fact,
  );
  return { ...site, inventory: [{ ...list, facts }, ...others] };
}

async function serve(options: PortalOptions) {
  let site = NOTHING;
  const catalog = new CatalogOnDemand(options.catalog);
  const { changing } = options;
  const backend = createBackend();
  backend.add(
    createServiceFactory({
      service: coreServices.rootConfig,
      deps: {},
      factory: () => new ConfigReader(configOf(options)),
    }),
  );
  backend.add(import('@sankofa/plugin-itops-backend'));
  if (changing?.as !== 'worker') {
    backend.add(import('@backstage/plugin-auth-backend'));
    backend.add(import('@backstage/plugin-permission-backend'));
    backend.add(
      import('@backstage/plugin-permission-backend-module-allow-all-policy'),
    );
  }
  if (changing) {
    backend.add(import('@sankofa/plugin-itops-backend-module-proxmox'));
    if (changing.as === 'portal') {
      backend.add(benchPeople);
    }
  } else {
    backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
    backend.add(import('@backstage/plugin-catalog-backend'));
    backend.add(generatedCollectors(() => site));
    backend.add(catalog.module);
  }
  if (options.watched) {
    backend.add(watchedCollector(options.watched));
  }
  await backend.start();

  return {
    ready: { url: configOf(options).backend.baseUrl },
    answer(question: PortalQuestion) {
      switch (question.ask) {
        case 'site': {
          const { guests } = question;
          const plain = generatedSite({ guests, keys: guests });
          site = question.renamed ? renamed(plain) : plain;
          return undefined;
        }
        case 'refreshCatalog':
          return catalog.refresh(question.whole ?? false);
        default: {
          // Nobody but a benchmark holds what a collector will bring.
          site = NOTHING;
          collectGarbage();
          const { rss, heapUsed } = process.memoryUsage();
          return { rss, heapUsed } satisfies PortalMemory;
        }
      }
    },
  };
}

answering(serve);
