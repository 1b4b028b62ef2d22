import { z } from 'zod';

/**
 * What is read of the answers of Nginx Proxy Manager 2.9 to 2.15 and of NPMplus. Unknown fields
 * pass and are dropped; `meta` of certificates may hold private keys and is not even named.
 */

/** Older versions write 0 and 1. */
const flag = z.union([
  z.boolean(),
  z.union([z.literal(0), z.literal(1)]).transform(value => value === 1),
]);
/** `null` and a column that is not there mean the same. */
function maybe<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform(value => value ?? undefined);
}
const id = z.number().int().positive();
const portNumber = z.preprocess(
  value => (typeof value === 'string' && /^\d+$/.test(value) ? +value : value),
  z.number().int().min(0).max(65_535),
);
/** A port may be absent: null, an empty text, or 0. */
const maybePort = z
  .union([z.literal('').transform(() => undefined), maybe(portNumber)])
  .transform(port => port || undefined);
/** Numbers in NPM; text with ranges and variables in NPMplus. */
const portText = z.union([z.string(), z.number().int().transform(String)]);

/** What nginx said of a row when it was written. */
const online = {
  enabled: flag,
  meta: maybe(
    z.object({
      nginx_online: maybe(flag),
      nginx_err: maybe(z.string()),
    }),
  ),
  npmplus_nginx_online: maybe(flag),
  npmplus_nginx_err: maybe(z.string()),
};
export type OnlineColumns = z.output<z.ZodObject<typeof online>>;

const target = {
  forward_scheme: z.string(),
  forward_host: maybe(z.string()).transform(host => host ?? ''),
  forward_port: maybePort,
};

const locationSchema = z.object({
  ...target,
  path: z.string(),
  /** NPMplus keeps the modifier apart: `~* `. */
  location_type: maybe(z.string()),
  npmplus_enabled: maybe(flag),
});

const accessListSchema = z.object({ name: z.string() });

export const proxyHostSchema = z.object({
  ...online,
  ...target,
  id,
  domain_names: z.array(z.string()),
  locations: maybe(z.array(locationSchema)),
  advanced_config: maybe(z.string()),
  npmplus_location_config: maybe(z.string()),
  certificate: maybe(
    z.object({
      nice_name: maybe(z.string()),
      expires_on: maybe(z.string()),
    }),
  ),
  access_list: maybe(accessListSchema),
  access_lists: maybe(z.array(accessListSchema)),
});
export type ProxyHostRow = z.output<typeof proxyHostSchema>;

export const redirectionHostSchema = z.object({
  ...online,
  id,
  domain_names: z.array(z.string()),
  forward_scheme: z.string(),
  forward_domain_name: z.string(),
  forward_http_code: z.preprocess(
    value =>
      typeof value === 'string' && /^\d+$/.test(value) ? +value : value,
    z.number().int(),
  ),
});
export type RedirectionHostRow = z.output<typeof redirectionHostSchema>;

export const deadHostSchema = z.object({
  ...online,
  id,
  domain_names: z.array(z.string()),
});
export type DeadHostRow = z.output<typeof deadHostSchema>;

export const streamSchema = z.object({
  ...online,
  id,
  incoming_port: portText,
  forwarding_host: z.string(),
  forwarding_port: maybe(portText).transform(port => port ?? ''),
  tcp_forwarding: flag,
  udp_forwarding: flag,
});
export type StreamRow = z.output<typeof streamSchema>;

/** `GET /api/`: the same in both, but for the version. */
export const rootSchema = z.object({
  /** A text is NPMplus. */
  version: z.union([
    z.string(),
    z.object({ major: z.number(), minor: z.number(), revision: z.number() }),
  ]),
  setup: flag,
});

export const accountSchema = z.object({
  roles: maybe(z.array(z.string())),
  permissions: z.object({
    visibility: z.string(),
    proxy_hosts: z.string(),
    redirection_hosts: z.string(),
    dead_hosts: z.string(),
    streams: z.string(),
    access_lists: maybe(z.string()),
    certificates: maybe(z.string()),
  }),
});
export type Account = z.output<typeof accountSchema>;

/** `POST /api/tokens`: a token in the body, or a cookie beside it, or a question for a second factor. */
export const loginSchema = z.object({
  token: maybe(z.string().min(1)),
  expires: maybe(z.string()),
  requires_2fa: maybe(flag),
  requiresTotp: maybe(flag),
});
