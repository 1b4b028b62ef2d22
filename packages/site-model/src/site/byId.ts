import { perSite } from './perSite';
import { Guest, Site, SiteNode } from './site';

/** The guests of a site by their ids. */
export const guestsById: (site: Site) => ReadonlyMap<string, Guest> = perSite(
  site => new Map(site.guests.map(guest => [guest.id, guest])),
);

/** The nodes of a site by their ids. */
export const nodesById: (site: Site) => ReadonlyMap<string, SiteNode> = perSite(
  site => new Map(site.nodes.map(node => [node.id, node])),
);
