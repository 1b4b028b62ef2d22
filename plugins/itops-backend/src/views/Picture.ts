import { Finding } from '@sankofa/plugin-itops-common';
import { SiteView } from '../site';

/**
 * The site of a moment together with its findings: what every answer is made
 * of. Whatever is worked out from it is worked out once and goes when it goes.
 */
export class Picture {
  private readonly derived = new Map<unknown, unknown>();

  private constructor(
    readonly view: SiteView,
    /** Every finding in any state. */
    readonly findings: readonly Finding[],
  ) {}

  static create(view: SiteView, findings: readonly Finding[]): Picture {
    return new Picture(view, findings);
  }

  get site() {
    return this.view.site;
  }

  /** The answer of this function for this picture, from the second call on from memory. */
  derive<T>(make: (picture: Picture) => T): T {
    if (!this.derived.has(make)) {
      this.derived.set(make, make(this));
    }
    return this.derived.get(make) as T;
  }
}
