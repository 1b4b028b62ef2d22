import { Verdict } from '../../findings';
import { listed } from '../../text/sentences';
import { claimEvidence } from '../evidence';
import { distinctRefs, JudgeContext } from '../JudgeContext';
import { RangeIndex } from '../RangeIndex';

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
  return context.comparison().liveOnly.flatMap(text => {
    const address = context.addressesByText().get(text)!;
    if (ranges.covering(address.key).length > 0) {
      return [];
    }
    const guests = address.guestIds
      .map(id => context.guestsById().get(id)!)
      .filter(guest => !guest.template);
    const owners = new Set(guests.map(({ id }) => id));
    return [
      {
        rule: 'address-undeclared' as const,
        subject: context.subjects.address(text),
        severity: 'warning' as const,
        summary: `${text} is on ${listed(
          guests.map(guest => context.subjects.label(guest)),
        )} but no key declares it; add a key for it.`,
        evidence: address.claims
          .filter(
            ({ guestId, kind }) =>
              guestId !== undefined &&
              owners.has(guestId) &&
              (kind === 'guest-config' || kind === 'guest-agent'),
          )
          .map(claimEvidence),
        restsOn: distinctRefs([
          ...guests.flatMap(guest => context.guestRefs(guest)),
          ...keyRefs,
        ]),
        guestIds: [...owners],
      },
    ];
  });
}
