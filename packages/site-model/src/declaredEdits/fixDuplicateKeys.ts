import { JudgeContext } from '../judge/JudgeContext';
import { isVip, ownerOfKey } from '../judge/keyNames';
import { DeclaredKey } from '../site';
import { listed } from '../text/sentences';
import { DeclaredChange, DriftFix, noFix } from './DriftFix';
import { isNamedAfter } from './keyNaming';
import {
  keysOf,
  namesakeOf,
  severalFiles,
  undeclaredAddressOf,
} from './keyOwners';
import { liveDoubt } from './liveEvidence';

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
