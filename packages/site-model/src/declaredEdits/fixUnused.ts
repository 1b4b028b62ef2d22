import { JudgeContext } from '../judge/JudgeContext';
import { DeclaredKey, Guest } from '../site';
import {
  isGuestClaim,
  isPointer,
  isRivalClaim,
  isSighting,
} from '../site/addressState';
import { listed } from '../text/sentences';
import { patternMatcher } from '../text/patternMatcher';
import { DriftFix, noFix } from './DriftFix';
import {
  keysOf,
  namesakeOf,
  severalFiles,
  undeclaredAddressOf,
} from './keyOwners';
import { leaseCaution } from './liveEvidence';

/** Something else that lives from the address, in a clause. */
function whoNeeds(
  context: JudgeContext,
  address: string,
): DriftFix | undefined {
  const claims = context.claimsOn(address);
  const named = (picked: typeof claims) =>
    listed([...new Set(picked.map(({ label }) => label))]);
  const there = claims.filter(
    claim => isRivalClaim(claim) || isSighting(claim) || isGuestClaim(claim),
  );
  const pointing = claims.filter(
    claim => isPointer(claim) || claim.kind === 'pending',
  );
  const kept = claims.filter(
    ({ kind }) =>
      kind !== 'declared-key' &&
      kind !== 'declared-row' &&
      !pointing.some(claim => claim.kind === kind) &&
      !there.some(claim => claim.kind === kind),
  );
  if (there.length > 0) {
    return noFix(
      'live-side',
      `${address} is in use by ${named(
        there,
      )}: something is there. Exclude the key under itops.drift.unusedExclusions, or find out what it is.`,
    );
  }
  if (pointing.length > 0) {
    return noFix(
      'live-side',
      `${named(
        pointing,
      )} still names ${address}. Correct that first, then the key may go.`,
    );
  }
  return kept.length > 0
    ? noFix(
        'live-side',
        `${named(kept)} speaks of ${address} as well: decide there first.`,
      )
    : undefined;
}

/** The guest that moved away from the address, where its rows or the key's name tell. */
function movedTo(
  context: JudgeContext,
  key: DeclaredKey,
  address: string,
): { guest: Guest; to: string } | undefined {
  const item = context.addressOf(address);
  const declared = item ? context.guestsDeclaredFor(item) : [];
  const named = namesakeOf(context, key.key);
  const guest = named ?? (declared.length === 1 ? declared[0] : undefined);
  const to = guest && undeclaredAddressOf(context, guest);
  return guest && to !== undefined ? { guest, to } : undefined;
}

/** `address-unused`: the key follows its guest, or goes. */
export function fixUnused(context: JudgeContext, address: string): DriftFix {
  const isExcluded = patternMatcher(context.options.unusedExclusions);
  const keys = keysOf(context, address).filter(
    ({ key, aliasOf }) =>
      !isExcluded(key) && !(aliasOf !== undefined && isExcluded(aliasOf)),
  );
  const several = severalFiles(keys);
  if (keys.length === 0 || several) {
    return several ?? noFix('not-declared', `No key names ${address} now.`);
  }
  const needed = whoNeeds(context, address);
  if (needed) {
    return needed;
  }
  const [{ sourceId, file }] = keys;
  const literals = keys.filter(({ aliasOf }) => aliasOf === undefined);
  const moved =
    literals.length === 1 ? movedTo(context, literals[0], address) : undefined;
  if (moved) {
    const { guest, to } = moved;
    const caution = leaseCaution(guest, to);
    return {
      offered: true,
      sourceId,
      file,
      changes: [{ kind: 'set-key', key: literals[0].key, from: address, to }],
      summary: `Sets ${
        literals[0].key
      } from ${address} to ${to}, which ${context.subjects.label(
        guest,
      )} has now.`,
      cautions: caution === undefined ? [] : [caution],
    };
  }
  const declared = context.guestsDeclaredFor(context.addressOf(address)!);
  const listing = keys.find(
    key => key.addresses.length > 1 || key.ranges.length > 0,
  );
  if (declared.length > 0 || listing) {
    return noFix(
      declared.length > 0 ? 'several-candidates' : 'in-the-way',
      declared.length > 0
        ? `A row gives ${address} to ${listed(
            declared.map(guest => context.subjects.label(guest)),
          )}: correct the row, or give the guest the address.`
        : `${listing!.key} holds more than ${address}: take it out by hand.`,
    );
  }
  const names = keys.map(({ key }) => key);
  return {
    offered: true,
    sourceId,
    file,
    changes: [{ kind: 'remove-keys', keys: names }],
    summary: `Removes ${listed(names)}: ${address} is on no guest.`,
    cautions: [`Scripts outside of the file may still read ${listed(names)}.`],
  };
}
