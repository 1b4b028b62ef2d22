import { ScopeRef, Verdict } from '../../findings';
import { Claim } from '../../site';
import { listed } from '../../text/sentences';
import { patternMatcher } from '../../text/patternMatcher';
import { claimEvidence } from '../evidence';
import { distinctRefs, JudgeContext } from '../JudgeContext';

/** Keys that are never unused. An alias stands for the key it refers to. */
function exclusion(context: JudgeContext): (key: Claim) => boolean {
  const matches = patternMatcher(context.options.unusedExclusions);
  return ({ label, aliasOf }) =>
    matches(label) || (aliasOf !== undefined && matches(aliasOf));
}

/** One list for all keys of a file: tens of thousands may rest on the same scopes. */
function sharedLists(
  sourceRefs: readonly ScopeRef[],
): (keyRefs: ScopeRef[]) => ScopeRef[] {
  const lists = new Map<ScopeRef[], ScopeRef[]>();
  return keyRefs => {
    const list = lists.get(keyRefs) ?? [...sourceRefs, ...keyRefs];
    lists.set(keyRefs, list);
    return list;
  };
}

/**
 * An address under a key that is on no guest. A device or node that answers
 * there does not remove it (ruling R08). Not raised where a row gives the
 * address to a guest whose addresses cannot be read now (ruling R02), and only
 * while every cluster was read and no file that may hold such rows is unknown.
 * Where guests are known only by what their MACs answer for, whoever sees them
 * must have looked, too.
 */
export function addressUnused(context: JudgeContext): Verdict[] {
  if (
    !context.guestListsReadable ||
    !context.addressPassesReadable ||
    !context.declarationsKnown ||
    (context.hasOpaqueGuests() && !context.sightingsReadable)
  ) {
    return [];
  }
  const isExcluded = exclusion(context);
  const sourceRefs = [
    ...context.sourceRefs,
    ...context.sightingRefs,
    ...context.emptyFileRefs,
  ];
  const restsOn = sharedLists(sourceRefs);
  const verdicts: Verdict[] = [];
  for (const item of context.addressesOf(context.comparison().declaredOnly)) {
    const keys = item.claims.filter(
      claim => claim.kind === 'declared-key' && !isExcluded(claim),
    );
    const guests = keys.length > 0 ? context.guestsDeclaredFor(item) : [];
    const isUncertain = guests.some(
      guest => guest.addressesUnreadable !== undefined,
    );
    if (keys.length > 0 && !isUncertain) {
      verdicts.push({
        rule: 'address-unused',
        subject: context.subjects.address(item.address),
        severity: 'info',
        summary: `${item.address} (${listed([
          ...new Set(keys.map(({ label }) => label)),
        ])}) is on no guest; remove the key, or exclude it if something else answers there.`,
        evidence: keys.map(claimEvidence),
        restsOn:
          guests.length === 0
            ? restsOn(context.readRefs(keys))
            : distinctRefs([
                ...sourceRefs,
                ...context.readRefs(keys),
                ...guests.flatMap(guest => context.guestRefs(guest)),
              ]),
        guestIds: guests.map(({ id }) => id),
      });
    }
  }
  return verdicts;
}
