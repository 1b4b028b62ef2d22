import { SiteView } from './SiteView';
import { PastSites } from './PastSites';

function viewOf(facts: number): SiteView {
  return { facts } as SiteView;
}

/** Asks for these keys one after the other; says which of them had to be built. */
async function ask(
  sites: PastSites,
  keys: string[],
  facts = 1,
): Promise<string[]> {
  const built: string[] = [];
  for (const key of keys) {
    await sites.get(key, async () => {
      built.push(key);
      return viewOf(facts);
    });
  }
  return built;
}

describe('PastSites', () => {
  it('keeps the four that were asked for last', async () => {
    const sites = PastSites.create();
    expect(await ask(sites, ['a', 'b', 'c', 'd', 'a'])).toEqual([
      'a',
      'b',
      'c',
      'd',
    ]);
    // b is the one that nobody has asked for the longest.
    expect(await ask(sites, ['e', 'a', 'c', 'd', 'b'])).toEqual(['e', 'b']);
    expect(sites.size).toBe(4);
  });

  it('keeps fewer where they are large, and always the one that was just built', async () => {
    const sites = PastSites.create();
    await ask(sites, ['a', 'b'], 90_000);
    expect(sites.size).toBe(2);
    await ask(sites, ['c'], 90_000);
    expect(sites.size).toBe(2);
    await ask(sites, ['huge'], 1_000_000);
    expect(sites.size).toBe(1);
    expect(await ask(sites, ['huge', 'c'])).toEqual(['c']);
  });

  it('builds once for several who ask at the same time', async () => {
    const sites = PastSites.create();
    const build = jest.fn(async () => viewOf(1));
    const [one, other] = await Promise.all([
      sites.get('a', build),
      sites.get('a', build),
    ]);
    expect(other).toBe(one);
    expect(build).toHaveBeenCalledTimes(1);
  });

  it('builds one at a time', async () => {
    const sites = PastSites.create();
    const steps: string[] = [];
    const build = (key: string) => async () => {
      steps.push(`${key} begins`);
      await new Promise(resolve => setImmediate(resolve));
      steps.push(`${key} ends`);
      return viewOf(1);
    };
    await Promise.all(['a', 'b'].map(key => sites.get(key, build(key))));
    expect(steps).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('does not keep a failure, and goes on after it', async () => {
    const sites = PastSites.create();
    const failing = sites.get('a', async () => {
      throw new Error('the database is gone');
    });
    const other = sites.get('b', async () => viewOf(1));
    await expect(failing).rejects.toThrow('the database is gone');
    await expect(other).resolves.toBeDefined();
    expect(sites.size).toBe(1);
    expect(await ask(sites, ['a'])).toEqual(['a']);
  });
});
