import { z } from 'zod';

const vmid = z.number().int().min(100).max(999_999_999);
/** As Proxmox writes names of nodes, storages, bridges and pools. */
const word = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/);
const tag = z.string().regex(/^[a-z0-9_][a-z0-9_+.-]{0,63}$/);
const vlan = z.number().int().min(1).max(4094);
const volume = z.string().regex(/^[A-Za-z0-9._-]+:[A-Za-z0-9._/+-]+$/);
const interfaceId = z.string().regex(/^net\d{1,2}$/);
const cidr = z
  .string()
  .max(43)
  .regex(/^[0-9a-fA-F.:]+\/\d{1,3}$/);

const addressing = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('dhcp') }),
  z.object({
    mode: z.literal('static'),
    /** With its prefix length: `192.168.11.50/24`. */
    address: cidr,
    gateway: z.string().max(39).optional(),
  }),
]);

const createContainer = z.strictObject({
  verb: z.literal('guest.create'),
  node: word,
  vmid,
  pool: word,
  hostname: z
    .string()
    .max(63)
    .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/),
  /** A volume: `local:vztmpl/debian-13-standard.tar.zst`. */
  template: volume,
  storage: word,
  diskGiB: z.number().int().min(1).max(16_384),
  cores: z.number().int().min(1).max(512),
  memoryMiB: z.number().int().min(16).max(4_194_304),
  swapMiB: z.number().int().min(0).max(1_048_576),
  network: z.strictObject({
    bridge: word,
    vlan: vlan.optional(),
    addressing,
  }),
  tags: z.array(tag).max(20),
  ownerRef: z.string().max(200),
  start: z.boolean(),
});

/**
 * What somebody wants, in the words of the site. Containers are always unprivileged; there
 * is no field for it.
 *
 * @public
 */
export const changeIntentSchema = z.discriminatedUnion('verb', [
  createContainer,
  z.strictObject({ verb: z.literal('guest.start'), vmid }),
  z.strictObject({ verb: z.literal('guest.shutdown'), vmid }),
  z.strictObject({ verb: z.literal('guest.stop'), vmid }),
  z.strictObject({
    verb: z.literal('guest.resize-disk'),
    vmid,
    disk: z
      .string()
      .regex(/^(rootfs|mp\d{1,3}|(scsi|virtio|sata|ide)\d{1,2})$/),
    /** The new size; a disk never shrinks. */
    sizeGiB: z.number().int().min(1).max(65_536),
  }),
  z.strictObject({
    verb: z.literal('guest.set-network'),
    vmid,
    interface: interfaceId,
    /** Absent: untagged. */
    vlan: vlan.optional(),
    addressing,
  }),
  z.strictObject({
    verb: z.literal('guest.set-tags'),
    vmid,
    tags: z.array(tag).max(20),
  }),
  z.strictObject({
    verb: z.literal('guest.destroy'),
    vmid,
    /** Typed by hand, so that nobody destroys a number. */
    name: z.string().max(63),
  }),
]);

/** @public */
export type ChangeIntent = z.infer<typeof changeIntentSchema>;
/** @public */
export type ChangeVerb = ChangeIntent['verb'];
/** @public */
export type CreateContainerIntent = z.infer<typeof createContainer>;

/** Every verb, in the order of the menus. @public */
export const changeVerbs: readonly ChangeVerb[] =
  changeIntentSchema.options.map(option => option.shape.verb.value);
