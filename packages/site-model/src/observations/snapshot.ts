import { Fact } from '../facts';

/**
 * Why a scope could not be read, or not completely. Stable words; people see
 * the message beside it.
 * @public
 */
export type ReasonCode =
  | 'unreachable'
  | 'timeout'
  | 'refused'
  | 'unauthorized'
  | 'forbidden'
  | 'rate-limited'
  | 'insufficient-privileges'
  | 'visibility-user'
  | 'certificate-changed'
  | 'host-key-changed'
  | 'http-error'
  | 'invalid-answer'
  | 'too-large'
  | 'node-offline'
  | 'not-quorate'
  | 'guest-unreadable'
  | 'agent-blocked'
  | 'agent-not-running'
  | 'suspicious-removal'
  | 'file-missing'
  | 'no-table'
  | 'not-listed'
  | 'internal';

/** @public */
export type Completeness = 'complete' | 'partial' | 'failed';

/**
 * What a collector says about one scope in one run. A failed scope carries an
 * error and no facts; it is never dropped from the answer.
 * @public
 */
export interface ScopeResult {
  /** `source`, `node:<name>`, `guest:<vmid>`, `file:<name>`. */
  scope: string;
  completeness: Completeness;
  error?: { reason: ReasonCode; message: string };
  /** Revision of the text behind the scope, such as a git commit. */
  revision?: string;
  /**
   * Why it was read in a way that tells less of each thing: it never takes the
   * place of what was told of these things in a better way.
   */
  lesser?: { reason: ReasonCode; message: string };
  facts: Fact[];
}

/**
 * The scope that stands for the whole source. When it failed, nothing of the
 * source was read; when it is complete, a scope that the run did not name is gone.
 * @public
 */
export const SOURCE_SCOPE = 'source';

/**
 * The pass that reads what exists: its `source` scope is the list of the source.
 * @public
 */
export const INVENTORY_PASS = 'inventory';

/**
 * The slower pass that reads the addresses inside running guests.
 * @public
 */
export const ADDRESSES_PASS = 'addresses';

/**
 * What may be said about a scope or source now (DOMAIN.md §3).
 * @public
 */
export type Freshness =
  | 'fresh'
  | 'aging'
  | 'stale'
  | 'failed'
  | 'partial'
  | 'never';

/** @public */
export interface FreshnessLabel {
  freshness: Freshness;
  /** Time of the observation that is shown, ISO-8601 UTC. Absent when never read. */
  collectedAt?: string;
  /** Always present unless fresh. */
  reason?: ReasonCode | 'late' | 'never-collected';
  /** One sentence for people. */
  message?: string;
}

/** @public */
export interface ScopeSnapshot extends FreshnessLabel {
  scope: string;
  /** The pass that reads this scope: `inventory`, `addresses`. */
  pass: string;
  revision?: string;
}

/** A stored fact with what may be said about it now. @public */
export type SnapshotFact = Fact & {
  pass: string;
  scope: string;
  /** When this fact was last seen, ISO-8601 UTC. */
  collectedAt: string;
  /** When this exact value was first seen. */
  firstSeenAt: string;
  /** A readable run no longer saw it, but it is not retired yet. */
  missed: boolean;
};

/**
 * Everything known about one source at one moment: input of the join.
 * @public
 */
export interface SourceSnapshot extends FreshnessLabel {
  /** `proxmox/pve-main`, `declared/ip-addresses.conf`. */
  sourceId: string;
  /** The connector: `proxmox`, `declared`. */
  kind: string;
  /** How it was read last, where there is a choice: `api`, `ssh`. */
  transport?: string;
  lastAttemptAt?: string;
  scopes: ScopeSnapshot[];
  facts: SnapshotFact[];
}
