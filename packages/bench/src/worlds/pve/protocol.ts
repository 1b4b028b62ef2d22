/** What the server is asked to be, as its only argument. */
export interface PveServerOptions {
  guests: number;
  /** Every answer takes so long, once it has a place. */
  latencyMs: number;
  /** Answers that are worked on at a time; further requests wait. */
  places: number;
}

/** What the server tells when it listens. */
export interface PveServerReady {
  url: string;
  fingerprint: string;
  cert: string;
}

/** Answer to any question; counting then begins anew. */
export interface PveServerCounts {
  requests: number;
  /** Most requests that had arrived and were not answered. */
  maxInFlight: number;
}
