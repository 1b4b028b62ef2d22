import { z } from 'zod';
import { line, lines } from '../text/lineSchemas';
import { parseAddress } from '../values';
import { PREFIX_STATUSES, RANGE_KINDS, readPrefix } from './prefixBook';

/**
 * What people write down about VLANs, prefixes and addresses. Limits are
 * NetBox's (netbox/ipam/models, 4.6.8), so that records can go there and come back.
 */

/** @public */
export const VLAN_STATUSES = ['active', 'reserved', 'deprecated'] as const;

/** @public */
export const ADDRESS_ROLES = [
  'host',
  'vip',
  'gateway',
  'network-device',
] as const;

/** `reserved`: set aside for its holder, until it expires or is used. @public */
export const ADDRESS_LIFECYCLES = [
  'active',
  'planned',
  'reserved',
  'deprecated',
] as const;

const MAX_RANGES = 50;
const MAX_SOURCES = 50;

const addressText = z.string().refine(text => parseAddress(text) === text, {
  error: 'must be an IP address in canonical form, without prefix length',
});

const cidrText = z.string().superRefine((text, context) => {
  const read = readPrefix(text);
  if (typeof read === 'string') {
    context.addIssue({ code: 'custom', message: read });
  } else if (read.cidr !== text) {
    const message = `must be in canonical form: ${read.cidr}`;
    context.addIssue({ code: 'custom', message });
  }
});

/** @public */
export const ipamVlanSchema = z.object({
  vid: z.number().int().min(1).max(4094),
  name: line(64),
  /** Scope in which the number is unique; absent for the one everybody means. */
  group: line(100).optional(),
  status: z.enum(VLAN_STATUSES),
  environment: line(100).optional(),
  ownerTeam: line(200).optional(),
  description: lines(200).optional(),
});

/** @public */
export const prefixRangeSchema = z.object({
  kind: z.enum(RANGE_KINDS),
  first: addressText,
  last: addressText,
  label: line(100).optional(),
});

/** A VLAN as a prefix names it. @public */
export const vlanRefSchema = z.object({
  vid: z.number().int().min(1).max(4094),
  group: line(100).optional(),
});

/** @public */
export const ipamPrefixSchema = z.object({
  cidr: cidrText,
  status: z.enum(PREFIX_STATUSES),
  name: line(100).optional(),
  vlan: vlanRefSchema.optional(),
  environment: line(100).optional(),
  ownerTeam: line(200).optional(),
  routingNotes: lines(2000).optional(),
  description: lines(200).optional(),
  gateway: addressText.optional(),
  ranges: z.array(prefixRangeSchema).max(MAX_RANGES),
  /** Ids of the sources that see it; all of them when empty. */
  sources: z.array(line(200)).max(MAX_SOURCES),
});

/** @public */
export const ipamAddressSchema = z.object({
  address: addressText,
  role: z.enum(ADDRESS_ROLES),
  lifecycle: z.enum(ADDRESS_LIFECYCLES),
  hostname: line(255).optional(),
  ownerTeam: line(200).optional(),
  service: line(200).optional(),
  /** Where it came from: a ticket, a file and line, a row of another system. */
  sourceRef: line(500).optional(),
  description: lines(200).optional(),
  /** Of a reservation: entity ref or name of whom it is for. */
  holder: line(300).optional(),
  /** Of a reservation: when it is free again, ISO-8601. Absent: never by itself. */
  expiresAt: z.iso.datetime({ offset: true }).optional(),
});

/** @public */
export type IpamVlan = z.infer<typeof ipamVlanSchema>;
/** @public */
export type IpamPrefix = z.infer<typeof ipamPrefixSchema>;
/** @public */
export type IpamAddress = z.infer<typeof ipamAddressSchema>;
/** @public */
export type VlanRef = z.infer<typeof vlanRefSchema>;
