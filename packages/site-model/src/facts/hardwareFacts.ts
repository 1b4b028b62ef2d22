import { z } from 'zod';

/** What a node is built of, as it says itself and as people wrote it down. */

const size = z.number().int().nonnegative();

/** What the firmware and the kernel of a node say; key: the node name. */
export const nodeHardwareFactSchema = z.object({
  node: z.string(),
  vendor: z.string().optional(),
  model: z.string().optional(),
  serial: z.string().optional(),
  /** Physical network cards, by name; absent where they could not be read. */
  nics: z
    .array(z.object({ name: z.string(), mac: z.string().optional() }))
    .optional(),
  /** Whole disks, by name; absent where they could not be read. */
  disks: z
    .array(
      z.object({
        name: z.string(),
        model: z.string().optional(),
        serial: z.string().optional(),
        sizeBytes: size.optional(),
        media: z.enum(['hdd', 'ssd', 'nvme']).optional(),
      }),
    )
    .optional(),
});

/** One row of a table of hardware; key: `<node>` or `<node>#<line>` when repeated. */
export const declaredHardwareFactSchema = z.object({
  file: z.string(),
  line: z.number().int(),
  node: z.string(),
  model: z.string().optional(),
  serial: z.string().optional(),
  cpuModel: z.string().optional(),
  sockets: z.number().int().optional(),
  /** Cores of all sockets. */
  cores: z.number().int().optional(),
  memoryBytes: size.optional(),
  /** Physical network cards. */
  nics: z.number().int().optional(),
  disks: z.number().int().optional(),
});
