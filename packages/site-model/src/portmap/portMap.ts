import { z } from 'zod';
import { line, lines } from '../text/lineSchemas';
import { normalizeMac } from '../values';

/**
 * What people wrote down about switches, hosts, patch panels, their ports and
 * the cables between them. The words and limits are NetBox's
 * (netbox/dcim/models, 4.6.8), so that a map can go there and come back.
 */

/** @public */
export const DEVICE_ROLES = [
  'switch',
  'patch-panel',
  'host',
  'gateway',
  'other',
] as const;

/** @public */
export const DEVICE_STATUSES = [
  'active',
  'planned',
  'staged',
  'failed',
  'inventory',
  'offline',
  'decommissioning',
] as const;

/** @public */
export const PORT_KINDS = ['interface', 'front-port', 'rear-port'] as const;

/** @public */
export const CABLE_STATUSES = [
  'connected',
  'planned',
  'decommissioning',
] as const;

/** @public */
export const LENGTH_UNITS = ['km', 'm', 'cm', 'mi', 'ft', 'in'] as const;

/** Positions of a rear port, at most; as in NetBox. */
const MAX_POSITIONS = 1024;

/** A switch, patch panel, host or gateway. @public */
export const portDeviceSchema = z.object({
  name: line(64),
  role: z.enum(DEVICE_ROLES),
  /** The role as NetBox calls it there, where that is another word. */
  roleName: line(100).optional(),
  manufacturer: line(100).optional(),
  /** Decides which interface-name map holds. */
  model: line(100).optional(),
  site: line(100).optional(),
  location: line(100).optional(),
  rack: line(100).optional(),
  status: z.enum(DEVICE_STATUSES),
  description: lines(200).optional(),
});

const macSchema = z.string().refine(text => normalizeMac(text) === text, {
  error: 'must be a MAC address in lower case with colons',
});

/** An interface of a device, or the front or rear port of a patch panel. @public */
export const devicePortSchema = z.object({
  /** Name of its device. */
  device: line(64),
  kind: z.enum(PORT_KINDS),
  name: line(64),
  /** What is printed on it. */
  label: line(64).optional(),
  /** Number as the network controller counts: UniFi's `port_idx`. */
  number: z.number().int().min(0).max(65_535).optional(),
  /** NetBox's word, such as `10gbase-x-sfpp`, `lag`, `8p8c`; `other` when nobody said. */
  type: line(50),
  /** Interface on the same device that it is a member of (LAG, bond). */
  lag: line(64).optional(),
  /** Of a front port: the rear port behind it, and the position there. */
  rearPort: line(64).optional(),
  rearPosition: z.number().int().min(1).max(MAX_POSITIONS).optional(),
  /** Of a rear port: how many front ports it can carry. */
  positions: z.number().int().min(1).max(MAX_POSITIONS).optional(),
  /** Of an interface; the first is the primary one. */
  macs: z.array(macSchema).max(64),
  description: lines(200).optional(),
});

/** Where a cable ends. @public */
export const cableTerminationSchema = z.object({
  device: line(64),
  kind: z.enum(PORT_KINDS),
  port: line(64),
});

/** @public */
export const cableSchema = z.object({
  a: cableTerminationSchema,
  b: cableTerminationSchema,
  label: line(100).optional(),
  /** NetBox's word, such as `cat6a`, `dac-passive`, `mmf-om4`. */
  type: line(50).optional(),
  status: z.enum(CABLE_STATUSES),
  /** Six hexadecimal digits, lower case. */
  color: z
    .string()
    .regex(/^[0-9a-f]{6}$/, 'must be six hexadecimal digits in lower case')
    .optional(),
  length: z
    .number()
    .positive()
    .max(999_999.99)
    .refine(length => Number(length.toFixed(2)) === length, {
      error: 'must have at most two decimals',
    })
    .optional(),
  lengthUnit: z.enum(LENGTH_UNITS).optional(),
  description: lines(200).optional(),
});

/** @public */
export type DeviceRole = (typeof DEVICE_ROLES)[number];
/** @public */
export type PortKind = (typeof PORT_KINDS)[number];
/** @public */
export type PortDevice = z.infer<typeof portDeviceSchema>;
/** @public */
export type DevicePort = z.infer<typeof devicePortSchema>;
/** @public */
export type CableTermination = z.infer<typeof cableTerminationSchema>;
/** @public */
export type Cable = z.infer<typeof cableSchema>;

/** All physical records of a site; things are referred to by name. @public */
export interface PortMap {
  devices: readonly PortDevice[];
  ports: readonly DevicePort[];
  cables: readonly Cable[];
}

/** @public */
export const EMPTY_PORT_MAP: PortMap = Object.freeze({
  devices: [],
  ports: [],
  cables: [],
});
