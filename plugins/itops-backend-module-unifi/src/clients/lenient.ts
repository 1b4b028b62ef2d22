import { excerpt } from '@sankofa/plugin-itops-node';
import { normalizeMac, parseAddress } from '@sankofa/site-model';
import { z } from 'zod';

/*
 * What a controller writes differs between its versions: numbers and booleans as text, nothing as null,
 * "" or false, MACs in either case. It is put right here, once; what is still of another type is wrong.
 */

const absent = (value: unknown) =>
  value === null || value === '' ? undefined : value;

/** A field that may be missing, null or empty. */
export const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess(absent, schema.optional());

export const integer = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\s*-?\d+\s*$/)
      .transform(Number),
  ])
  .pipe(z.number().int());

export const flag = z
  .union([z.boolean(), z.literal([0, 1, '0', '1', 'true', 'false'])])
  .transform(value => value === true || `${value}` === '1' || value === 'true');

/** A port, or `false` for none. */
export const portOrFalse = z
  .union([integer, z.literal([false, 'false'])])
  .transform(value =>
    typeof value === 'number' && value > 0 ? value : undefined,
  );

/** Text for people, typed by anybody: one line, and cut. */
export const label = z
  .union([z.string(), z.number().transform(String)])
  .transform(text => excerpt(text) || undefined);

/** The controller's own ids: 24 hexadecimal digits or a UUID, but nobody promises that. */
export const id = z.string().regex(/^[\x21-\x7e]{1,64}$/);

export const mac = z.string().transform((text, context) => {
  const normal = normalizeMac(text);
  if (normal === undefined) {
    context.addIssue({ code: 'custom', message: 'no MAC address' });
    return z.NEVER;
  }
  return normal;
});

/** Where something else than a MAC stands in some versions, and says nothing then. */
export const perhapsMac = z.preprocess(
  value => (typeof value === 'string' ? normalizeMac(value) : undefined),
  z.string().optional(),
);

export const address = z.string().transform((text, context) => {
  const canonical = parseAddress(text);
  if (canonical === undefined) {
    context.addIssue({ code: 'custom', message: 'no IP address' });
    return z.NEVER;
  }
  return canonical;
});

/** Where something else than an address may stand, and says nothing then. */
export const perhapsAddress = z.preprocess(
  value => (typeof value === 'string' ? parseAddress(value) : undefined),
  z.string().optional(),
);

const YEAR_2100_MS = 4_102_444_800_000;

/** Seconds or milliseconds since the epoch, as milliseconds. */
export const epoch = integer
  .transform(value => (value > 100_000_000_000 ? value : value * 1000))
  .pipe(z.number().min(0).max(YEAR_2100_MS));
