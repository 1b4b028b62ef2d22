import { Verdict } from '../findings';
import { Site, SiteOptions } from '../site';
import { JudgeContext } from './JudgeContext';
import { addressMismatch } from './rules/addressMismatch';
import { addressUndeclared } from './rules/addressUndeclared';
import { addressUnused } from './rules/addressUnused';
import { declaredDuplicate } from './rules/declaredDuplicate';
import { declaredUnparsed } from './rules/declaredUnparsed';
import { duplicateAddress } from './rules/duplicateAddress';
import { guestMissing } from './rules/guestMissing';
import { guestUndeclared } from './rules/guestUndeclared';
import { nameMismatch, nodeMismatch } from './rules/rowMismatch';
import { sourceUnhealthy } from './rules/sourceUnhealthy';
import { forwardDangling } from './rules/forwardDangling';
import { hostnameMissing } from './rules/hostnameMissing';
import { hostnameUndeclared } from './rules/hostnameUndeclared';
import { listenerConflict } from './rules/listenerConflict';
import { portMismatch } from './rules/portMismatch';
import { portUnmanaged } from './rules/portUnmanaged';
import { squatter } from './rules/squatter';
import { upstreamDown } from './rules/upstreamDown';
import { upstreamLoop } from './rules/upstreamLoop';
import { upstreamMismatch } from './rules/upstreamMismatch';
import { upstreamOverridden } from './rules/upstreamOverridden';
import { upstreamUnknown } from './rules/upstreamUnknown';
import { vlanMismatch } from './rules/vlanMismatch';
import {
  subscriptionExpiring,
  subscriptionUncovered,
} from './rules/subscriptions';

const RULES: ((context: JudgeContext) => Verdict[])[] = [
  sourceUnhealthy,
  duplicateAddress,
  addressMismatch,
  guestMissing,
  guestUndeclared,
  declaredDuplicate,
  declaredUnparsed,
  addressUndeclared,
  addressUnused,
  nodeMismatch,
  nameMismatch,
  upstreamUnknown,
  upstreamDown,
  upstreamOverridden,
  upstreamLoop,
  upstreamMismatch,
  hostnameUndeclared,
  hostnameMissing,
  listenerConflict,
  forwardDangling,
  squatter,
  vlanMismatch,
  portMismatch,
  portUnmanaged,
  subscriptionUncovered,
  subscriptionExpiring,
];

/**
 * Runs every rule of DOMAIN.md §4.
 * Pure; at most one verdict for each rule and subject. A rule that rests on
 * absence stays silent while the scopes whose silence it needs cannot be read,
 * so a missing verdict means nothing until {@link mayResolve} says so.
 *
 * @param site - what {@link buildSite} joined
 * @param options - from configuration
 * @public
 */
export function judge(site: Site, options: SiteOptions): Verdict[] {
  const context = JudgeContext.create(site, options);
  return RULES.flatMap(rule => rule(context));
}
