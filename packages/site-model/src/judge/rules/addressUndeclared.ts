import { Verdict } from '../../findings';
import { isGuestClaim } from '../../site/addressState';
import { listed } from '../../text/sentences';
import { claimEvidence } from '../evidence';
import { distinctRefs, JudgeContext } from '../JudgeContext';
import { RangeIndex } from '../../values/RangeIndex';

/**
 * An address on a guest that no key names, alone or inside a range. Rests on the
 * silence of the files with keys. Templates have no address of their own.
 */
export function addressUndeclared(context: JudgeContext): Verdict[] {
  if (!context.keysReadable) {
    return [];
  }
  const { keyRefs } = context;
  const ranges = RangeIndex.create(
    context.site.declaredKeys.flatMap(key =>
      key.ranges.map(range => ({ range, value: key })),
    ),
  );
  return context
    .addressesOf(context.comparison().liveOnly)
    .filter(({ key }) => ranges.isEmpty || ranges.covering(key).length === 0)
    .map(({ address, claims, guestIds }) => {
      const guests = guestIds
        .map(id => context.guestsById().get(id)!)
        .filter(guest => !guest.template);
      const owners = new Set(guests.map(({ id }) => id));
      return {
        rule: 'address-undeclared',
        subject: context.subjects.address(address),
        severity: 'warning',
        summary: `${address} is on ${listed(
          guests.map(guest => context.subjects.label(guest)),
        )} but no key declares it; add a key for it.`,
        evidence: claims
          .filter(claim => isGuestClaim(claim) && owners.has(claim.guestId!))
          .map(claimEvidence),
        restsOn: [
          ...(guests.length === 1
            ? context.guestRefs(guests[0])
            : distinctRefs(guests.flatMap(guest => context.guestRefs(guest)))),
          ...keyRefs,
        ],
        guestIds: [...owners],
      };
    });
}
