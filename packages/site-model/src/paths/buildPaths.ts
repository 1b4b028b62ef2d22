import { Site } from '../site';
import { NamePaths } from './NamePaths';
import { PathBook } from './PathBook';

/**
 * The path of every public host name, and the way back from anything on it.
 * Pure; in time proportional to names, guests and clients.
 *
 * @param site - what `buildSite` joined
 * @public
 */
export function buildPaths(site: Site): PathBook {
  return PathBook.create(NamePaths.create(site).all());
}
