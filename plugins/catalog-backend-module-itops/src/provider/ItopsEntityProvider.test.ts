import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import { mockServices } from '@backstage/backend-test-utils';
import { SiteAnswer, SiteInventory } from '@sankofa/plugin-itops-common';
import fc from 'fast-check';
import { smallSite } from '../testSites';
import { ItopsEntityProvider } from './ItopsEntityProvider';

/** Entities of the small site. */
const SIZE = 17;

/** What the real catalog keeps for one provider, as far as mutations go. */
class FakeCatalog {
  readonly entities = new Map<string, string>();
  readonly mutations: EntityProviderMutation[] = [];
  broken = false;

  async applyMutation(mutation: EntityProviderMutation) {
    if (this.broken) {
      throw new Error('database is gone');
    }
    this.mutations.push(mutation);
    if (mutation.type === 'full') {
      this.entities.clear();
    }
    const added = mutation.type === 'full' ? mutation.entities : mutation.added;
    for (const { entity } of added) {
      this.entities.set(stringifyEntityRef(entity), JSON.stringify(entity));
    }
    if (mutation.type === 'delta') {
      for (const removed of mutation.removed) {
        this.entities.delete(
          'entityRef' in removed
            ? removed.entityRef
            : stringifyEntityRef(removed.entity),
        );
      }
    }
  }

  async refresh() {}
}

/** The inventory: answers its site with an ETag over what is not volatile. */
class FakeItops {
  site_: SiteInventory | Error = smallSite();
  readonly asked: (string | undefined)[] = [];

  async site(query?: { ifNoneMatch?: string }): Promise<SiteAnswer> {
    this.asked.push(query?.ifNoneMatch);
    if (this.site_ instanceof Error) {
      throw this.site_;
    }
    const { at: _, ...rest } = this.site_;
    const etag = JSON.stringify({
      ...rest,
      sources: rest.sources.map(({ freshness: __, ...source }) => source),
    });
    return query?.ifNoneMatch === etag
      ? { changed: false, etag }
      : { changed: true, etag, site: structuredClone(this.site_) };
  }

  edit(change: (site: SiteInventory) => void) {
    const site = smallSite();
    change(site);
    this.site_ = site;
  }
}

async function startProcess(catalog: FakeCatalog, itops: FakeItops) {
  const clock = { now: 0 };
  const logger = mockServices.logger.mock();
  const provider = ItopsEntityProvider.create({
    itops,
    logger,
    taskRunner: { run: async () => {} },
    defaultOwner: 'group:default/it',
    now: () => clock.now,
  });
  await provider.connect(catalog);
  return { provider, clock, logger };
}

async function setup() {
  const catalog = new FakeCatalog();
  const itops = new FakeItops();
  return { catalog, itops, ...(await startProcess(catalog, itops)) };
}

describe('ItopsEntityProvider', () => {
  it('emits everything once, under one location key', async () => {
    const { provider, catalog } = await setup();
    expect(await provider.refresh()).toEqual({
      outcome: 'full',
      added: SIZE,
      removed: 0,
    });
    const [mutation] = catalog.mutations;
    expect(mutation.type).toBe('full');
    expect(
      mutation.type === 'full' &&
        mutation.entities.every(({ locationKey }) => locationKey === 'itops'),
    ).toBe(true);
  });

  it('sends nothing while the site stays as it is', async () => {
    const { provider, catalog, itops } = await setup();
    await provider.refresh();
    expect((await provider.refresh()).outcome).toBe('unchanged');
    expect(itops.asked[1]).toEqual(expect.any(String));
    expect(catalog.mutations).toHaveLength(1);
  });

  it('sends nothing when only freshness or the time changed, also without ETags', async () => {
    const { provider, catalog, itops } = await setup();
    await provider.refresh();
    const answer = jest.spyOn(itops, 'site').mockImplementation(async () => {
      const site = smallSite();
      site.at = '2026-03-01T09:00:00Z';
      site.sources[0].freshness = 'stale';
      return { changed: true, site };
    });
    expect((await provider.refresh()).outcome).toBe('unchanged');
    expect(answer).toHaveBeenCalledTimes(1);
    expect(catalog.mutations).toHaveLength(1);
  });

  it('compares 5,000 unchanged entities in less than two seconds', async () => {
    const { provider, catalog, itops } = await setup();
    const [port] = smallSite().switchPorts;
    const [name] = smallSite().hostnames;
    itops.edit(site => {
      site.switchPorts = Array.from({ length: 2500 }, (_, index) => ({
        ...port,
        id: `${port.switchId}/${index}`,
        ports: [index],
      }));
      site.hostnames = Array.from({ length: 2500 }, (_, index) => ({
        ...name,
        hostname: `shop-${index}.example`,
      }));
    });
    await provider.refresh();
    expect(catalog.entities.size).toBeGreaterThan(5000);
    const answer = structuredClone(itops.site_ as SiteInventory);
    jest
      .spyOn(itops, 'site')
      .mockImplementation(async () => ({ changed: true, site: answer }));
    const start = performance.now();
    expect((await provider.refresh()).outcome).toBe('unchanged');
    expect(performance.now() - start).toBeLessThan(2000);
    expect(catalog.mutations).toHaveLength(1);
  });

  it('sends only the entities that changed', async () => {
    const { provider, catalog, itops } = await setup();
    await provider.refresh();
    itops.edit(site => {
      site.guests[0].node = 'birch';
    });
    expect(await provider.refresh()).toEqual({
      outcome: 'delta',
      added: 1,
      removed: 0,
    });
    expect(catalog.entities.get('resource:default/lab-101')).toContain(
      'lab-node-birch',
    );
  });

  it('removes a guest that the inventory retired, and its address', async () => {
    const { provider, catalog, itops } = await setup();
    await provider.refresh();
    itops.edit(site => {
      site.guests.splice(1, 1);
      site.addresses.splice(1, 1);
    });
    // Both names are served by it, and no longer depend on it.
    expect(await provider.refresh()).toEqual({
      outcome: 'delta',
      added: 2,
      removed: 2,
    });
    expect([...catalog.entities.keys()]).not.toContain(
      'resource:default/lab-102',
    );
    expect(catalog.entities.size).toBe(SIZE - 2);
  });

  it('leaves the catalog alone while the API fails, and says so once', async () => {
    const { provider, catalog, itops, logger } = await setup();
    await provider.refresh();
    itops.site_ = new Error('connect ECONNREFUSED');
    expect(await provider.refresh()).toMatchObject({ outcome: 'failed' });
    await provider.refresh();
    expect(catalog.entities.size).toBe(SIZE);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn.mock.calls[0][0]).toContain('ECONNREFUSED');
  });

  it('keeps everything of a source whose last collection failed', async () => {
    const { provider, catalog, itops } = await setup();
    await provider.refresh();
    itops.edit(site => {
      site.sources[0].freshness = 'failed';
    });
    await provider.refresh();
    expect(catalog.mutations).toHaveLength(1);
    expect(catalog.entities.size).toBe(SIZE);
  });

  it('does not wipe the catalog after a restart with an inventory that has read nothing', async () => {
    const { provider, catalog, itops } = await setup();
    await provider.refresh();
    const restarted = await startProcess(catalog, itops);
    itops.edit(site => {
      site.nodes = site.guests = site.addresses = site.prefixes = [];
      site.vlans = [];
      site.sources.forEach(source => {
        source.everRead = false;
        source.freshness = 'never';
      });
    });
    expect(await restarted.provider.refresh()).toMatchObject({
      outcome: 'held',
      why: expect.stringContaining('proxmox/lab'),
    });
    itops.edit(site => {
      Object.assign(site, {
        sources: [],
        nodes: [],
        guests: [],
        switches: [],
        switchPorts: [],
        hostnames: [],
      });
    });
    expect(await restarted.provider.refresh()).toMatchObject({
      outcome: 'held',
    });
    expect(catalog.entities.size).toBe(SIZE);
  });

  it('adds what is known while one source was never read, and removes nothing', async () => {
    const { catalog, itops, provider } = await setup();
    await provider.refresh();
    const restarted = await startProcess(catalog, itops);
    itops.edit(site => {
      site.sources[0].everRead = false;
      site.nodes = site.guests = [];
      site.addresses = [
        { address: '10.20.0.77', guestIds: [], declared: true },
      ];
    });
    expect(await restarted.provider.refresh()).toMatchObject({
      outcome: 'delta',
      removed: 0,
    });
    expect(catalog.entities.size).toBe(SIZE + 1);

    itops.edit(() => {});
    expect(await restarted.provider.refresh()).toMatchObject({
      outcome: 'full',
    });
    expect(catalog.entities.size).toBe(SIZE);
  });

  it.each([
    ['npm/edge', 2, () => ({ hostnames: [] })],
    ['unifi/udm', 5, () => ({ switches: [], switchPorts: [] })],
  ])(
    'removes nothing while %s was never read completely, also not in a new process',
    async (sourceId, gone, without) => {
      const { catalog, itops, provider } = await setup();
      await provider.refresh();
      const unread = (site: SiteInventory) => {
        Object.assign(site, without());
        site.sources.find(each => each.sourceId === sourceId)!.everRead = false;
      };
      itops.edit(unread);
      const { provider: restarted } = await startProcess(catalog, itops);
      for (const each of [provider, restarted]) {
        expect(await each.refresh()).toMatchObject({
          removed: 0,
          why: expect.stringContaining(sourceId),
        });
      }
      expect(catalog.entities.size).toBe(SIZE);

      itops.edit(site => Object.assign(site, without()));
      await restarted.refresh();
      expect(catalog.entities.size).toBe(SIZE - gone);
    },
  );

  it('sends again what the catalog did not take', async () => {
    const { provider, catalog, itops } = await setup();
    await provider.refresh();
    itops.edit(site => {
      site.guests[0].name = 'shop-front';
    });
    catalog.broken = true;
    expect((await provider.refresh()).outcome).toBe('failed');
    catalog.broken = false;
    expect((await provider.refresh()).outcome).toBe('delta');
    expect(catalog.entities.get('resource:default/lab-101')).toContain(
      'shop-front',
    );
  });

  it('emits everything again after an hour, which repairs a catalog that lost something', async () => {
    const { provider, catalog, clock } = await setup();
    await provider.refresh();
    catalog.entities.delete('resource:default/lab-101');
    clock.now = 59 * 60_000;
    expect((await provider.refresh()).outcome).toBe('unchanged');
    clock.now = 60 * 60_000;
    expect((await provider.refresh()).outcome).toBe('full');
    expect(catalog.entities.size).toBe(SIZE);
  });

  it('gives up a request when its task is aborted', async () => {
    const { provider, itops } = await setup();
    jest.spyOn(itops, 'site').mockImplementation(
      (...args: unknown[]) =>
        new Promise((_, reject) => {
          const { signal } = args[1] as { signal: AbortSignal };
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    );
    const stop = new AbortController();
    const refreshed = provider.refresh(stop.signal);
    stop.abort(new Error('shutting down'));
    expect(await refreshed).toMatchObject({
      outcome: 'failed',
      why: 'shutting down',
    });
  });

  it('equals the inventory after any history that ends in a complete answer, and loses nothing before', async () => {
    const step = fc.record({
      fails: fc.boolean(),
      restart: fc.boolean(),
      unread: fc.boolean(),
      guests: fc.subarray([0, 1, 2]),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async steps => {
        const { catalog, itops, provider: first } = await setup();
        let provider = first;
        await provider.refresh();
        let present = new Set(['101', '102', '900']);
        for (const { fails, restart, unread, guests } of steps) {
          if (restart) {
            ({ provider } = await startProcess(catalog, itops));
          }
          itops.edit(site => {
            site.sources[0].everRead = !unread;
            site.guests = guests.map(index => smallSite().guests[index]);
          });
          const kept = guests.map(index =>
            String(smallSite().guests[index].vmid),
          );
          if (fails) {
            itops.site_ = new Error('down');
          } else {
            present = new Set(unread ? [...present, ...kept] : kept);
          }
          await provider.refresh();
          const inCatalog = [...catalog.entities.keys()].flatMap(
            ref => /lab-(\d+)$/.exec(ref)?.[1] ?? [],
          );
          expect(new Set(inCatalog)).toEqual(present);
        }
      }),
      { numRuns: 200 },
    );
  });
});
