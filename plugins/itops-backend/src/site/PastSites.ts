import { SiteView } from './SiteView';

const MAX_SITES = 4;
/** Facts of all kept sites together: about 200 MB. */
const MAX_FACTS = 200_000;

/**
 * The sites of the past that were asked for last. One is built at a time: each
 * costs memory and a moment of the processor.
 */
export class PastSites {
  private readonly sites = new Map<string, Promise<SiteView>>();
  private readonly facts = new Map<string, number>();
  private queue: Promise<unknown> = Promise.resolve();

  private constructor() {}

  static create(): PastSites {
    return new PastSites();
  }

  get size(): number {
    return this.sites.size;
  }

  async get(key: string, build: () => Promise<SiteView>): Promise<SiteView> {
    const site = this.sites.get(key) ?? this.enqueue(build);
    // The most recently asked for comes last.
    this.sites.delete(key);
    this.sites.set(key, site);
    try {
      const view = await site;
      this.facts.set(key, view.facts);
      this.evict(key);
      return view;
    } catch (error) {
      this.drop(key);
      throw error;
    }
  }

  private enqueue(build: () => Promise<SiteView>): Promise<SiteView> {
    const site = this.queue.then(build);
    this.queue = site.catch(() => undefined);
    return site;
  }

  private evict(kept: string): void {
    const total = () =>
      [...this.facts.values()].reduce((sum, facts) => sum + facts, 0);
    for (const key of [...this.sites.keys()]) {
      if (this.sites.size <= MAX_SITES && total() <= MAX_FACTS) {
        return;
      }
      if (key !== kept) {
        this.drop(key);
      }
    }
  }

  private drop(key: string): void {
    this.sites.delete(key);
    this.facts.delete(key);
  }
}
