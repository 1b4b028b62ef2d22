import { JudgeContext } from '../judge/JudgeContext';
import { DeclaredKey, Guest } from '../site';
import { listed } from '../text/sentences';
import { DriftFix, noFix } from './DriftFix';
import { isNamedAfter } from './keyNaming';
import { liveDoubt } from './liveEvidence';

/** Keys of one file that give the address, aliases included. */
export function keysOf(context: JudgeContext, address: string): DeclaredKey[] {
  return context.site.declaredKeys.filter(key =>
    key.addresses.includes(address),
  );
}

export function severalFiles(
  keys: readonly DeclaredKey[],
): DriftFix | undefined {
  const files = [...new Set(keys.map(({ file }) => file))];
  return files.length > 1
    ? noFix(
        'several-candidates',
        `${listed(files)} declare it: correct each of them by hand.`,
      )
    : undefined;
}

/** The only address of a guest, when it runs, has it alone and no key names it. */
export function undeclaredAddressOf(
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
export function namesakeOf(
  context: JudgeContext,
  key: string,
): Guest | undefined {
  const guests = context.site.guests.filter(
    guest => !guest.template && isNamedAfter(key, guest),
  );
  return guests.length === 1 ? guests[0] : undefined;
}
