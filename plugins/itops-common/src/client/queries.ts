/** Sent with every call. @public */
export interface ItopsRequestOptions {
  /** Bearer token of the caller; the browser's fetch adds its own. */
  token?: string;
  signal?: AbortSignal;
}

/** What every read understands. @public */
export interface ItopsReadQuery {
  /** Speak about this moment (ISO-8601) instead of now. */
  asOf?: string;
  /** Answer 424 instead of values that are not fresh. */
  require?: 'fresh';
}

/** @public */
export type ItopsReadOptions = ItopsReadQuery & ItopsRequestOptions;

/** @public */
export interface ItopsPageQuery extends ItopsReadQuery {
  /** `nextCursor` of the page before. */
  cursor?: string;
  /** Rows of a page, 1 to 500; 100 when left out. */
  limit?: number;
  /** Free text. */
  q?: string;
  /** Field to sort by. */
  sort?: string;
  order?: 'asc' | 'desc';
}

/** One value or several of which one must match. @public */
export type OneOrMore = string | readonly string[];

/** @public */
export interface GuestsQuery extends ItopsPageQuery {
  node?: OneOrMore;
  status?: OneOrMore;
  type?: OneOrMore;
  owner?: OneOrMore;
  tag?: OneOrMore;
  template?: boolean;
  source?: OneOrMore;
  vlan?: number | OneOrMore;
  freshness?: OneOrMore;
  declared?: boolean;
  /** Only guests with (or without) open findings, or with this severity. */
  findings?: boolean | OneOrMore;
}

/** @public */
export interface NodesQuery extends ItopsPageQuery {
  status?: OneOrMore;
  source?: OneOrMore;
}

/** @public */
export interface AddressesQuery extends ItopsPageQuery {
  state?: OneOrMore;
  prefix?: string;
  source?: OneOrMore;
}

/** @public */
export interface PathsQuery extends ItopsPageQuery {
  /** One host name, whole: `q` finds parts of many. */
  hostname?: string;
  /** Worst hop. */
  status?: OneOrMore;
  /** The proxy that knows the name. */
  source?: OneOrMore;
}

/** @public */
export interface PortsQuery extends ItopsReadQuery {
  /** Only switches with one of these ids. */
  switch?: OneOrMore;
}

/** @public */
export interface FindingsQuery extends ItopsPageQuery {
  rule?: OneOrMore;
  severity?: OneOrMore;
  /** Open and acknowledged ones when left out. */
  state?: OneOrMore;
  subject?: string;
  /** What concerns a thing, as `/portmap/reverse` takes it: a switch with its ports, a host name with its whole path. */
  of?: string;
  /** Guest id, `<sourceId>/<vmid>`. */
  guest?: string;
  owner?: OneOrMore;
  source?: OneOrMore;
}

/** @public */
export interface ChangesQuery extends ItopsReadQuery {
  /** ISO-8601. */
  since: string;
}

/** @public */
export interface RunsQuery {
  cursor?: string;
  limit?: number;
  pass?: string;
}

/** @public */
export interface AuditQuery {
  cursor?: string;
  limit?: number;
  actor?: string;
  action?: string;
  subject?: string;
  /** Written at this moment or later, and before that one: ISO-8601. */
  since?: string;
  until?: string;
}
