import { JsonObject } from '@backstage/types';

export interface PortalOptions {
  databaseUrl: string;
  port: number;
  /** What of the inventory goes to the catalog when it is told to. */
  catalog: 'everything' | 'guests';
  /** One more source, which is read on a schedule and writes down each reading. */
  watched?: WatchedSource;
  /** Instead of generated sites: a real cluster that may be changed. */
  changing?: ChangingOptions;
}

export interface ChangingOptions {
  /** What the configuration has besides: `itops`. */
  config: JsonObject;
  /** Providers of `auth` besides the one that believes everybody. */
  signIn: JsonObject;
}

export interface WatchedSource {
  /** A file to which every replica appends. */
  log: string;
  everySeconds: number;
  timeoutSeconds: number;
  /** How long a reading takes. */
  readMs: number;
}

/** One line of the file of a {@link WatchedSource}. */
export interface WatchedReading {
  pid: number;
  event: 'begin' | 'end';
  /** Milliseconds since the epoch; the replicas share one clock. */
  at: number;
}

/** What can be asked of the portal's process besides its API. */
export type PortalQuestion =
  /** What collectors bring from now on; `renamed`: one guest in a hundred has another name. */
  | { ask: 'site'; guests: number; renamed?: boolean }
  /** One comparison of inventory and catalog by the real entity provider. */
  | {
      ask: 'refreshCatalog';
      /** As once an hour, and after a restart: everything is sent, the catalog compares. */
      whole?: boolean;
    }
  /** After a full garbage collection. */
  | { ask: 'memory' };

export interface CatalogRefresh {
  ms: number;
  outcome: string;
  why?: string;
  added: number;
  removed: number;
  /** Entities in mutations that reached the catalog. */
  sent: number;
}

export interface PortalMemory {
  rss: number;
  heapUsed: number;
}
