import { mockServices } from '@backstage/backend-test-utils';
import { MemoryReader } from '../__testUtils__/MemoryReader';
import { guestFact } from '../__testUtils__/facts';
import { LAB } from '../__testUtils__/history';
import { SiteFollower } from './SiteFollower';
import { SiteService } from './SiteService';
import { SiteView } from './SiteView';

/** A follower of a store in memory, and what it did with each site. */
function followerOf(
  reader: MemoryReader,
  onSite: (view: SiteView) => Promise<void> = async () => {},
) {
  const seen: SiteView[] = [];
  const logger = mockServices.logger.mock();
  const follower = SiteFollower.create({
    sites: SiteService.create({
      reader,
      passes: [LAB],
      siteOptions: { unusedExclusions: [], owners: [] },
      logger,
      clock: () => reader.now,
    }),
    onSite: async view => {
      seen.push(view);
      await onSite(view);
    },
    logger,
    lookMs: 5,
  });
  return { follower, seen, logger };
}

describe('SiteFollower', () => {
  let reader: MemoryReader;

  beforeEach(() => {
    reader = MemoryReader.create(LAB);
    reader.run(LAB, [guestFact(101)]);
  });

  it('works on each site once', async () => {
    const { follower, seen } = followerOf(reader);
    await follower.follow();
    await follower.follow();
    expect(seen).toHaveLength(1);
    reader.run(LAB, [guestFact(102)]);
    await follower.follow();
    expect(seen.map(({ site }) => site.guests.map(({ vmid }) => vmid))).toEqual(
      [[101], [102]],
    );
  });

  it('looks once more for runs that ended while it was at work', async () => {
    let release = () => {};
    const working = new Promise<void>(resolve => {
      release = resolve;
    });
    const { follower, seen } = followerOf(reader, () => working);
    const first = follower.follow();
    while (seen.length === 0) {
      await new Promise(resolve => setImmediate(resolve));
    }
    reader.run(LAB, [guestFact(102)]);
    follower.follow();
    follower.follow();
    release();
    await first;
    await follower.follow();
    expect(seen).toHaveLength(2);
  });

  it('tries again what failed, and says so', async () => {
    let failures = 1;
    const { follower, seen, logger } = followerOf(reader, async () => {
      if (failures-- > 0) {
        throw new Error('no connection');
      }
    });
    await follower.follow();
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('it will be tried again'),
      expect.objectContaining({ message: 'no connection' }),
    );
    await follower.follow();
    await follower.follow();
    expect(seen).toHaveLength(2);
    expect(seen[1]).toBe(seen[0]);
  });

  it('does not reject when the store cannot be read', async () => {
    const { follower, seen, logger } = followerOf(reader);
    reader.failing = 'passes';
    await follower.follow();
    expect(seen).toEqual([]);
    expect(logger.error).toHaveBeenCalledTimes(1);
    await follower.follow();
    expect(seen).toHaveLength(1);
  });

  it('sees runs of other replicas by itself, until it is stopped', async () => {
    const { follower, seen } = followerOf(reader);
    follower.start();
    while (seen.length < 1) {
      await new Promise(resolve => setTimeout(resolve, 1));
    }
    reader.run(LAB, [guestFact(102)]);
    while (seen.length < 2) {
      await new Promise(resolve => setTimeout(resolve, 1));
    }
    await follower.stop();
    reader.run(LAB, [guestFact(103)]);
    const looks = reader.asked.length;
    await follower.follow();
    await new Promise(resolve => setTimeout(resolve, 20));
    expect(reader.asked).toHaveLength(looks);
    expect(seen).toHaveLength(2);
  });

  it('is stopped when the work under way has ended, and begins no other', async () => {
    let release = () => {};
    const working = new Promise<void>(resolve => {
      release = resolve;
    });
    const { follower, seen } = followerOf(reader, () => working);
    follower.follow();
    while (seen.length === 0) {
      await new Promise(resolve => setImmediate(resolve));
    }
    reader.run(LAB, [guestFact(102)]);
    follower.follow();
    const stopped = follower.stop();
    await expect(
      Promise.race([stopped.then(() => 'stopped'), 'working']),
    ).resolves.toBe('working');
    release();
    await stopped;
    await follower.follow();
    expect(seen).toHaveLength(1);
  });
});
