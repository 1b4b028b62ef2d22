import { z } from 'zod';

/**
 * What a reverse proxy (Nginx Proxy Manager, NPMplus) says of itself. Row ids are
 * the proxy's own. Texts that people typed stay as they were typed; comparing is
 * the join's business.
 */

/** Where requests go. Exactly what the row says; a name is not resolved here. */
export const proxyTargetSchema = z.object({
  /** `http`, `https`, `grpc` … or empty where the dialect allows it. */
  scheme: z.string(),
  /** Address, host name, `unix:…` or an upstream of the proxy's own. */
  host: z.string(),
  port: z.number().int().optional(),
  /** Path behind host and port. */
  path: z.string().optional(),
});

/**
 * - `serving`: enabled, and nginx accepted it
 * - `disabled`: switched off by people
 * - `refused`: enabled, but nginx does not accept it; `refusal` says why
 * - `unknown`: the proxy has not said
 */
export const servingSchema = z.enum([
  'serving',
  'disabled',
  'refused',
  'unknown',
]);

const row = {
  id: z.number().int(),
  enabled: z.boolean(),
  serving: servingSchema,
  /** What nginx said, shortened. */
  refusal: z.string().optional(),
};

/** The proxy itself; key: `proxy`. */
export const proxyFactSchema = z.object({
  dialect: z.enum(['npm', 'npmplus']),
  version: z.string().optional(),
  /** Its own addresses as far as they are known: the host of its URL. */
  addresses: z.array(z.string()),
  /** `false`: anybody can still create its first administrator. */
  setUp: z.boolean(),
});

/** A proxy host; key: its row id. */
export const proxyHostFactSchema = z.object({
  ...row,
  /** As typed. */
  domainNames: z.array(z.string()),
  target: proxyTargetSchema,
  /** In the order of the row; paths as typed. */
  locations: z.array(z.object({ path: z.string(), target: proxyTargetSchema })),
  /** `location` blocks of its free-text configuration that send requests on. */
  freeLocations: z.array(
    z.object({
      path: z.string(),
      /** Absent where the block returns, includes or cannot be read. */
      target: proxyTargetSchema.optional(),
    }),
  ),
  /** It has free-text configuration that is more than comments. */
  freeText: z.boolean(),
  certificate: z
    .object({ name: z.string().optional(), expiresAt: z.string().optional() })
    .optional(),
  accessList: z.string().optional(),
});

/** A redirection; key: its row id. */
export const redirectionHostFactSchema = z.object({
  ...row,
  domainNames: z.array(z.string()),
  scheme: z.string(),
  /** Host name it sends to. */
  forwardDomainName: z.string(),
  /** 300–308. */
  httpCode: z.number().int(),
});

/** A host that answers 404; key: its row id. */
export const deadHostFactSchema = z.object({
  ...row,
  domainNames: z.array(z.string()),
});

/** A TCP or UDP stream; key: its row id. */
export const streamFactSchema = z.object({
  ...row,
  /** As typed: a port, or a range in the dialect that has them. */
  incomingPort: z.string(),
  tcp: z.boolean(),
  udp: z.boolean(),
  forwardHost: z.string(),
  /** As typed; may be empty or a variable of nginx. */
  forwardPort: z.string(),
});
