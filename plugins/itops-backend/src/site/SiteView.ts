import { Site, SiteOptions, Verdict, judge } from '@sankofa/site-model';

/** What the store knows of a source beside its snapshot. */
export interface StoredSource {
  facts: number;
  /** Its list was read completely at least once: what is missing was missed. */
  listed: boolean;
}

/**
 * A site with its verdicts. Everything that is worked out from it, such as the
 * indexes of the API, is worked out once and goes when it goes.
 */
export class SiteView {
  private readonly derived = new Map<unknown, unknown>();

  private constructor(
    readonly site: Site,
    readonly verdicts: readonly Verdict[],
    /** The moment that was asked for; absent for the present. */
    readonly asOf: string | undefined,
    /** Differs when a run has ended in between. */
    readonly version: string,
    /** The run of every pass that it was built from, by `<source id> <pass>`. */
    readonly runs: Readonly<Record<string, number>>,
    /** Sources by id, with what only the store knows of them. */
    readonly sources: ReadonlyMap<string, StoredSource>,
  ) {}

  static create(options: {
    site: Site;
    siteOptions: SiteOptions;
    asOf?: string;
    version: string;
    runs: Readonly<Record<string, number>>;
    sources: ReadonlyMap<string, StoredSource>;
  }): SiteView {
    const { site, siteOptions, asOf, version, runs, sources } = options;
    const verdicts = judge(site, siteOptions);
    return new SiteView(site, verdicts, asOf, version, runs, sources);
  }

  /** Facts it was built from. */
  get facts(): number {
    return [...this.sources.values()].reduce(
      (sum, { facts }) => sum + facts,
      0,
    );
  }

  /** The answer of this function for this site, from the second call on from memory. */
  derive<T>(make: (view: SiteView) => T): T {
    if (!this.derived.has(make)) {
      this.derived.set(make, make(this));
    }
    return this.derived.get(make) as T;
  }
}
