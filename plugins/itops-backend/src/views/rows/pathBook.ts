import { PathBook, buildPaths } from '@sankofa/site-model';
import { SiteView } from '../../site';

/** The paths of a site, joined once. */
export function pathBook({ site }: SiteView): PathBook {
  return buildPaths(site);
}
