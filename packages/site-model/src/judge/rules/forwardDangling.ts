import { Verdict } from '../../findings';
import { forwardText } from '../../paths/Forwards';
import { readEvidence } from '../../paths/Trust';
import { isProxySource } from '../../site';
import { addressOfHost } from '../../site/edge/hosts';
import { claimEvidence } from '../evidence';
import { distinctRefs, JudgeContext } from '../JudgeContext';
import { ownerRefs, ownersAreKnown } from '../upstreams';

/** Every proxy has said where it is: a forward to one of them leads somewhere. */
function proxiesAreKnown({ site }: JudgeContext): boolean {
  const known = new Set(site.proxies.map(({ sourceId }) => sourceId));
  return site.sources
    .filter(isProxySource)
    .every(({ sourceId }) => known.has(sourceId));
}

/**
 * An enabled port forward to an address that nobody has. Rests on the same
 * silence as upstream-unknown, and spares the same addresses (ruling R02).
 */
export function forwardDangling(context: JudgeContext): Verdict[] {
  if (!ownersAreKnown(context) || !proxiesAreKnown(context)) {
    return [];
  }
  const targets = context.targets();
  return context.site.portForwards.flatMap((forward): Verdict[] => {
    const { sourceId, value } = forward;
    const address = addressOfHost(value.targetAddress);
    if (
      !value.enabled ||
      address === undefined ||
      targets.proxyAt(address) ||
      targets.isOutside(address) ||
      context.owners().of(address).owners.length > 0
    ) {
      return [];
    }
    const known = context.addressOf(address);
    const guests = known ? context.guestsDeclaredFor(known) : [];
    if (guests.some(guest => guest.addressesUnreadable !== undefined)) {
      return [];
    }
    return [
      {
        rule: 'forward-dangling',
        subject: context.subjects.portForward(sourceId, value.id),
        severity: 'error',
        summary: `Port forward ${forwardText(
          value,
        )}: no guest, node or declared device has ${address}; correct its target, or disable it.`,
        evidence: [
          readEvidence(forward, `forwards to ${address}`, address),
          ...(known?.claims ?? [])
            .filter(({ kind }) => kind !== 'port-forward')
            .map(claimEvidence),
        ],
        restsOn: distinctRefs([
          ...context.readRefs([forward]),
          ...ownerRefs(context),
          ...guests.flatMap(guest => context.guestRefs(guest)),
        ]),
        guestIds: guests.map(({ id }) => id),
      },
    ];
  });
}
