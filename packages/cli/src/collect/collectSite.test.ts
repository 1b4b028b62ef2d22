import { mockServices } from '@backstage/backend-test-utils';
import {
  AT,
  complete,
  fakeCollector,
  guestFact,
  nodeFact,
} from '../testUtils/fakeCollector';
import { collectSite } from './collectSite';

const options = {
  siteOptions: { unusedExclusions: [], owners: [] },
  logger: mockServices.logger.mock(),
};

describe('collectSite', () => {
  it('joins what all sources brought', async () => {
    const { site } = await collectSite(
      [
        fakeCollector('proxmox/b', {
          scopes: [
            complete('source', [nodeFact('alder', 'online'), guestFact(101)]),
          ],
        }),
        fakeCollector('declared/a', { scopes: [complete('source')] }),
      ],
      options,
    );
    expect(site.sources.map(({ sourceId }) => sourceId)).toEqual([
      'declared/a',
      'proxmox/b',
    ]);
    expect(site.guests.map(({ id }) => id)).toEqual(['proxmox/b/101']);
  });

  it('reads sources side by side and the passes of one source in turn', async () => {
    const running = new Set<string>();
    const together: string[][] = [];
    const tracked = (sourceId: string, pass: string) =>
      fakeCollector(sourceId, {
        pass,
        collect: async () => {
          running.add(`${sourceId} ${pass}`);
          await new Promise(resolve => setTimeout(resolve, 20));
          together.push([...running].sort());
          running.delete(`${sourceId} ${pass}`);
          return { collectedAt: AT, scopes: [complete('source')] };
        },
      });
    await collectSite(
      [
        tracked('proxmox/a', 'inventory'),
        tracked('proxmox/a', 'addresses'),
        tracked('proxmox/b', 'inventory'),
      ],
      options,
    );
    expect(together[0]).toEqual(['proxmox/a inventory', 'proxmox/b inventory']);
    expect(together.at(-1)).toEqual(['proxmox/a addresses']);
  });

  it('keeps the others when one source fails, and says what the collectors noted', async () => {
    const { site, verdicts, notes } = await collectSite(
      [
        fakeCollector('proxmox/a', {
          collect: async () => ({
            collectedAt: AT,
            note: 'read over SSH',
            scopes: [
              {
                scope: 'source',
                completeness: 'failed',
                error: { reason: 'unreachable', message: 'No route.' },
                facts: [],
              },
            ],
          }),
        }),
        fakeCollector('proxmox/b', {
          scopes: [
            complete('source', [nodeFact('alder', 'online'), guestFact(101)]),
          ],
        }),
      ],
      options,
    );
    expect(site.sources.map(({ freshness }) => freshness)).toEqual([
      'failed',
      'fresh',
    ]);
    expect(site.guests).toHaveLength(1);
    expect(verdicts).toContainEqual(
      expect.objectContaining({
        rule: 'source-unhealthy',
        subject: 'source:proxmox/a',
      }),
    );
    expect(notes).toEqual([{ sourceId: 'proxmox/a', note: 'read over SSH' }]);
  });
});
