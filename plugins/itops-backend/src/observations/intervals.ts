import { Completeness, Fact, FactKind, ReasonCode } from '@sankofa/site-model';

/** Whether a thing was seen by the latest readable runs. */
export interface Presence {
  /** When it was last seen; set once a readable run no longer saw it. ISO-8601 UTC. */
  absentSinceAt?: string;
  /** How many complete runs of its scope did not see it, one after another. */
  missedRuns: number;
}

/** A fact that holds now, without its value. */
export interface OpenFact extends Presence {
  id: string;
  scope: string;
  kind: FactKind;
  key: string;
  hash: string;
  locator?: string;
  /** What the thing is called, for kinds whose key is a place in a file. */
  name?: string;
}

/** What a scope was like when it was last named by a run. */
export interface ScopeState {
  scope: string;
  completeness: Completeness;
  reason?: ReasonCode;
  message?: string;
  revision?: string;
  /** Failed scopes: when it was last read. ISO-8601 UTC. */
  lastGoodAt?: string;
}

export interface OpenScope extends ScopeState, Presence {
  id: string;
}

/** Everything that holds now for one pass of a source. */
export interface OpenPass {
  facts: OpenFact[];
  scopes: OpenScope[];
  /** `collectedAt` of the last run that could read the source. */
  lastReadableAt?: string;
}

export interface HashedFact {
  fact: Fact;
  hash: string;
}

/** What a run says about one scope, ready to be compared. */
export interface ReadScope {
  scope: string;
  completeness: Completeness;
  reason?: ReasonCode;
  message?: string;
  revision?: string;
  /** Why it tells less of each thing than another way of reading does. */
  lesser?: { reason: ReasonCode; message: string };
  facts: HashedFact[];
}
