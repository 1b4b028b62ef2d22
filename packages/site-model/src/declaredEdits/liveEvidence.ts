import { JudgeContext } from '../judge/JudgeContext';
import { isReadable } from '../observations';
import { Guest } from '../site';
import { isGuestClaim, isRivalClaim } from '../site/addressState';
import { listed } from '../text/sentences';
import { DriftFix, noFix } from './DriftFix';

type Doubt = Extract<DriftFix, { offered: false }>;

/**
 * Why a file must not follow what is live: the address has several owners, or
 * the guest that has it is not there to vouch for it now. `undefined` when a
 * running guest has it alone, freshly read.
 */
export function liveDoubt(
  context: JudgeContext,
  guest: Guest,
  address: string,
): Doubt | undefined {
  const label = context.subjects.label(guest);
  const item = context.addressOf(address);
  const claims = item?.claims ?? [];
  const own = claims.filter(
    claim => isGuestClaim(claim) && claim.guestId === guest.id,
  );
  const others = claims.filter(
    claim =>
      (isGuestClaim(claim) && claim.guestId !== guest.id) ||
      isRivalClaim(claim),
  );
  if (others.length > 0) {
    const names = [...new Set(others.map(claim => claim.label))];
    return noFix(
      'live-side',
      `${address} is also on ${listed(
        names,
      )}: the network is wrong, not the file. Give all but one of them another address first.`,
    ) as Doubt;
  }
  if (guest.status !== 'running') {
    return noFix(
      'not-fresh',
      `${label} is ${guest.status}, so nobody answers for ${address} now. Start it, or remove ${address} from its configuration.`,
    ) as Doubt;
  }
  if (
    guest.addressesUnreadable !== undefined ||
    !context.addressesSettled(guest) ||
    !own.some(({ freshness }) => isReadable(freshness))
  ) {
    const why = guest.addressesUnreadable ?? 'its last reading is too old';
    return noFix(
      'not-fresh',
      `The addresses of ${label} cannot be vouched for now (${why}). Have its source read again first.`,
    ) as Doubt;
  }
  return undefined;
}

/** An address that a guest has from DHCP may be another one tomorrow. */
export function leaseCaution(
  guest: Guest,
  address: string,
): string | undefined {
  const net = guest.interfaces.find(({ addresses }) =>
    addresses.includes(address),
  );
  return net?.dynamic && !net.configured.includes(address)
    ? `${net.id} has ${address} from DHCP: reserve it there, or the next lease makes this wrong again.`
    : undefined;
}
