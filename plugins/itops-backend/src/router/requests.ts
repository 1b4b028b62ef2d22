import { InputError } from '@backstage/errors';
import { Request } from 'express';
import { z } from 'zod';

export const flag = z
  .enum(['true', 'false'])
  .transform(value => value === 'true');

/** One value, or several of which one must match. */
export const oneOrMore = z
  .union([z.string(), z.array(z.string())])
  .transform(value => (Array.isArray(value) ? value : [value]));

export const moment = z.iso
  .datetime({ offset: true })
  .transform(value => new Date(value).toISOString());

/** What every read understands. */
export const readQuery = z.object({
  asOf: moment.optional(),
  require: z.literal('fresh').optional(),
});

/** What every list understands. */
export const pageQuery = readQuery.extend({
  q: z.string().max(200).optional(),
  sort: z.string().max(40).optional(),
  order: z.enum(['asc', 'desc']).optional(),
  cursor: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

export const guestsQuery = pageQuery.extend({
  node: oneOrMore.optional(),
  status: oneOrMore.optional(),
  type: oneOrMore.optional(),
  owner: oneOrMore.optional(),
  tag: oneOrMore.optional(),
  template: flag.optional(),
  source: oneOrMore.optional(),
  vlan: oneOrMore.optional(),
  freshness: oneOrMore.optional(),
  declared: flag.optional(),
  findings: oneOrMore.optional(),
});

export const nodesQuery = pageQuery.extend({
  status: oneOrMore.optional(),
  source: oneOrMore.optional(),
});

export const addressesQuery = pageQuery.extend({
  state: oneOrMore.optional(),
  prefix: z.string().max(64).optional(),
  source: oneOrMore.optional(),
});

export const findingsQuery = pageQuery.extend({
  rule: oneOrMore.optional(),
  severity: oneOrMore.optional(),
  state: oneOrMore.optional(),
  subject: z.string().max(300).optional(),
  of: z.string().max(300).optional(),
  guest: z.string().max(300).optional(),
  owner: oneOrMore.optional(),
  source: oneOrMore.optional(),
});

export const patchQuery = z.object({ into: z.string().max(300).optional() });

export const pathsQuery = pageQuery.extend({
  /** One host name, whole: a search finds parts of many. */
  hostname: z.string().max(253).toLowerCase().optional(),
  status: oneOrMore.optional(),
  source: oneOrMore.optional(),
});

export const reverseQuery = readQuery.extend({ ref: z.string().max(300) });

export const portsQuery = readQuery.extend({ switch: oneOrMore.optional() });

export const changesQuery = readQuery.extend({ since: moment });

export const searchQuery = readQuery.extend({ q: z.string().max(200) });

export const runsQuery = z.object({
  pass: z.string().max(60).optional(),
  cursor: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** Seals that were kept elsewhere: `128:9f86d0…`. */
export const ledgerQuery = z.object({ anchor: oneOrMore.optional() });

export const auditQuery = z.object({
  actor: z.string().max(300).optional(),
  action: z.string().max(100).optional(),
  subject: z.string().max(300).optional(),
  since: moment.optional(),
  until: moment.optional(),
  cursor: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/**
 * The parts of a request, checked; unknown query parameters are refused, so
 * that a misspelt filter is not taken for "everything".
 *
 * @throws InputError that names the parameter and what it must be
 */
export function parseQuery<T extends z.ZodObject>(
  schema: T,
  query: Request['query'],
): z.output<T> {
  return parse(schema.strict(), query, 'query') as z.output<T>;
}

/** @throws InputError that names the field and what it must be */
export function parseBody<T extends z.ZodType>(
  schema: T,
  body: unknown,
): z.output<T> {
  return parse(schema, body ?? {}, 'body');
}

function parse<T extends z.ZodType>(
  schema: T,
  value: unknown,
  part: string,
): z.output<T> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) =>
      path.length > 0 ? `${path.join('.')}: ${message}` : message,
    );
    throw new InputError(`Invalid ${part}: ${problems.join('; ')}`);
  }
  return parsed.data;
}

/** The ticket of a confirmation; the window that has it may ask the provider. */
export const stepUpStartQuery = z.object({ ticket: z.string().max(100) });

const fromProvider = z.string().max(4_096).optional();
/** What the identity provider sends a window back with, RFC 6749 and RFC 9207. */
export const stepUpCallbackQuery = z.object({
  code: fromProvider,
  state: fromProvider,
  iss: fromProvider,
  error: fromProvider,
  error_description: fromProvider,
  session_state: fromProvider,
});
