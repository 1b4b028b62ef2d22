import { setTimeout as sleep } from 'node:timers/promises';
import { INVENTORY_PASS } from '@sankofa/site-model';
import { CollectionRunner } from '../collection';
import { SiteService } from '../site';

const LOOK_MS = 250;
/** Nothing waits longer for what is only shown: the source itself has been asked. */
const PATIENCE_MS = 20_000;

/**
 * Reads a source after a change of it, so that the pages show what was done once it is
 * called done.
 */
export async function collectAfter(
  sourceId: string,
  { runner, sites }: { runner: CollectionRunner; sites: SiteService },
): Promise<void> {
  const key = `${sourceId} ${INVENTORY_PASS}`;
  const before = (await sites.refresh()).runs[key];
  const request = { trigger: 'service', actor: 'service:itops' } as const;
  const { running, started } = await runner.triggerNow([sourceId], request);
  if (![...running, ...started].some(({ pass }) => pass === INVENTORY_PASS)) {
    return;
  }
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    await sleep(LOOK_MS);
    if ((await sites.refresh()).runs[key] !== before) {
      return;
    }
  }
}
