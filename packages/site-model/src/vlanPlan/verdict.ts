import { HopReason, Path } from '../paths/path';
import { Wiring } from './moves';

/** What becomes of a host name when something moves. @public */
export type ReachVerdict = 'kept' | 'broken' | 'unknown';

/** Why, in stable words. @public */
export type ReachReason =
  | 'not-affected'
  | 'still-reached'
  | 'address-changes'
  | 'address-conflict'
  | 'address-not-assigned'
  | 'free-text'
  | 'proxy-moves'
  | 'no-longer-read'
  | NonNullable<Wiring['why']>
  | HopReason;

/** One judgement of one host name. @public */
export interface ReachOutcome {
  verdict: ReachVerdict;
  reason: ReachReason;
}

/** A host name of one proxy, and what becomes of it. @public */
export interface HostnameOutcome extends ReachOutcome {
  hostname: string;
  proxySourceId: string;
}

const RANK: Record<ReachVerdict, number> = { kept: 0, unknown: 1, broken: 2 };

/** The worse of two; what does nothing gives way to what says something. */
export function worst(left: ReachOutcome, right: ReachOutcome): ReachOutcome {
  if (RANK[right.verdict] !== RANK[left.verdict]) {
    return RANK[right.verdict] > RANK[left.verdict] ? right : left;
  }
  return left.reason === 'not-affected' ? right : left;
}

export const NOT_AFFECTED: ReachOutcome = {
  verdict: 'kept',
  reason: 'not-affected',
};

export function ofWiring({ outcome, why }: Wiring): ReachOutcome {
  if (outcome === 'works') {
    return { verdict: 'kept', reason: 'still-reached' };
  }
  return {
    verdict: outcome === 'fails' ? 'broken' : 'unknown',
    reason: why ?? 'internal',
  };
}

export function named(
  { hostname, proxySourceId }: Path,
  outcome: ReachOutcome,
): HostnameOutcome {
  return { hostname, proxySourceId, ...outcome };
}
