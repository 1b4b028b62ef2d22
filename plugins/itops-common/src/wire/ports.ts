import {
  CABLE_STATUSES,
  cableTerminationSchema,
  cableSchema,
  devicePortSchema,
  interfaceNameMapSchema,
  portDeviceSchema,
} from '@sankofa/site-model';
import { z } from 'zod';
import { freshnessLabelSchema, pageSchema } from './freshness';

/** Most files of one import. */
const MAX_FILES = 20;
/** Most conflicts that one import can decide. */
const MAX_ACCEPTED = 10_000;

/** Who wrote a record when. `version` is also its ETag. */
export const recordMetaSchema = z.object({
  id: z.string(),
  origin: z.enum(['manual', 'netbox', 'csv']),
  version: z.number().int(),
  createdAt: z.string(),
  createdBy: z.string(),
  updatedAt: z.string(),
  updatedBy: z.string(),
});

export const portDeviceRecordSchema = portDeviceSchema.extend({
  ...recordMetaSchema.shape,
  ports: z.number().int(),
  cables: z.number().int(),
});

/** What a port is called elsewhere, by the interface names of its device's model. */
const interfaceNamesSchema = interfaceNameMapSchema.shape.names.element;

export const devicePortRecordSchema = devicePortSchema.extend({
  ...recordMetaSchema.shape,
  deviceId: z.string(),
  lagId: z.string().optional(),
  rearPortId: z.string().optional(),
  names: interfaceNamesSchema.optional(),
  cable: z
    .object({
      id: z.string(),
      status: z.enum(CABLE_STATUSES),
      peer: cableTerminationSchema.extend({ portId: z.string() }),
    })
    .optional(),
});

export const cableRecordSchema = cableSchema.extend({
  ...recordMetaSchema.shape,
  aPortId: z.string(),
  bPortId: z.string(),
});

function recordPageSchema<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    /** Absent on the last page. */
    nextCursor: z.string().optional(),
    /** Records that match the filters, over all pages. */
    total: z.number().int(),
  });
}

export const portDevicesPageSchema = recordPageSchema(portDeviceRecordSchema);
export const devicePortsPageSchema = recordPageSchema(devicePortRecordSchema);
export const cablesPageSchema = recordPageSchema(cableRecordSchema);

/** A device to create, or what takes the place of one. */
export const portDeviceRequestSchema = portDeviceSchema
  .extend({ status: portDeviceSchema.shape.status.default('active') })
  .strict();

/** A port; its device, LAG and rear port by name. */
export const devicePortRequestSchema = devicePortSchema
  .extend({
    type: devicePortSchema.shape.type.default('other'),
    macs: devicePortSchema.shape.macs.default([]),
  })
  .strict();

export const cableRequestSchema = cableSchema
  .extend({ status: cableSchema.shape.status.default('connected') })
  .strict();

export const importFileSchema = z.object({
  name: z.string().min(1).max(200),
  text: z.string(),
});

/**
 * Files to import. `merge` adds and changes; `replace` also removes what the
 * files do not list, and lets them win every conflict.
 */
export const portImportPreviewRequestSchema = z
  .object({
    format: z.enum(['csv', 'netbox']),
    files: z.array(importFileSchema).min(1).max(MAX_FILES),
    mode: z.enum(['merge', 'replace']).default('merge'),
    /** Keys of conflicts in which the files win. */
    accept: z.array(z.string().max(2000)).max(MAX_ACCEPTED).default([]),
    /** Headings and choices in another language, and the words of NetBox's import. */
    words: z.record(z.string().max(200), z.string().max(200)).default({}),
  })
  .strict();

/** The same request again, with the hash of its preview. */
export const portImportRequestSchema = portImportPreviewRequestSchema
  .extend({ previewHash: z.string().max(200) })
  .strict();

const importPlaceSchema = z.object({
  file: z.string(),
  line: z.number().int(),
});

export const importProblemSchema = importPlaceSchema.extend({
  column: z.string().optional(),
  message: z.string(),
});

export const recordRefSchema = z.object({
  key: z.string(),
  kind: z.enum(['device', 'port', 'cable']),
  label: z.string(),
});

const addedRecordSchema = recordRefSchema.extend({ at: importPlaceSchema });

const changedRecordSchema = addedRecordSchema.extend({
  fields: z.array(
    z.object({
      field: z.string(),
      from: z.string().optional(),
      to: z.string().optional(),
    }),
  ),
});

export const recordConflictSchema = changedRecordSchema.extend({
  heldBy: recordMetaSchema.shape.origin,
  /** The files win, because the request says so. */
  accepted: z.boolean(),
});

/** What an import would do, or did. Lists end after 5,000 items; counts never do. */
export const portImportAnswerSchema = z.object({
  previewHash: z.string(),
  /** While there is one, nothing is imported. */
  problems: z.array(importProblemSchema),
  notes: z.array(z.object({ file: z.string(), message: z.string() })),
  added: z.array(addedRecordSchema),
  changed: z.array(changedRecordSchema),
  /** Differences that are not taken over unless they are accepted. */
  conflicts: z.array(recordConflictSchema),
  /** There, but not in the files. */
  missing: z.array(recordRefSchema),
  removed: z.array(recordRefSchema),
  counts: z.object({
    problems: z.number().int(),
    added: z.number().int(),
    changed: z.number().int(),
    conflicts: z.number().int(),
    unchanged: z.number().int(),
    missing: z.number().int(),
    removed: z.number().int(),
  }),
});

export const portExportSchema = z.object({
  files: z.array(importFileSchema),
  /** What the receiver will ask for and the records do not have. */
  notes: z.array(z.object({ file: z.string(), message: z.string() })),
});

export const interfaceNamesAnswerSchema = z.object({
  items: z.array(
    interfaceNameMapSchema.extend({
      /** `default` comes with the product; an override has taken its place. */
      origin: z.enum(['default', 'override']),
    }),
  ),
});

/** All overrides; models that are not in it have their defaults again. */
export const interfaceNamesRequestSchema = z
  .object({ items: z.array(interfaceNameMapSchema).max(500) })
  .strict();

export const portVerdictSchema = z.enum([
  'agreed',
  'conflict',
  'unrecorded',
  'unseen',
]);

/** A port of a switch that is both written down and read. */
export const observedPortSchema = z.object({
  portId: z.string(),
  device: z.string(),
  port: z.string(),
  /** Id of the switch that the record means, and the port as its controller counts. */
  switchId: z.string(),
  number: z.number().int(),
  /** `unrecorded`: something is seen, no cable says what; `unseen`: the other way round. */
  verdict: portVerdictSchema,
  /** Where the cable leads, through all panels; the last one is the far end. */
  recorded: z.array(cableTerminationSchema),
  /** Who wrote the cable down. */
  recordedOrigin: recordMetaSchema.shape.origin.optional(),
  observed: z.array(
    z.object({
      via: z.enum(['lldp', 'learned', 'uplink']),
      name: z.string(),
      mac: z.string().optional(),
      port: z.string().optional(),
      portNumber: z.number().int().optional(),
      sourceId: z.string(),
      freshness: freshnessLabelSchema,
    }),
  ),
  sourceId: z.string(),
  freshness: freshnessLabelSchema,
});

export const observedPortsPageSchema = pageSchema(observedPortSchema).extend({
  /** Over all ports that match, before paging. */
  counts: z.object({ byVerdict: z.record(z.string(), z.number().int()) }),
});

/** @public */
export type ObservedPortRecord = z.infer<typeof observedPortSchema>;
/** @public */
export type ObservedPortsPage = z.infer<typeof observedPortsPageSchema>;
/** @public */
export type PortDeviceRecord = z.infer<typeof portDeviceRecordSchema>;
/** @public */
export type DevicePortRecord = z.infer<typeof devicePortRecordSchema>;
/** @public */
export type CableRecord = z.infer<typeof cableRecordSchema>;
/** @public */
export type PortDevicesPage = z.infer<typeof portDevicesPageSchema>;
/** @public */
export type DevicePortsPage = z.infer<typeof devicePortsPageSchema>;
/** @public */
export type CablesPage = z.infer<typeof cablesPageSchema>;
/** @public */
export type PortDeviceRequest = z.input<typeof portDeviceRequestSchema>;
/** @public */
export type DevicePortRequest = z.input<typeof devicePortRequestSchema>;
/** @public */
export type CableRequest = z.input<typeof cableRequestSchema>;
/** @public */
export type PortImportPreviewRequest = z.input<
  typeof portImportPreviewRequestSchema
>;
/** @public */
export type PortImportRequest = z.input<typeof portImportRequestSchema>;
/** @public */
export type PortImportAnswer = z.infer<typeof portImportAnswerSchema>;
/** @public */
export type PortExport = z.infer<typeof portExportSchema>;
/** @public */
export type InterfaceNamesAnswer = z.infer<typeof interfaceNamesAnswerSchema>;
/** @public */
export type InterfaceNamesRequest = z.input<typeof interfaceNamesRequestSchema>;
