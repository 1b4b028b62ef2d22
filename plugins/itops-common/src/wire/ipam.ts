import {
  ADDRESS_LIFECYCLES,
  ADDRESS_ROLES,
  ipamAddressSchema,
  ipamPrefixSchema,
  ipamVlanSchema,
  parseCidr,
} from '@sankofa/site-model';
import { z } from 'zod';
import { answerSchema } from './freshness';
import { addressStateSchema, claimSchema } from './inventory';
import { listSchema } from './list';
import { importFileSchema, importProblemSchema } from './ports';

/** Most addresses of one bulk edit. */
const MAX_BULK = 5_000;
/** Most prefixes that are merged at once. */
const MAX_MERGED = 256;
/** Longest reservation in days. */
const MAX_DAYS = 3_650;
/** Most files of one import. */
const MAX_FILES = 3;

/** Who wrote a record when. `version` is also its ETag. */
const metaSchema = z.object({
  origin: z.enum(['manual', 'netbox']),
  version: z.number().int(),
  createdAt: z.string(),
  createdBy: z.string(),
  updatedAt: z.string(),
  updatedBy: z.string(),
});

export const ipamVlanRecordSchema = ipamVlanSchema.extend({
  ...metaSchema.shape,
  id: z.string(),
  /** Prefixes that name it. */
  prefixes: z.array(z.string()),
});

export const ipamPrefixRecordSchema = ipamPrefixSchema.extend({
  ...metaSchema.shape,
  id: z.string(),
  parentId: z.string().optional(),
  depth: z.number().int(),
  /** Prefixes inside it. */
  below: z.number().int(),
  /** All addresses, as decimal text: IPv6 prefixes are large. */
  size: z.string(),
  /** Those that are neither network, broadcast, gateway nor in a range, as decimal text. */
  offerable: z.string(),
  /** Kept in it and in the prefixes inside it. */
  held: z.number().int(),
  /** Of those, reservations. */
  reserved: z.number().int(),
  /** Share of the offerable addresses that is held, 0 to 1. */
  utilisation: z.number(),
});

export const ipamAddressRecordSchema = ipamAddressSchema.extend({
  ...metaSchema.shape,
  key: z.string(),
  /** Of all claims together, also those of the sources (ruling R05). */
  state: addressStateSchema,
  why: z.string(),
  prefix: z.string().optional(),
});

/** A record without what the sources say of its address. */
export const ipamReservationSchema = ipamAddressSchema.extend({
  ...metaSchema.shape,
  key: z.string(),
});

/** One address of a prefix, kept or not. */
export const ipamCellSchema = z.object({
  address: z.string(),
  key: z.string(),
  state: addressStateSchema,
  why: z.string(),
  /** Why it is never offered, whatever its state: gateway, range … */
  kept: z.string().optional(),
  /** It could be given to whoever asks for it now. */
  offered: z.boolean(),
  record: ipamAddressSchema.extend(metaSchema.shape).optional(),
  /** The prefix inside this one that it belongs to. */
  inside: z.string().optional(),
  claims: z.array(claimSchema),
});

export const ipamVlansPageSchema = listSchema(ipamVlanRecordSchema);
export const ipamPrefixesPageSchema = listSchema(ipamPrefixRecordSchema);
export const ipamAddressesPageSchema = answerSchema.extend(
  listSchema(ipamAddressRecordSchema).shape,
);
export const ipamGridSchema = answerSchema.extend({
  prefix: ipamPrefixRecordSchema,
  ...listSchema(ipamCellSchema).shape,
});

const vlanRequestShape = {
  status: ipamVlanSchema.shape.status.default('active'),
};
export const ipamVlanRequestSchema = ipamVlanSchema
  .extend(vlanRequestShape)
  .strict();

export const ipamPrefixRequestSchema = ipamPrefixSchema
  .extend({
    status: ipamPrefixSchema.shape.status.default('active'),
    ranges: ipamPrefixSchema.shape.ranges.default([]),
    sources: ipamPrefixSchema.shape.sources.default([]),
  })
  .strict();

export const ipamAddressRequestSchema = ipamAddressSchema
  .extend({
    role: ipamAddressSchema.shape.role.default('host'),
    lifecycle: ipamAddressSchema.shape.lifecycle.default('active'),
  })
  .strict();

const reservationShape = {
  role: z.enum(ADDRESS_ROLES).default('host'),
  hostname: ipamAddressSchema.shape.hostname,
  ownerTeam: ipamAddressSchema.shape.ownerTeam,
  service: ipamAddressSchema.shape.service,
  sourceRef: ipamAddressSchema.shape.sourceRef,
  description: ipamAddressSchema.shape.description,
  /** Whom it is for; the caller when left out. */
  holder: ipamAddressSchema.shape.holder,
  /** Days until it is free again, by the clock of the database. */
  days: z.number().int().min(1).max(MAX_DAYS).optional(),
};

/** What takes the next free address of a prefix. */
export const ipamReserveNextRequestSchema = z.object(reservationShape).strict();

/** What takes this address. */
export const ipamReserveRequestSchema = z
  .object({ address: ipamAddressSchema.shape.address, ...reservationShape })
  .strict();

export const ipamNextFreeSchema = answerSchema.extend({
  prefix: z.string(),
  /** Lowest first. */
  addresses: z.array(z.string()),
});

/** The same change of several addresses: all of them, or none. */
export const ipamBulkRequestSchema = z
  .object({
    items: z
      .array(
        z
          .object({
            address: ipamAddressSchema.shape.address,
            version: z.number().int(),
          })
          .strict(),
      )
      .min(1)
      .max(MAX_BULK),
    /** Fields that change; `null` empties one. */
    set: z
      .object({
        role: z.enum(ADDRESS_ROLES),
        lifecycle: z.enum(ADDRESS_LIFECYCLES),
        ownerTeam: ipamAddressSchema.shape.ownerTeam.unwrap().nullable(),
        service: ipamAddressSchema.shape.service.unwrap().nullable(),
        sourceRef: ipamAddressSchema.shape.sourceRef.unwrap().nullable(),
        description: ipamAddressSchema.shape.description.unwrap().nullable(),
        holder: ipamAddressSchema.shape.holder.unwrap().nullable(),
        expiresAt: ipamAddressSchema.shape.expiresAt.unwrap().nullable(),
      })
      .partial()
      .strict()
      .refine(set => Object.keys(set).length > 0, {
        error: 'names no field to change',
      }),
  })
  .strict();

export const ipamBulkAnswerSchema = z.object({
  items: z.array(ipamAddressSchema.extend(metaSchema.shape)),
});

/** What becomes of the shape of a prefix. */
export const ipamReshapeSchema = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('split'),
      /** Prefix length of the parts. */
      length: z.number().int().min(1).max(128),
    })
    .strict(),
  z
    .object({
      kind: z.literal('merge'),
      /** The others; together with this one they fill one prefix exactly. */
      with: z.array(z.uuid()).min(1).max(MAX_MERGED),
    })
    .strict(),
  z
    .object({
      kind: z.literal('resize'),
      cidr: z.string().refine(text => parseCidr(text)?.cidr === text, {
        error: 'must be a prefix in canonical form',
      }),
    })
    .strict(),
]);

export const ipamReshapeRequestSchema = z
  .object({ reshape: ipamReshapeSchema, previewHash: z.string().max(200) })
  .strict();

export const ipamReshapePreviewRequestSchema = z
  .object({ reshape: ipamReshapeSchema })
  .strict();

export const ipamReshapeAnswerSchema = z.object({
  previewHash: z.string(),
  added: z.array(z.string()),
  removed: z.array(z.string()),
  /** Kept addresses that belong to another prefix afterwards. */
  moved: z.number().int(),
  /** The first of them. */
  moves: z.array(
    z.object({ address: z.string(), from: z.string(), to: z.string() }),
  ),
  /** Guests, nodes and others seen inside, by address. */
  observed: z.number().int(),
  /** Why it cannot be done; nothing is applied while there are any. */
  problems: z.array(z.string()),
});

export const ipamRequestRequestSchema = z
  .object({
    prefixId: z.uuid(),
    /** This address; the next free one when left out. */
    wanted: ipamAddressSchema.shape.address.optional(),
    hostname: ipamAddressSchema.shape.hostname,
    ownerTeam: ipamAddressSchema.shape.ownerTeam,
    service: ipamAddressSchema.shape.service,
    purpose: z.string().trim().min(1).max(1000),
    days: reservationShape.days,
  })
  .strict();

export const ipamDecisionRequestSchema = z
  .object({ reason: z.string().trim().max(1000).optional() })
  .strict();

export const ipamRequestRecordSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  prefixId: z.string().optional(),
  prefix: z.string(),
  wanted: z.string().optional(),
  hostname: z.string().optional(),
  ownerTeam: z.string().optional(),
  service: z.string().optional(),
  purpose: z.string(),
  days: z.number().int().optional(),
  state: z.enum(['open', 'accepted', 'rejected']),
  requestedAt: z.string(),
  requestedBy: z.string(),
  decidedAt: z.string().optional(),
  decidedBy: z.string().optional(),
  reason: z.string().optional(),
  /** The address that was reserved for it. */
  address: z.string().optional(),
});
export const ipamRequestsPageSchema = listSchema(ipamRequestRecordSchema);

/** Written down, and seen nowhere for so long. */
export const ipamSilentSchema = z.object({
  address: z.string(),
  key: z.string(),
  why: z.string(),
  /** Absent when it was never seen since sightings are kept. */
  lastSeenAt: z.string().optional(),
  /** Since when nothing is heard of it. */
  silentSince: z.string(),
  /** Whether it is one of our records. */
  isRecord: z.boolean(),
});
export const ipamSilentPageSchema = answerSchema.extend({
  days: z.number().int(),
  /** Since when sightings are kept; nothing can be said of the time before. */
  watchedSince: z.string().optional(),
  ...listSchema(ipamSilentSchema).shape,
});

/** Nobody gave it away, and somebody answers there. */
export const ipamAnsweringSchema = z.object({
  address: z.string(),
  key: z.string(),
  why: z.string(),
  prefix: z.string().optional(),
  macs: z.array(z.string()),
  places: z.array(z.string()),
  claims: z.array(claimSchema),
});
export const ipamAnsweringPageSchema = answerSchema.extend(
  listSchema(ipamAnsweringSchema).shape,
);

/** Two statements about one address that cannot both be right. */
export const ipamConflictSchema = z.object({
  address: z.string(),
  key: z.string(),
  kind: z.enum(['owners', 'reservation-observed', 'reservation-declared']),
  why: z.string(),
  claims: z.array(claimSchema),
});
export const ipamConflictsPageSchema = answerSchema.extend({
  counts: z.record(z.string(), z.number().int()),
  ...listSchema(ipamConflictSchema).shape,
});

/** Files of NetBox: prefixes.csv, ip-addresses.csv, vlans.csv. */
export const ipamImportPreviewRequestSchema = z
  .object({
    files: z.array(importFileSchema).min(1).max(MAX_FILES),
    /** `update` also changes what is kept already; `add` leaves that alone. */
    mode: z.enum(['add', 'update']).default('update'),
    /** Headings and choices in another language, and the words of NetBox's import. */
    words: z.record(z.string().max(200), z.string().max(200)).default({}),
  })
  .strict();

export const ipamImportRequestSchema = ipamImportPreviewRequestSchema
  .extend({ previewHash: z.string().max(200) })
  .strict();

export const ipamImportAnswerSchema = z.object({
  previewHash: z.string(),
  problems: z.array(importProblemSchema),
  notes: z.array(z.object({ file: z.string(), message: z.string() })),
  /** The first of what is new or changed, for people. */
  added: z.array(z.string()),
  changed: z.array(
    z.object({
      label: z.string(),
      fields: z.array(
        z.object({
          field: z.string(),
          from: z.string().optional(),
          to: z.string().optional(),
        }),
      ),
    }),
  ),
  counts: z.object({
    problems: z.number().int(),
    added: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
    kept: z.number().int(),
  }),
});

/** @public */
export type IpamVlanRecord = z.infer<typeof ipamVlanRecordSchema>;
/** @public */
export type IpamPrefixRecord = z.infer<typeof ipamPrefixRecordSchema>;
/** @public */
export type IpamAddressRecord = z.infer<typeof ipamAddressRecordSchema>;
/** @public */
export type IpamReservation = z.infer<typeof ipamReservationSchema>;
/** @public */
export type IpamCell = z.infer<typeof ipamCellSchema>;
/** @public */
export type IpamVlansPage = z.infer<typeof ipamVlansPageSchema>;
/** @public */
export type IpamPrefixesPage = z.infer<typeof ipamPrefixesPageSchema>;
/** @public */
export type IpamAddressesPage = z.infer<typeof ipamAddressesPageSchema>;
/** @public */
export type IpamGrid = z.infer<typeof ipamGridSchema>;
/** @public */
export type IpamVlanRequest = z.input<typeof ipamVlanRequestSchema>;
/** @public */
export type IpamPrefixRequest = z.input<typeof ipamPrefixRequestSchema>;
/** @public */
export type IpamAddressRequest = z.input<typeof ipamAddressRequestSchema>;
/** @public */
export type IpamReserveNextRequest = z.input<
  typeof ipamReserveNextRequestSchema
>;
/** @public */
export type IpamReserveRequest = z.input<typeof ipamReserveRequestSchema>;
/** @public */
export type IpamNextFree = z.infer<typeof ipamNextFreeSchema>;
/** @public */
export type IpamBulkRequest = z.input<typeof ipamBulkRequestSchema>;
/** @public */
export type IpamBulkAnswer = z.infer<typeof ipamBulkAnswerSchema>;
/** @public */
export type IpamReshape = z.infer<typeof ipamReshapeSchema>;
/** @public */
export type IpamReshapeAnswer = z.infer<typeof ipamReshapeAnswerSchema>;
/** @public */
export type IpamRequestRequest = z.input<typeof ipamRequestRequestSchema>;
/** @public */
export type IpamDecisionRequest = z.input<typeof ipamDecisionRequestSchema>;
/** @public */
export type IpamRequestRecord = z.infer<typeof ipamRequestRecordSchema>;
/** @public */
export type IpamRequestsPage = z.infer<typeof ipamRequestsPageSchema>;
/** @public */
export type IpamSilent = z.infer<typeof ipamSilentSchema>;
/** @public */
export type IpamSilentPage = z.infer<typeof ipamSilentPageSchema>;
/** @public */
export type IpamAnswering = z.infer<typeof ipamAnsweringSchema>;
/** @public */
export type IpamAnsweringPage = z.infer<typeof ipamAnsweringPageSchema>;
/** @public */
export type IpamConflict = z.infer<typeof ipamConflictSchema>;
/** @public */
export type IpamConflictsPage = z.infer<typeof ipamConflictsPageSchema>;
/** @public */
export type IpamImportPreviewRequest = z.input<
  typeof ipamImportPreviewRequestSchema
>;
/** @public */
export type IpamImportRequest = z.input<typeof ipamImportRequestSchema>;
/** @public */
export type IpamImportAnswer = z.infer<typeof ipamImportAnswerSchema>;
