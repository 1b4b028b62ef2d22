import { ScopeIndex } from '../observations/ScopeIndex';
import { Site } from './site';

const indexes = new WeakMap<Site, Map<string, ScopeIndex>>();

/** Scope labels by source id; built once for each site, which never changes. */
export function scopeIndexes(site: Site): ReadonlyMap<string, ScopeIndex> {
  let found = indexes.get(site);
  if (!found) {
    found = new Map(
      site.sources.map(source => [
        source.sourceId,
        ScopeIndex.create(source.scopes),
      ]),
    );
    indexes.set(site, found);
  }
  return found;
}
