/**
 * A portal in a process of its own: the real itops plugin, catalog, permissions
 * and guest sign-in over one PostgreSQL, with collectors that bring a generated site.
 */
import { createBackend } from '@backstage/backend-defaults';
import { collectGarbage } from '../../harness';
import { answering } from '../forked';
import { GeneratedSite, generatedSite } from '../generatedSite';
import { CatalogOnDemand, generatedCollectors } from './features';
import { benchPeople } from './people';
import { PortalMemory, PortalOptions, PortalQuestion } from './protocol';
import { baseUrlOf, portalConfig } from './portalConfig';
import { watchedCollector } from './watchedCollector';

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
  backend.add(portalConfig(options));
  backend.add(import('@sankofa/plugin-itops-backend'));
  backend.add(import('@backstage/plugin-auth-backend'));
  backend.add(import('@backstage/plugin-permission-backend'));
  backend.add(
    import('@backstage/plugin-permission-backend-module-allow-all-policy'),
  );
  if (changing) {
    backend.add(import('@sankofa/plugin-itops-backend-module-proxmox'));
    backend.add(benchPeople);
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
    ready: { url: baseUrlOf(options) },
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
