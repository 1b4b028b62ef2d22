import { Collector } from '@sankofa/plugin-itops-node';
import { FactKind, ReasonCode, ScopeSnapshot } from '@sankofa/site-model';

/** One thing that goes wrong with one source. */
export interface FaultCase {
  name: string;
  /** The source that is hit: `proxmox/pve-main`. */
  sourceId: string;
  /** Lets it go wrong; the collectors are not touched. */
  inject(): Promise<void>;
  repair(): Promise<void>;
  /** Scopes of that source that cannot be read then, of those that held something. */
  hits(scope: ScopeSnapshot): boolean;
  /** What the product may give as the cause. */
  reasons: readonly ReasonCode[];
  /**
   * Kinds of facts whose values truly differ: a lost node is seen to be
   * offline. Nothing may get lost nevertheless.
   */
  mayDiffer?: readonly FactKind[];
}

/** Sources that belong together, and what can go wrong with one of them. */
export interface FaultBed {
  title: string;
  cases: readonly FaultCase[];
  /** New collectors of all sources, as after a start of the backend. */
  collectors(): Collector[];
  /** Texts that no log, error or table may hold. */
  secrets: readonly string[];
  close(): Promise<void>;
}

/** Everything that the source reads. */
export function everything(): boolean {
  return true;
}
