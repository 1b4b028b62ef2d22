import { mockServices } from '@backstage/backend-test-utils';
import { EMPTY_PORT_MAP } from '@sankofa/site-model';
import { MemoryReader } from '../__testUtils__/MemoryReader';
import { guestFact, nodeFact } from '../__testUtils__/facts';
import { LAB } from '../__testUtils__/history';
import { SitePortRecords, SiteService } from './SiteService';
import { SiteView } from './SiteView';

const ADDRESSES = { ...LAB, pass: 'addresses' };
const OTHER = { sourceId: 'proxmox/other', pass: 'inventory' };
const MINUTE = 60_000;

function serviceOf(
  reader: MemoryReader,
  options: {
    passes?: (typeof LAB)[];
    clock?: () => number;
    portRecords?: SitePortRecords;
  } = {},
): SiteService {
  return SiteService.create({
    reader,
    portRecords: options.portRecords,
    passes: options.passes ?? [LAB],
    siteOptions: { unusedExclusions: [], owners: [] },
    logger: mockServices.logger.mock(),
    // Without a skew unless the test brings one.
    clock: options.clock ?? (() => reader.now),
  });
}

function vmids({ site }: SiteView): number[] {
  return site.guests.map(({ vmid }) => vmid);
}

function freshness({ site }: SiteView): string[] {
  return site.sources.map(source => source.freshness);
}

/** A gate in front of the answers of the reader, and its key. */
function shut(reader: MemoryReader): () => void {
  let open = () => {};
  reader.gate = new Promise(resolve => {
    open = resolve;
  });
  return () => {
    reader.gate = undefined;
    open();
  };
}

/** Records without a past. */
class CableRecords implements SitePortRecords {
  private version = 0;

  private constructor() {}

  static create(): CableRecords {
    return new CableRecords();
  }

  add(): void {
    this.version += 1;
  }

  async current() {
    const devices = Array.from({ length: this.version }, (_, index) => ({
      name: `switch ${index}`,
      role: 'switch' as const,
      status: 'active' as const,
    }));
    const map = { ...EMPTY_PORT_MAP, devices };
    return {
      version: this.version,
      records: { map, names: [], isKnown: true },
    };
  }

  async at() {
    return { map: EMPTY_PORT_MAP, names: [], isKnown: false };
  }
}

describe('SiteService', () => {
  let reader: MemoryReader;

  beforeEach(() => {
    reader = MemoryReader.create(LAB);
  });

  it('says that a source was never read before its first run', async () => {
    const view = await serviceOf(reader).current();
    expect(freshness(view)).toEqual(['never']);
    expect(view.sources.get('proxmox/lab')).toEqual({
      facts: 0,
      listed: false,
    });
  });

  it('builds once for each new run, and tells who listens', async () => {
    const sites = serviceOf(reader);
    const built: SiteView[] = [];
    sites.onBuilt(view => built.push(view));
    reader.run(LAB, [guestFact(101)]);
    const first = await sites.refresh();
    expect(await sites.refresh()).toBe(first);
    reader.run(LAB, [guestFact(101), guestFact(102)]);
    const second = await sites.refresh();
    expect(built).toEqual([first, second]);
    expect([vmids(first), vmids(second)]).toEqual([[101], [101, 102]]);
    expect(second.runs).toEqual({ 'proxmox/lab inventory': 2 });
    expect(second.sources.get('proxmox/lab')).toEqual({
      facts: 2,
      listed: true,
    });
  });

  it('shows only the passes of this process', async () => {
    reader.register(OTHER);
    reader.run(OTHER, [guestFact(900)]);
    reader.run(LAB, [guestFact(101)]);
    const sites = serviceOf(reader);
    expect(vmids(await sites.refresh())).toEqual([101]);
    expect((await sites.refresh()).site.sources).toHaveLength(1);
  });

  it('lets readers keep the old site until the new one is complete', async () => {
    const sites = serviceOf(reader);
    reader.run(LAB, [guestFact(101)]);
    const old = await sites.refresh();
    reader.run(LAB, [guestFact(102)]);
    const open = shut(reader);
    const refreshed = sites.refresh();
    expect(await sites.current()).toBe(old);
    open();
    const fresh = await refreshed;
    expect(await sites.current()).toBe(fresh);
    expect([vmids(old), vmids(fresh)]).toEqual([[101], [102]]);
  });

  it('lets the first readers wait for the first site, with one look for all', async () => {
    reader.run(LAB, [guestFact(101)]);
    const sites = serviceOf(reader);
    const open = shut(reader);
    const readers = [sites.current(), sites.current(), sites.current()];
    open();
    const [first, ...others] = await Promise.all(readers);
    expect(vmids(first)).toEqual([101]);
    expect(others).toEqual([first, first]);
    expect(reader.asked.filter(method => method === 'readPass')).toHaveLength(
      1,
    );
  });

  it('lets every call of refresh see what was stored before it', async () => {
    const sites = serviceOf(reader);
    reader.run(LAB, [guestFact(101)]);
    const open = shut(reader);
    const before = sites.refresh();
    // The first look has its answer, but not its site.
    await expect(Promise.race([before, 'not yet'])).resolves.toBe('not yet');
    reader.run(LAB, [guestFact(102)]);
    const later = [sites.refresh(), sites.refresh()];
    open();
    expect(vmids(await before)).toEqual([101]);
    const [one, other] = await Promise.all(later);
    expect(vmids(one)).toEqual([102]);
    // Both had the same right to know: one look served them.
    expect(other).toBe(one);
    expect(reader.asked.filter(method => method === 'passes')).toHaveLength(2);
  });

  it('looks again for a call that came during a look that failed', async () => {
    const sites = serviceOf(reader);
    reader.run(LAB, [guestFact(101)]);
    reader.failing = 'passes';
    const failed = sites.refresh();
    const later = sites.refresh();
    await expect(failed).rejects.toThrow('the database is gone');
    expect(vmids(await later)).toEqual([101]);
  });

  it('keeps the old site when the new one cannot be read, and misses nothing afterwards', async () => {
    reader.register(ADDRESSES);
    const sites = serviceOf(reader, { passes: [LAB, ADDRESSES] });
    reader.run(LAB, [guestFact(101)]);
    const old = await sites.refresh();
    reader.run(LAB, [guestFact(102)]);
    reader.run(ADDRESSES, []);
    reader.failing = 'readPass';
    await expect(sites.refresh()).rejects.toThrow('the database is gone');
    expect(await sites.current()).toBe(old);
    expect(vmids(await sites.refresh())).toEqual([102]);
  });

  it('shows records of cables that were changed here at once, also when a look was under way', async () => {
    reader.run(LAB, [guestFact(101)]);
    const records = CableRecords.create();
    const sites = serviceOf(reader, { portRecords: records });
    const of = ({ site }: SiteView) => site.portRecords!.map.devices.length;
    expect(of(await sites.current())).toBe(0);
    records.add();
    // Nobody said so: the site before is still there, until the next look.
    expect(of(await sites.current())).toBe(0);
    sites.expire();
    expect(of(await sites.current())).toBe(1);
    reader.run(LAB, [guestFact(102)]);
    const open = shut(reader);
    const under = sites.refresh();
    await expect(Promise.race([under, 'not yet'])).resolves.toBe('not yet');
    records.add();
    sites.expire();
    open();
    await under;
    expect(of(await sites.current())).toBe(2);
    // A change of another replica.
    records.add();
    expect(of(await sites.refresh())).toBe(3);
    const settled = await sites.current();
    expect(await sites.refresh()).toBe(settled);
  });

  it('asks for the records of the moment that is asked for', async () => {
    reader.run(LAB, [guestFact(101)]);
    const records = CableRecords.create();
    const sites = serviceOf(reader, { portRecords: records });
    records.add();
    const { site } = await sites.at(new Date(reader.now).toISOString());
    expect(site.portRecords).toEqual({
      map: { devices: [], ports: [], cables: [] },
      names: [],
      isKnown: false,
    });
  });

  it('lets values grow old by themselves, without any run', async () => {
    const sites = serviceOf(reader);
    reader.run(LAB, [nodeFact('alpha')]);
    const fresh = await sites.refresh();
    reader.now += 7.5 * MINUTE;
    expect(await sites.current()).toBe(fresh);
    reader.now += 1;
    const aging = await sites.current();
    expect(await sites.current()).toBe(aging);
    reader.now += 7.5 * MINUTE;
    const stale = await sites.current();
    expect([fresh, aging, stale].map(freshness)).toEqual([
      ['fresh'],
      ['aging'],
      ['stale'],
    ]);
    expect(stale.site.nodes[0].freshness).toMatchObject({
      freshness: 'stale',
      reason: 'late',
      collectedAt: '2026-01-01T00:00:00.000Z',
    });
    // Nobody ran, so nothing but the age is new; and old it stays.
    expect(stale.version).toBe(fresh.version);
    reader.now += 1_000 * MINUTE;
    expect(await sites.current()).toBe(stale);
  });

  it('judges age by the clock of the database where the own one is wrong', async () => {
    const skew = -20 * MINUTE;
    const sites = serviceOf(reader, { clock: () => reader.now + skew });
    reader.run(LAB, [nodeFact('alpha')]);
    const view = await sites.refresh();
    expect(view.site.at).toBe(new Date(reader.now).toISOString());
    expect(sites.now()).toBe(reader.now);
    reader.now += 8 * MINUTE;
    expect(freshness(await sites.current())).toEqual(['aging']);
  });

  it('follows its own clock where the two differ by less than a second', async () => {
    const sites = serviceOf(reader, { clock: () => reader.now + 900 });
    await sites.refresh();
    expect(sites.now()).toBe(reader.now + 900);
  });

  it('builds the site of a moment once for as long as no run has ended', async () => {
    const sites = serviceOf(reader);
    reader.run(LAB, [guestFact(101)]);
    const asOf = new Date(reader.now).toISOString();
    const past = await sites.at(asOf);
    expect(past).toMatchObject({ asOf, site: { at: asOf } });
    expect(await sites.at(asOf)).toBe(past);
    reader.run(LAB, [guestFact(101)]);
    await sites.refresh();
    // A later run may have told more of that moment: how long something held.
    expect(await sites.at(asOf)).not.toBe(past);
    expect(reader.asked.filter(method => method === 'readAt')).toHaveLength(2);
  });
});
