import { Site } from './site';

/**
 * Computes something once for each site, which never changes: the rules and the
 * paths of one site share its indexes. Gone with the site.
 */
export function perSite<T>(compute: (site: Site) => T): (site: Site) => T {
  const kept = new WeakMap<Site, { of: T }>();
  return site => {
    let found = kept.get(site);
    if (!found) {
      found = { of: compute(site) };
      kept.set(site, found);
    }
    return found.of;
  };
}
