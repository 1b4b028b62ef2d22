import { createBackendModule } from '@backstage/backend-plugin-api';
import { itopsCollectorsExtensionPoint } from '@sankofa/plugin-itops-node';
import { appendFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { generatedSite } from '../generatedSite';
import { WatchedReading, WatchedSource } from './protocol';

/** The source whose readings are written down. */
export const WATCHED_SOURCE = 'proxmox/watched';

/** A source that takes its time, read by whichever replica has its turn. */
export function watchedCollector(options: WatchedSource) {
  const { log, everySeconds, readMs, timeoutSeconds } = options;
  async function note(event: WatchedReading['event']): Promise<void> {
    const reading: WatchedReading = {
      pid: process.pid,
      event,
      at: Date.now(),
    };
    // One short line, appended in one write: replicas do not mix theirs.
    await appendFile(log, `${JSON.stringify(reading)}\n`);
  }
  const { inventory } = generatedSite({ guests: 5, keys: 0 });
  return createBackendModule({
    pluginId: 'itops',
    moduleId: 'bench-watched-collector',
    register(reg) {
      reg.registerInit({
        deps: { point: itopsCollectorsExtensionPoint },
        async init({ point }) {
          point.addCollector({
            sourceId: WATCHED_SOURCE,
            kind: 'proxmox',
            pass: 'inventory',
            title: WATCHED_SOURCE,
            schedule: {
              frequency: { seconds: everySeconds },
              timeout: { seconds: timeoutSeconds },
            },
            async collect({ signal }) {
              const collectedAt = new Date().toISOString();
              await note('begin');
              await sleep(readMs, undefined, { signal });
              await note('end');
              return { collectedAt, scopes: inventory };
            },
            check: async () => [],
          });
        },
      });
    },
  });
}
