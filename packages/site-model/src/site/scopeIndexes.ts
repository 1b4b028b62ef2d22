import { ScopeIndex } from '../observations/ScopeIndex';
import { perSite } from './perSite';
import { Site } from './site';

/** Scope labels by source id. */
export const scopeIndexes: (site: Site) => ReadonlyMap<string, ScopeIndex> =
  perSite(
    site =>
      new Map(
        site.sources.map(source => [
          source.sourceId,
          ScopeIndex.create(source.scopes),
        ]),
      ),
  );
