import { mockServices } from '@backstage/backend-test-utils';
import { SOURCE_SCOPE } from '@sankofa/site-model';
import { FakeCollector } from '../__testUtils__/collectors';
import { complete } from '../__testUtils__/facts';
import { collectInTime } from './collectInTime';

function options(deadlineMs = 60_000) {
  const stop = new AbortController();
  const logger = mockServices.logger.mock();
  return {
    stop,
    logger,
    settings: { signal: stop.signal, logger, deadlineMs },
  };
}

const never = () => new Promise<never>(() => {});

describe('collectInTime', () => {
  it('passes on what a collector brings', async () => {
    const { settings } = options();
    const collector = FakeCollector.create().gives([complete(SOURCE_SCOPE)]);
    expect((await collectInTime(collector, settings))?.scopes).toEqual([
      complete(SOURCE_SCOPE),
    ]);
  });

  it('makes a failed run of a collector that throws, without quoting the error', async () => {
    const { settings, logger } = options();
    const collector = FakeCollector.create();
    collector.collect = () => {
      throw new TypeError('bad token PVEAPIToken=s3cret');
    };
    const result = await collectInTime(collector, settings);
    expect(result?.scopes).toEqual([
      {
        scope: SOURCE_SCOPE,
        completeness: 'failed',
        error: {
          reason: 'internal',
          message: expect.stringContaining('unforeseen TypeError'),
        },
        facts: [],
      },
    ]);
    expect(JSON.stringify(result)).not.toContain('s3cret');
    expect(logger.error).toHaveBeenCalledTimes(1);
  });

  it('makes a failed run of a collector that ignores its deadline', async () => {
    const { settings } = options(20);
    const collector = FakeCollector.create();
    collector.collect = never;
    const result = await collectInTime(collector, settings);
    expect(result?.scopes[0].error).toEqual({
      reason: 'timeout',
      message: expect.stringContaining('not read within 0 seconds'),
    });
  });

  it('prefers what a collector says itself when its deadline has passed', async () => {
    const { settings } = options(20);
    const collector = FakeCollector.create();
    collector.collect = ({ signal }) =>
      new Promise(resolve => {
        signal.addEventListener('abort', () =>
          resolve({ collectedAt: '2026-01-01T00:00:00Z', scopes: [] }),
        );
      });
    expect(await collectInTime(collector, settings)).toEqual({
      collectedAt: '2026-01-01T00:00:00Z',
      scopes: [],
    });
  });

  it('says nothing about a source when the backend stops', async () => {
    const { settings, stop } = options();
    const collector = FakeCollector.create();
    collector.collect = never;
    const result = collectInTime(collector, settings);
    stop.abort();
    expect(await result).toBeUndefined();
  });
});
