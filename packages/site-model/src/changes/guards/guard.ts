import { FreshnessLabel } from '../../observations';
import { AddressState } from '../../site';
import { ChangeIntent } from '../intents';
import { GuestFingerprint } from '../plan';
import { ChangePolicy } from '../policy';

/** The guest that a change is about, as it is observed now. @public */
export interface ObservedGuest extends GuestFingerprint {
  status: string;
  template: boolean;
  tags: string[];
  pool?: string;
  lock?: string;
  /** `protection: 1` in its configuration; undefined: not read. */
  protection?: boolean;
  /** Bytes by disk. */
  disks: Record<string, number>;
  /** VID by interface; 0 is untagged. */
  vlans: Record<string, number>;
  bridges: Record<string, string>;
  /** The marker of the change that created it. */
  createdBy?: string;
}

/** Everything that guards look at; gathered once, so that all judge the same moment. @public */
export interface GuardContext {
  intent: ChangeIntent;
  policy: ChangePolicy;
  ticket: string;
  /** By the database's clock. */
  now: Date;
  /** Absent: no such guest is observed. */
  guest?: ObservedGuest;
  /** The guest that the plan was made for; absent while planning. */
  planned?: GuestFingerprint;
  /** The scopes that the change rests on. */
  scopes: readonly { label: string; freshness: FreshnessLabel }[];
  /** VMIDs that anybody uses or used within memory. */
  takenVmids: ReadonlySet<number>;
  /** The address that is wanted, and what is known of it. */
  address?: {
    address: string;
    state: AddressState;
    /** The reservation that is held for this change. */
    reservationId?: string;
    /** Why it could not be held. */
    problem?: string;
  };
  /** Why the node takes no such guest; empty: it does. Absent: capacity is unknown. */
  placement?: { node: string; rejections: readonly string[] };
  /** The one who asks may have guests removed that no change of ours created. */
  mayDestroyForeign: boolean;
  /** Flags of nodes: `active`, `draining`, `retiring` … by name. */
  nodeLifecycle: ReadonlyMap<string, string>;
}

/** What one guard says. @public */
export interface GuardResult {
  guard: string;
  passed: boolean;
  /** One sentence: what is so, or what is wrong and what to do. */
  reason: string;
}

/** A pure check; undefined where it has nothing to say about this verb. */
export type Guard = (context: GuardContext) => GuardResult | undefined;

export function passed(guard: string, reason: string): GuardResult {
  return { guard, passed: true, reason };
}

export function refused(guard: string, reason: string): GuardResult {
  return { guard, passed: false, reason };
}
