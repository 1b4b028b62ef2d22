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
   * The whole-source scope was read completely at least once in this history.
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

export const siteInventorySchema = z.object({
  at: z.string(),
  sources: z.array(siteSourceSchema),
  nodes: z.array(siteNodeSchema),
  guests: z.array(siteGuestSchema),
  addresses: z.array(siteAddressSchema),
  prefixes: z.array(sitePrefixSchema),
  vlans: z.array(siteVlanSchema),
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
export type SiteInventory = z.infer<typeof siteInventorySchema>;
