import { JudgeContext } from '../judge/JudgeContext';
import { isVip, ownerOfKey } from '../judge/keyNames';
import { DeclaredKey, Guest } from '../site';
import {
  isGuestClaim,
  isPointer,
  isRivalClaim,
  isSighting,
} from '../site/addressState';
import { listed } from '../text/sentences';
import { patternMatcher } from '../text/patternMatcher';
import { DeclaredChange, DriftFix, noFix } from './DriftFix';
import { isNamedAfter, keyNameFor } from './keyFile';
import { leaseCaution, liveDoubt } from './liveEvidence';

/** Keys of one file that give the address, aliases included. */
function keysOf(context: JudgeContext, address: string): DeclaredKey[] {
  return context.site.declaredKeys.filter(key =>
    key.addresses.includes(address),
  );
}

function severalFiles(keys: readonly DeclaredKey[]): DriftFix | undefined {
  const files = [...new Set(keys.map(({ file }) => file))];
  return files.length > 1
    ? noFix(
        'several-candidates',
        `${listed(files)} declare it: correct each of them by hand.`,
      )
    : undefined;
}

/** The only address of a guest, when it runs, has it alone and no key names it. */
function undeclaredAddressOf(
  context: JudgeContext,
  guest: Guest,
): string | undefined {
  const [address, ...rest] = guest.addresses;
  return address !== undefined &&
    rest.length === 0 &&
    !guest.template &&
    keysOf(context, address).length === 0 &&
    liveDoubt(context, guest, address) === undefined
    ? address
    : undefined;
}

/** The guest a key is named after, where exactly one is. */
function namesakeOf(context: JudgeContext, key: string): Guest | undefined {
  const guests = context.site.guests.filter(
    guest => !guest.template && isNamedAfter(key, guest),
  );
  return guests.length === 1 ? guests[0] : undefined;
}

/**
 * `address-undeclared`: a key for the guest that has the address.
 *
 * @param into - the source of the file, where several files hold keys
 */
export function fixUndeclared(
  context: JudgeContext,
  address: string,
  into?: string,
): DriftFix {
  const guests = (context.addressOf(address)?.guestIds ?? [])
    .map(id => context.guestsById().get(id)!)
    .filter(({ template }) => !template);
  if (guests.length !== 1) {
    return noFix(
      guests.length > 1 ? 'live-side' : 'not-fresh',
      guests.length > 1
        ? `${address} is on ${listed(
            guests.map(guest => context.subjects.label(guest)),
          )}: the network is wrong, not the file. Give all but one of them another address first.`
        : `${address} is on no guest any more.`,
    );
  }
  const [guest] = guests;
  const doubt = liveDoubt(context, guest, address);
  if (doubt) {
    return doubt;
  }
  const all = context.site.declaredKeys;
  const sources = [...new Set(all.map(({ sourceId }) => sourceId))];
  const sourceId = into ?? sources[0];
  if ((into === undefined && sources.length > 1) || sourceId === undefined) {
    return noFix(
      sourceId === undefined ? 'not-declared' : 'several-candidates',
      sourceId === undefined
        ? 'No file with keys was read: configure one under itops.sources.declared.'
        : `Keys are kept in ${listed(sources)}: say into which one.`,
    );
  }
  const keys = all.filter(key => key.sourceId === sourceId);
  if (keys.length === 0) {
    return noFix('not-declared', `${sourceId} holds no keys.`);
  }
  const key = keyNameFor(guest, keys);
  const caution = leaseCaution(guest, address);
  return {
    offered: true,
    sourceId,
    file: keys[0].file,
    changes: [{ kind: 'add-key', key, address }],
    summary: `Adds ${key} with ${address} for ${context.subjects.label(
      guest,
    )}.`,
    cautions: caution === undefined ? [] : [caution],
  };
}

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
      `${named(
        there,
      )} has ${address}: something is there. Exclude the key under itops.drift.unusedExclusions, or find out what it is.`,
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

/** What becomes of a key that names the address of somebody else. */
function correction(
  context: JudgeContext,
  key: DeclaredKey,
  right: DeclaredKey,
  address: string,
): DeclaredChange {
  const namesake = namesakeOf(context, key.key);
  const to = namesake && undeclaredAddressOf(context, namesake);
  return to === undefined
    ? { kind: 'alias-key', key: key.key, of: right.key, address }
    : { kind: 'set-key', key: key.key, from: address, to };
}

/**
 * `declared-duplicate` among keys. Right is the key named after the guest that
 * has the address; the others follow their own guests, or become references to
 * it where they are named after no guest at all.
 */
export function fixDuplicateKeys(
  context: JudgeContext,
  address: string,
): DriftFix {
  const keys = keysOf(context, address).filter(
    ({ aliasOf, key }) => aliasOf === undefined && !isVip(key),
  );
  const several = severalFiles(keys);
  if (several) {
    return several;
  }
  const owners = (context.addressOf(address)?.guestIds ?? [])
    .map(id => context.guestsById().get(id)!)
    .filter(({ template }) => !template);
  const names = listed(keys.map(({ key }) => key));
  if (owners.length !== 1) {
    return owners.length > 1
      ? noFix(
          'live-side',
          `${address} is on ${listed(
            owners.map(guest => context.subjects.label(guest)),
          )}: the network is wrong as well. Give all but one of them another address first.`,
        )
      : noFix(
          'several-candidates',
          `No guest has ${address}, so nothing tells which of ${names} is right.`,
        );
  }
  const doubt = liveDoubt(context, owners[0], address);
  if (doubt) {
    return doubt;
  }
  const right = keys.filter(({ key }) => isNamedAfter(key, owners[0]));
  if (right.length === 0) {
    return noFix(
      'several-candidates',
      `${names} are all named otherwise than ${context.subjects.label(
        owners[0],
      )}, which has ${address}: nothing tells which one is right.`,
    );
  }
  const wrong = keys.filter(
    ({ key }) => ownerOfKey(key) !== ownerOfKey(right[0].key),
  );
  const stuck = wrong.find(({ key, line }) => {
    const namesake = namesakeOf(context, key);
    return namesake
      ? undeclaredAddressOf(context, namesake) === undefined
      : line < right[0].line;
  });
  if (stuck) {
    return noFix(
      'several-candidates',
      `${right[0].key} is right, but nothing tells which address ${stuck.key} should have.`,
    );
  }
  const changes = wrong.map(key => correction(context, key, right[0], address));
  const told = changes.map(change =>
    change.kind === 'set-key'
      ? `sets ${change.key} to ${change.to}`
      : `lets ${(change as { key: string }).key} refer to ${right[0].key}`,
  );
  return {
    offered: true,
    sourceId: right[0].sourceId,
    file: right[0].file,
    changes,
    summary: `${context.subjects.label(owners[0])} has ${address}, so ${
      right[0].key
    } stays; the edit ${listed(told)}.`,
    cautions: changes.some(({ kind }) => kind === 'alias-key')
      ? [
          'A key that becomes a reference is named after no guest: if it means something else, correct its address instead.',
        ]
      : [],
  };
}
