import { Site, SiteOptions, Verdict, judge } from '@sankofa/site-model';

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
    /** Facts it was built from. */
    readonly facts: number,
  ) {}

  static create(options: {
    site: Site;
    siteOptions: SiteOptions;
    asOf?: string;
    version: string;
    facts: number;
  }): SiteView {
    const { site, siteOptions, asOf, version, facts } = options;
    const verdicts = judge(site, siteOptions);
    return new SiteView(site, verdicts, asOf, version, facts);
  }

  /** The answer of this function for this site, from the second call on from memory. */
  derive<T>(make: (view: SiteView) => T): T {
    if (!this.derived.has(make)) {
      this.derived.set(make, make(this));
    }
    return this.derived.get(make) as T;
  }
}
