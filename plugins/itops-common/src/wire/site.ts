import { z } from 'zod';
import { freshnessSchema } from './freshness';

/**
 * `GET /inventory/site`: identity and relations of everything the catalog
 * shows, in one answer. It is made for machines that keep a copy: outside
 * `at` and `sources[].freshness` nothing in it changes while the site stays as
 * it is, and the ETag covers everything except these two.
 */

/** A source behind the answer, and whether its absences mean anything. */
export const siteSourceSchema = z.object({
  sourceId: z.string(),
  kind: z.string(),
  freshness: freshnessSchema,
  /**
   * Everything it lists was read completely at least once in this history: the
   * whole-source scope, and of proxies and controllers every list under it.
   * While it is false, a thing that is missing here may merely not have been
   * read yet: whoever keeps a copy must not remove anything.
   */
  everRead: z.boolean(),
});

/** A cluster member. */
export const siteNodeSchema = z.object({
  /** `<sourceId>/<name>`. */
  id: z.string(),
  sourceId: z.string(),
  name: z.string(),
  cluster: z.string().optional(),
  /** `switchPorts[].id` of the ports it is connected to. */
  portIds: z.array(z.string()).default([]),
});

/** A guest; templates are included and marked. */
export const siteGuestSchema = z.object({
  /** `<sourceId>/<vmid>`. */
  id: z.string(),
  sourceId: z.string(),
  vmid: z.number().int(),
  name: z.string().optional(),
  type: z.enum(['qemu', 'lxc']),
  /** Name of the node in the same source. */
  node: z.string(),
  template: z.boolean().optional(),
  /** A Group (or User) ref of the catalog. */
  ownerRef: z.string().optional(),
  service: z.string().optional(),
  vlan: z.number().int().optional(),
  /** Canonical LAN addresses. */
  addresses: z.array(z.string()),
  tags: z.array(z.string()),
});

/** An address that is on a guest or written down; free and merely seen ones are left out. */
export const siteAddressSchema = z.object({
  address: z.string(),
  /** Guests that have it, templates included. */
  guestIds: z.array(z.string()),
  /** A declared key, row or device names it. */
  declared: z.boolean(),
  /** The narrowest known prefix around it, as in `prefixes[].cidr`. */
  prefix: z.string().optional(),
});

export const sitePrefixSchema = z.object({
  cidr: z.string(),
  vid: z.number().int().optional(),
  name: z.string().optional(),
});

export const siteVlanSchema = z.object({
  vid: z.number().int(),
  name: z.string().optional(),
});

/** A switch or gateway. */
export const siteSwitchSchema = z.object({
  /** `<sourceId>/<MAC>`. */
  id: z.string(),
  sourceId: z.string(),
  mac: z.string(),
  /** Its label, or its MAC where another switch of the site would have the same name. */
  key: z.string(),
  /** As people named it. */
  name: z.string().optional(),
  model: z.string().optional(),
  kind: z.enum(['switch', 'gateway', 'access-point', 'other']),
  /** The switch above it, where a port of neither end is known. */
  uplinkId: z.string().optional(),
});

/** A port, or all ports of a link aggregation group. */
export const siteSwitchPortSchema = z.object({
  /** `<sourceId>/<switch MAC>/<lowest port>`. */
  id: z.string(),
  switchId: z.string(),
  /** Lowest first. */
  ports: z.array(z.number().int()),
  /** As people named it. */
  name: z.string().optional(),
  /** Port or switch at the upper end of its cable, where another switch is there. */
  uplinkId: z.string().optional(),
});

/** A name that a reverse proxy answers to, or a pattern of names. */
export const siteHostnameSchema = z.object({
  /** Lower case. */
  hostname: z.string(),
  /** Proxies that have a row for it: `npm/edge`. */
  proxySourceIds: z.array(z.string()),
  /** Guests in which these proxies run. */
  proxyGuestIds: z.array(z.string()),
  /** Where its paths end, over all branches; of one address the guests, else the node, else the address. */
  guestIds: z.array(z.string()),
  nodeIds: z.array(z.string()),
  addresses: z.array(z.string()),
});

export const siteInventorySchema = z.object({
  at: z.string(),
  sources: z.array(siteSourceSchema),
  nodes: z.array(siteNodeSchema),
  guests: z.array(siteGuestSchema),
  addresses: z.array(siteAddressSchema),
  prefixes: z.array(sitePrefixSchema),
  vlans: z.array(siteVlanSchema),
  // Copies that were made before these existed have none.
  switches: z.array(siteSwitchSchema).default([]),
  switchPorts: z.array(siteSwitchPortSchema).default([]),
  hostnames: z.array(siteHostnameSchema).default([]),
});

/** @public */
export type SiteSourceView = z.infer<typeof siteSourceSchema>;
/** @public */
export type SiteNodeView = z.infer<typeof siteNodeSchema>;
/** @public */
export type SiteGuestView = z.infer<typeof siteGuestSchema>;
/** @public */
export type SiteAddressView = z.infer<typeof siteAddressSchema>;
/** @public */
export type SitePrefixView = z.infer<typeof sitePrefixSchema>;
/** @public */
export type SiteVlanView = z.infer<typeof siteVlanSchema>;
/** @public */
export type SiteSwitchView = z.infer<typeof siteSwitchSchema>;
/** @public */
export type SiteSwitchPortView = z.infer<typeof siteSwitchPortSchema>;
/** @public */
export type SiteHostnameView = z.infer<typeof siteHostnameSchema>;
/** @public */
export type SiteInventory = z.infer<typeof siteInventorySchema>;
