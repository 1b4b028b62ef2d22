import { Verdict } from '../../findings';
import { DeclaredKey, DeclaredRow, Guest } from '../../site';
import { listed } from '../../text/sentences';
import { patternMatcher } from '../../text/patternMatcher';
import { addressKey } from '../../values';
import { keyEvidence } from '../evidence';
import { distinctRefs, JudgeContext } from '../JudgeContext';
import { RangeIndex } from '../RangeIndex';

/** Keys that are never unused. An alias stands for the key it refers to. */
function exclusion(context: JudgeContext): (key: DeclaredKey) => boolean {
  const matches = patternMatcher(context.options.unusedExclusions);
  return ({ key, aliasOf }) =>
    matches(key) || (aliasOf !== undefined && matches(aliasOf));
}

/** The guests to which rows give an address, by name or inside a range. */
function guestsOfRows(context: JudgeContext): (address: string) => Guest[] {
  const rowsByAddress = context.rowsByAddress();
  const ranges = RangeIndex.create<DeclaredRow>(
    context.site.declaredRows.flatMap(row =>
      row.ranges.map(range => ({ range, value: row })),
    ),
  );
  return address => {
    const rows = [
      ...(rowsByAddress.get(address) ?? []),
      ...(ranges.isEmpty ? [] : ranges.covering(addressKey(address))),
    ];
    return rows.length === 0 ? [] : context.guestsOf(rows);
  };
}

/**
 * An address under a key that is on no guest. A device or node that answers
 * there does not remove it (ruling R08). Not raised where a row gives the
 * address to a guest whose addresses cannot be read now (ruling R02), and only
 * while every cluster was read.
 */
export function addressUnused(context: JudgeContext): Verdict[] {
  if (!context.guestListsReadable || !context.addressPassesReadable) {
    return [];
  }
  const isExcluded = exclusion(context);
  const declaredFor = guestsOfRows(context);
  const keysByAddress = context.keysByAddress();
  const { sourceRefs } = context;
  return context.comparison().declaredOnly.flatMap(address => {
    const keys = keysByAddress.get(address)!.filter(key => !isExcluded(key));
    if (keys.length === 0) {
      return [];
    }
    const guests = declaredFor(address);
    if (guests.some(guest => guest.addressesUnreadable !== undefined)) {
      return [];
    }
    const names = [...new Set(keys.map(({ key }) => key))];
    return [
      {
        rule: 'address-unused' as const,
        subject: context.subjects.address(address),
        severity: 'info' as const,
        summary: `${address} (${listed(
          names,
        )}) is on no guest; remove the key, or exclude it if something else answers there.`,
        evidence: keys.map(key => keyEvidence(key, address)),
        restsOn: distinctRefs([
          ...sourceRefs,
          ...context.declaredRefs(keys),
          ...guests.flatMap(guest => context.guestRefs(guest)),
        ]),
        guestIds: guests.map(({ id }) => id),
      },
    ];
  });
}
