import { mockServices } from '@backstage/backend-test-utils';
import { AT, complete, fakeCollector, never } from '../testUtils/fakeCollector';
import { deadlineOf, runCollector, withDeadline } from './runCollector';

describe('runCollector', () => {
  const logger = mockServices.logger.mock();

  it('hands on what the collector brought', async () => {
    const collector = fakeCollector('proxmox/a', {
      scopes: [complete('source')],
    });
    expect(await runCollector(collector, { logger })).toEqual({
      collectedAt: AT,
      scopes: [complete('source')],
    });
  });

  it('takes the deadline of the source from its schedule', () => {
    const schedule = { frequency: { minutes: 5 }, timeout: { seconds: 90 } };
    expect(deadlineOf(fakeCollector('proxmox/a', { schedule }))).toBe(90_000);
  });

  it('tells a slow collector to stop and takes the result it then gives', async () => {
    const collector = fakeCollector('proxmox/a', {
      collect: ({ signal }) =>
        new Promise(resolve => {
          signal.addEventListener('abort', () =>
            resolve({ collectedAt: AT, scopes: [complete('source')] }),
          );
        }),
    });
    const result = await runCollector(collector, { logger, deadlineMs: 10 });
    expect(result.scopes).toEqual([complete('source')]);
  });

  it('leaves a collector behind that does not heed its signal', async () => {
    const collector = fakeCollector('proxmox/a', { collect: never });
    const result = await runCollector(collector, { logger, deadlineMs: 10 });
    expect(result.scopes).toEqual([
      {
        scope: 'source',
        completeness: 'failed',
        error: {
          reason: 'timeout',
          message: expect.stringContaining('0.01 s'),
        },
        facts: [],
      },
    ]);
  });

  it('makes a failed scope of a collector that breaks', async () => {
    const collector = fakeCollector('proxmox/a', {
      collect: async () => {
        throw new TypeError('x is undefined');
      },
    });
    const result = await runCollector(collector, { logger });
    expect(result.scopes[0]).toMatchObject({
      completeness: 'failed',
      error: { reason: 'internal' },
    });
  });

  it('leaves no timer behind', async () => {
    jest.useFakeTimers();
    await withDeadline(60_000, async () => 1);
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });
});
