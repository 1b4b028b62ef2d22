/** What the server is asked to be, as its only argument. */
export interface PveServerOptions {
  guests: number;
  /** Every answer takes so long, once it has a place. */
  latencyMs: number;
  /** Answers that are worked on at a time; further requests wait. */
  places: number;
}

/** The first message of the server's process. */
export interface PveServerReady {
  url: string;
  fingerprint: string;
  cert: string;
}

/** Answer to the message `counts`; counting then begins anew. */
export interface PveServerCounts {
  requests: number;
  /** Most requests that had arrived and were not answered. */
  maxInFlight: number;
}
