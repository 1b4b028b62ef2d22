import { JudgeContext } from '../judge/JudgeContext';
import { Guest } from '../site';
import { listed } from '../text/sentences';
import { DriftFix, noFix } from './DriftFix';
import { fixUnused } from './fixUnused';
import { isNamedAfter, keyNameFor } from './keyNaming';
import { leaseCaution, liveDoubt } from './liveEvidence';

/** The key of the guest still has the address it had before: that key moves along. */
function movedKey(
  context: JudgeContext,
  guest: Guest,
  address: string,
): DriftFix | undefined {
  return context.site.declaredKeys
    .filter(
      ({ aliasOf, addresses, key }) =>
        aliasOf === undefined &&
        addresses.length === 1 &&
        isNamedAfter(key, guest) &&
        context.addressOf(addresses[0])?.guestIds.length === 0,
    )
    .map(({ addresses }) => fixUnused(context, addresses[0]))
    .find(
      fix =>
        fix.offered &&
        fix.changes.some(
          change => change.kind === 'set-key' && change.to === address,
        ),
    );
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
  const moved = movedKey(context, guest, address);
  if (moved) {
    return moved;
  }
  const all = context.site.declaredKeys;
  const sources = [...new Set(all.map(({ sourceId }) => sourceId))];
  const sourceId = into ?? sources[0];
  if (sourceId === undefined) {
    return noFix(
      'not-declared',
      'No file with keys was read: configure one under itops.sources.declared.',
    );
  }
  if (into === undefined && sources.length > 1) {
    return {
      offered: false,
      reason: 'several-candidates',
      message: `Keys are kept in ${listed(sources)}: say into which one.`,
      choices: sources,
    };
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
