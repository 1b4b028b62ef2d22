import {
  identityGuard,
  originGuard,
  protectionGuard,
  statusGuard,
} from './guestGuards';
import { Guard, GuardContext, GuardResult } from './guard';
import { allowlistGuard, freezeGuard, ticketGuard } from './policyGuards';
import {
  addressGuard,
  capacityGuard,
  freshnessGuard,
  lifecycleGuard,
} from './siteGuards';

export { guestFingerprint } from './guestGuards';
export type { GuardContext, GuardResult, ObservedGuest } from './guard';

/** In the order in which they are shown. */
const guards: readonly Guard[] = [
  allowlistGuard,
  ticketGuard,
  freezeGuard,
  freshnessGuard,
  identityGuard,
  protectionGuard,
  statusGuard,
  originGuard,
  addressGuard,
  capacityGuard,
  lifecycleGuard,
];

/**
 * Asks every guard. A change goes on only when all of them pass; all are asked even
 * then, so that people see everything that stands in the way.
 *
 * @public
 */
export function runGuards(context: GuardContext): GuardResult[] {
  return guards.flatMap(guard => guard(context) ?? []);
}
