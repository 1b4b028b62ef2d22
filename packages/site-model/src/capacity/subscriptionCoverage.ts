import { FreshnessLabel } from '../observations';
import { SiteNode } from '../site';

/**
 * How much of a node its subscription covers. `unknown` is said where the source could
 * not or was not permitted to look; `none` only where Proxmox said so.
 * @public
 */
export interface SubscriptionCoverage {
  state: 'covered' | 'partly' | 'ended' | 'invalid' | 'none' | 'unknown';
  /** Why, where it is unknown. */
  reason?: FreshnessLabel['reason'] | 'not-checked' | 'sockets-unknown';
  status?: string;
  level?: string;
  dueDate?: string;
  /** CPU sockets of the node, and those its key is for. */
  sockets?: number;
  coveredSockets?: number;
}

const ENDED: ReadonlySet<string> = new Set(['expired', 'suspended']);

/**
 * Source of the states: PVE/API2/Subscription.pm, `status` of `GET /nodes/{node}/subscription`.
 * @public
 */
export function subscriptionCoverage(node: SiteNode): SubscriptionCoverage {
  const { subscription, detail, detailFreshness } = node;
  if (!subscription) {
    return {
      state: 'unknown',
      reason: detailFreshness?.reason ?? 'never-collected',
    };
  }
  const { level, dueDate, sockets: coveredSockets } = subscription;
  const status = subscription.status.toLowerCase();
  const sockets = detail?.sockets;
  const facts = {
    status,
    ...(level !== undefined && { level }),
    ...(dueDate !== undefined && { dueDate }),
    ...(sockets !== undefined && { sockets }),
    ...(coveredSockets !== undefined && { coveredSockets }),
  };
  if (ENDED.has(status)) {
    return { state: 'ended', ...facts };
  }
  // A key that does not fit the node, such as one for fewer sockets: its date says nothing.
  if (status === 'invalid') {
    return { state: 'invalid', ...facts };
  }
  if (status === 'notfound') {
    return { state: 'none', ...facts, coveredSockets: 0 };
  }
  if (status !== 'active') {
    return { state: 'unknown', reason: 'not-checked', ...facts };
  }
  if (sockets === undefined || coveredSockets === undefined) {
    return { state: 'unknown', reason: 'sockets-unknown', ...facts };
  }
  return {
    state: coveredSockets >= sockets ? 'covered' : 'partly',
    ...facts,
  };
}
