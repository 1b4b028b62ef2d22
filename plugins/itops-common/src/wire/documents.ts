import { z } from 'zod';

/**
 * The exported documents (DOMAIN.md §5), also answered by `GET inventory/live`
 * and `GET inventory/drift`. Their keys are snake_case: other tools read them.
 * Rows are checked for what every reader needs and otherwise passed through.
 */
const documentSourceSchema = z.looseObject({
  id: z.string(),
  kind: z.string(),
  status: z.string(),
});

export const liveInventoryDocumentSchema = z.looseObject({
  schema_version: z.union([z.string(), z.number()]),
  collected_at: z.string(),
  sources: z.array(documentSourceSchema),
  nodes: z.array(z.looseObject({ name: z.string() })),
  guests: z.array(
    z.looseObject({
      vmid: z.number().int(),
      type: z.string(),
      node: z.string(),
      status: z.string(),
      ips: z.array(z.string()),
      macs: z.array(z.string()),
      tags: z.array(z.string()),
    }),
  ),
  addresses: z.array(z.looseObject({ address: z.string(), state: z.string() })),
});

export const driftDocumentSchema = z.looseObject({
  schema_version: z.union([z.string(), z.number()]),
  collected_at: z.string(),
  sources: z.array(documentSourceSchema),
  seed_unreachable: z.boolean(),
  duplicate_ips: z.record(
    z.string(),
    z.array(z.union([z.number(), z.string()])),
  ),
  guest_ips_not_in_ip_addresses_conf: z.array(z.unknown()),
  ip_addresses_conf_ips_not_on_guests: z.array(z.unknown()),
  vmid_ip_mismatch: z.array(z.unknown()),
  guests_only_in_doc: z.array(z.unknown()),
  guests_only_on_cluster: z.array(z.unknown()),
  findings: z.array(
    z.looseObject({
      rule: z.string(),
      subject: z.string(),
      severity: z.string(),
      summary: z.string(),
    }),
  ),
});

/** @public */
export type LiveInventoryDocument = z.infer<typeof liveInventoryDocumentSchema>;
/** @public */
export type DriftDocument = z.infer<typeof driftDocumentSchema>;
