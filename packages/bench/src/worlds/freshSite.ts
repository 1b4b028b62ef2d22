import { Site } from '@sankofa/site-model';
import {
  keepMacOwners,
  macOwnersOf,
} from '@sankofa/site-model/src/site/edge/MacOwners';

/**
 * The site as `buildSite` hands it over. Rules and paths keep their indexes with
 * the site they made them for; without a copy the second round would not make any.
 */
export function freshSite(site: Site): Site {
  return keepMacOwners({ ...site }, macOwnersOf(site));
}
