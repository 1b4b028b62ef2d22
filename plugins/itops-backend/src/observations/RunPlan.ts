import { FreshnessLabel } from '@sankofa/site-model';
import { HashedFact, ScopeState } from './intervals';

export interface RunRules {
  /** Complete runs that must miss a thing before it is retired. */
  retireAfterRuns: number;
  /** Share of known things that one run may lose. */
  maxRemovalPercent: number;
}

/** How a run is compared with what holds. */
export interface PlanSettings {
  rules: RunRules;
  /** Things of a held removal that an administrator lets go (see `heldThing`). */
  accepted: ReadonlySet<string>;
  /** What earlier runs were already distrusted for. */
  held?: HeldRemoval;
  collectedAt: string;
}

/** A thing that a readable run did not see. */
export interface Absence {
  id: string;
  /** When it was last seen. */
  since: string;
  /** The run was complete for its scope: one step towards retirement. */
  counts: boolean;
}

/** Things of one kind that the removal guard holds back. */
export interface HeldGroup {
  scope: string;
  kind: string;
  /** How many there were when they went missing. */
  known: number;
  names: string[];
}

export interface HeldRemoval {
  groups: HeldGroup[];
}

/** What must be written so that the tables say what a run saw. */
export interface RunPlan {
  status: 'complete' | 'partial' | 'failed';
  /** Why the run is not complete. */
  label: FreshnessLabel;
  /** The source answered: what was read has a new time. */
  readable: boolean;
  facts: {
    open: (HashedFact & { scope: string })[];
    close: string[];
    seenAgain: string[];
    relocate: { id: string; locator?: string }[];
    absent: Absence[];
  };
  scopes: {
    open: ScopeState[];
    close: string[];
    seenAgain: string[];
    describe: { id: string; message?: string }[];
    absent: Absence[];
  };
  /** What the removal guard holds back after this run. */
  held?: HeldRemoval;
  counts: {
    scopes: number;
    seen: number;
    added: number;
    changed: number;
    retired: number;
  };
}

export function emptyPlan(
  status: RunPlan['status'],
  label: FreshnessLabel,
): RunPlan {
  return {
    status,
    label,
    readable: status !== 'failed',
    facts: { open: [], close: [], seenAgain: [], relocate: [], absent: [] },
    scopes: { open: [], close: [], seenAgain: [], describe: [], absent: [] },
    counts: { scopes: 0, seen: 0, added: 0, changed: 0, retired: 0 },
  };
}
