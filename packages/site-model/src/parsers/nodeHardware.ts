import { z } from 'zod';
import { FactValue } from '../facts';
import { redactLine } from './redactLine';

type NodeHardware = FactValue<'node-hardware'>;

/** What vendors leave in the firmware where they had nothing to say. */
const NOTHING =
  /^(?:to be filled by o\.?e\.?m\.?|default string|not specified|not applicable|none|n\/a|unknown|system (?:manufacturer|product name|serial number)|0+|x{2,}|123456789)$/i;

function said(text: string | undefined): string | undefined {
  const words = redactLine(text ?? '');
  return words === '' || NOTHING.test(words) ? undefined : words;
}

/**
 * Vendor, model and serial number from the text of `dmidecode -t system`.
 *
 * @returns nothing where there is no section `System Information`
 * @public
 */
export function parseDmidecodeSystem(
  text: string,
): Pick<NodeHardware, 'vendor' | 'model' | 'serial'> | undefined {
  const section = /^System Information\r?$((?:\r?\n[ \t].*)*)/m.exec(
    text.slice(0, 100_000),
  )?.[1];
  if (section === undefined) {
    return undefined;
  }
  const field = (name: string) =>
    said(new RegExp(`^[ \\t]+${name}:[ \\t]*(.*)$`, 'm').exec(section)?.[1]);
  const vendor = field('Manufacturer');
  const model = field('Product Name');
  const serial = field('Serial Number');
  return {
    ...(vendor !== undefined && { vendor }),
    ...(model !== undefined && { model }),
    ...(serial !== undefined && { serial }),
  };
}

const text = z.string().nullish().catch(undefined);
const flag = z
  .union([z.boolean(), z.enum(['0', '1']).transform(value => value === '1')])
  .nullish()
  .catch(undefined);
const lsblkSchema = z.object({
  blockdevices: z
    .array(
      z.object({
        name: z.string().min(1).max(64),
        type: z.string(),
        size: z.coerce
          .number()
          .int()
          .nonnegative()
          .max(Number.MAX_SAFE_INTEGER)
          .nullish()
          .catch(undefined),
        model: text,
        serial: text,
        rota: flag,
        tran: text,
      }),
    )
    .max(4096),
});

type Media = NonNullable<NodeHardware['disks']>[number]['media'];

function mediaOf({
  rota,
  tran,
}: {
  rota?: boolean | null;
  tran?: string | null;
}): Media {
  if (tran === 'nvme') {
    return 'nvme';
  }
  if (typeof rota !== 'boolean') {
    return undefined;
  }
  return rota ? 'hdd' : 'ssd';
}

/** Disks that are none: loop devices, Ceph images and volumes that guests live on. */
const VIRTUAL = /^(?:loop|ram|zram|zd|rbd|nbd|drbd|dm-|md|sr|fd)/;

/**
 * Whole physical disks from the JSON of `lsblk -J -b -d`.
 *
 * Old versions print numbers and flags as strings.
 * @returns nothing where it is not that output
 * @public
 */
export function parseLsblk(json: string): NodeHardware['disks'] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
  const found = lsblkSchema.safeParse(parsed);
  return found.data?.blockdevices
    .filter(({ name, type }) => type === 'disk' && !VIRTUAL.test(name))
    .map(({ name, size, ...disk }) => {
      const model = said(disk.model ?? undefined);
      const serial = said(disk.serial ?? undefined);
      const media = mediaOf(disk);
      return {
        name,
        ...(model !== undefined && { model }),
        ...(serial !== undefined && { serial }),
        ...(typeof size === 'number' && size > 0 && { sizeBytes: size }),
        ...(media !== undefined && { media }),
      };
    })
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}
