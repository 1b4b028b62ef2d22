import { z } from 'zod';

/**
 * The exported files keep the snake_case keys of DOMAIN.md §5, because other
 * tools read them, and JSON's `null` for what is not known, so that a key is
 * never missing. Keys may be added; a change of meaning raises the version.
 */
export const REPORT_SCHEMA_VERSION = 1;

const time = z.string().nullable();

export const reportSourceSchema = z.object({
  id: z.string(),
  kind: z.string(),
  /** Freshness of the source: fresh, aging, stale, failed, partial, never. */
  status: z.string(),
  collected_at: time,
  /** Why it is not fresh. */
  error: z.object({ reason: z.string(), message: z.string() }).nullable(),
});

const reportHead = {
  schema_version: z.literal(REPORT_SCHEMA_VERSION),
  /** The moment the file speaks about. */
  generated_at: z.string(),
  /** Age of the oldest source in the file; `null` when nothing could be read. */
  collected_at: time,
  sources: z.array(reportSourceSchema),
};

const reportClaimSchema = z.object({
  kind: z.string(),
  owner: z.string(),
  source: z.string(),
  locator: z.string().nullable(),
  status: z.string(),
  collected_at: z.string(),
});

/** `live_inventory.json`. */
export const liveInventorySchema = z.object({
  ...reportHead,
  nodes: z.array(
    z.object({
      name: z.string(),
      source: z.string(),
      cluster: z.string(),
      status: z.string(),
      address: z.string().nullable(),
      freshness: z.string(),
      collected_at: time,
    }),
  ),
  guests: z.array(
    z.object({
      vmid: z.number().int(),
      type: z.enum(['qemu', 'lxc']),
      name: z.string().nullable(),
      node: z.string(),
      status: z.string(),
      template: z.boolean(),
      ips: z.array(z.string()),
      macs: z.array(z.string()),
      vlan: z.number().int().nullable(),
      /** Catalog reference of a Group. */
      owner: z.string().nullable(),
      service: z.string().nullable(),
      tags: z.array(z.string()),
      source: z.string(),
      cluster: z.string(),
      freshness: z.string(),
      collected_at: time,
      /** Why its addresses cannot be read now. */
      ips_unreadable: z.string().nullable(),
    }),
  ),
  addresses: z.array(
    z.object({
      address: z.string(),
      state: z.string(),
      why: z.string(),
      prefix: z.string().nullable(),
      claims: z.array(reportClaimSchema),
    }),
  ),
});

const reportEvidenceSchema = z.object({
  claim: z.string(),
  source: z.string(),
  locator: z.string().nullable(),
  value: z.string().nullable(),
  collected_at: time,
});

export const reportFindingSchema = z.object({
  rule: z.string(),
  subject: z.string(),
  severity: z.enum(['critical', 'error', 'warning', 'info']),
  summary: z.string(),
  guests: z.array(z.string()),
  evidence: z.array(reportEvidenceSchema),
});

/** `drift.json`. */
export const driftReportSchema = z.object({
  ...reportHead,
  /** The list of at least one configured cluster could not be read: `sources` says which and why. */
  seed_unreachable: z.boolean(),
  duplicate_ips: z.record(z.string(), z.array(z.number().int())),
  guest_ips_not_in_ip_addresses_conf: z.array(z.string()),
  ip_addresses_conf_ips_not_on_guests: z.array(z.string()),
  vmid_ip_mismatch: z.array(
    z.object({
      vmid: z.number().int(),
      declared: z.array(z.string()),
      observed: z.array(z.string()),
    }),
  ),
  guests_only_in_doc: z.array(z.number().int()),
  guests_only_on_cluster: z.array(z.number().int()),
  findings: z.array(reportFindingSchema),
});

const reportHopSchema = z.object({
  /** Hop kind of DOMAIN.md §6. */
  kind: z.string(),
  /** In the forms of INTERFACES.md; `null` where the hop names nothing. */
  ref: z.string().nullable(),
  port: z.number().int().optional(),
  /** Of a patch: every recorded port on the way. */
  ends: z.array(z.string()).optional(),
  /** Hop status of DOMAIN.md §6. */
  status: z.string(),
  reason: z.string().optional(),
  evidence: z.array(reportEvidenceSchema),
});

/** `paths.json`. */
export const pathsReportSchema = z.object({
  ...reportHead,
  paths: z.array(
    z.object({
      hostname: z.string(),
      /** The worst hop over all branches. */
      status: z.string(),
      hops: z.array(reportHopSchema),
      branches: z
        .array(
          z.object({
            location: z.string().optional(),
            guest: z.string().optional(),
            node: z.string().optional(),
            device: z.string().optional(),
            row: z.string().optional(),
            hops: z.array(reportHopSchema),
          }),
        )
        .optional(),
    }),
  ),
});

/** @public */
export type LiveInventory = z.infer<typeof liveInventorySchema>;
/** @public */
export type DriftReport = z.infer<typeof driftReportSchema>;
/** @public */
export type PathsReport = z.infer<typeof pathsReportSchema>;
