import { z } from 'zod';

/** What named nodes say of their neighbours and of their own links. */

/** One line of `ip neigh`; key: `<node>/<device>/<address>`. */
export const neighbourFactSchema = z.object({
  node: z.string(),
  device: z.string().optional(),
  address: z.string(),
  /** Absent where nobody answered. */
  mac: z.string().optional(),
  /**
   * - `present`: REACHABLE, DELAY or PROBE, now or within `answeredWithinSeconds`
   * - `seen`: STALE; it was there some time ago
   * - `configured`: PERMANENT or NOARP; nobody was asked
   * - `absent`: FAILED or INCOMPLETE; nobody answered
   */
  presence: z.enum(['present', 'seen', 'configured', 'absent']),
  /** Of a present one: it last answered no longer than this before it was read. */
  answeredWithinSeconds: z.number().positive().optional(),
});

/** One link of a node (`ip -d link`); key: `<node>/<name>`. */
export const nodeLinkFactSchema = z.object({
  node: z.string(),
  name: z.string(),
  kind: z.enum(['physical', 'bond', 'bridge', 'vlan', 'virtual', 'other']),
  mac: z.string().optional(),
  /** The one it was built with, where the node tells: of the cards in a bond, and where another is set. */
  permanentMac: z.string().optional(),
  /** Switched on, and with a carrier. */
  up: z.boolean(),
  /** The bond or bridge it belongs to. */
  master: z.string().optional(),
  bondMode: z.string().optional(),
  /** Of an active-backup bond. */
  activeSlave: z.string().optional(),
  vlanTag: z.number().int().optional(),
  vlanRawDevice: z.string().optional(),
});
