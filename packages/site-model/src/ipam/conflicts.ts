import { isDeclared, isPointer, isSighting } from '../site/addressState';
import { Claim, Site } from '../site/site';
import { listed } from '../text/sentences';
import { isOwnClaim } from './ownClaims';

/** @public */
export interface AddressConflict {
  address: string;
  key: string;
  /**
   * `owners`: two things have it. `reservation-observed`: it is set aside, and
   * something is there. `reservation-declared`: it is set aside, and written down
   * for somebody else.
   */
  kind: 'owners' | 'reservation-observed' | 'reservation-declared';
  why: string;
  claims: readonly Claim[];
}

function labels(claims: readonly Claim[]): string {
  return listed([...new Set(claims.map(({ label }) => label))], 3);
}

/** Somebody has the address now; who only was there once, or points at it, has not. @public */
export function isPresentClaim(claim: Claim): boolean {
  return (
    !isDeclared(claim) &&
    !isPointer(claim) &&
    !isOwnClaim(claim) &&
    claim.kind !== 'pending' &&
    !(isSighting(claim) && claim.isWeak)
  );
}

/** Every address about which two statements cannot both be right, in numeric order. @public */
export function addressConflicts(site: Site): AddressConflict[] {
  const found: AddressConflict[] = [];
  for (const { address, key, state, why, claims } of site.addresses) {
    if (state === 'conflict') {
      found.push({ address, key, kind: 'owners', why, claims });
    }
    const reserved = claims.filter(({ kind }) => kind === 'reservation');
    if (reserved.length === 0) {
      continue;
    }
    const held = `reserved for ${labels(reserved)}`;
    const present = claims.filter(isPresentClaim);
    const declared = claims.filter(
      claim => isDeclared(claim) && !isOwnClaim(claim),
    );
    if (present.length > 0) {
      const kind = 'reservation-observed';
      const sentence = `${held}, but ${labels(present)} has it`;
      found.push({ address, key, kind, why: sentence, claims });
    }
    if (declared.length > 0) {
      const kind = 'reservation-declared';
      const sentence = `${held}, but declared by ${labels(declared)}`;
      found.push({ address, key, kind, why: sentence, claims });
    }
  }
  return found;
}
