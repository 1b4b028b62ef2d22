import { Verdict } from '../../findings';
import { isReadable } from '../../observations';
import { Claim, DeclaredRow, Guest } from '../../site';
import { isGuestClaim, isSighting } from '../../site/addressState';
import { listed } from '../../text/sentences';
import { rangeContains } from '../../values';
import { claimEvidence, rowEvidence } from '../evidence';
import { claimRefs, distinctRefs, JudgeContext } from '../JudgeContext';

function agrees(row: DeclaredRow, guest: Guest): boolean {
  return guest.addresses.some(
    address =>
      row.addresses.includes(address) ||
      row.ranges.some(range => rangeContains(range, address)),
  );
}

function claimsOfGuest(guest: Guest, context: JudgeContext): Claim[] {
  return guest.addresses.flatMap(address =>
    context
      .claimsOn(address)
      .filter(claim => isGuestClaim(claim) && claim.guestId === guest.id),
  );
}

/** An address known only from outside counts while somebody looks there. */
function isSeenNow(claims: readonly Claim[]): boolean {
  return claims.some(
    claim => !isSighting(claim) || isReadable(claim.freshness),
  );
}

/**
 * A guest whose rows name addresses, and none of them is one it has. It rests on
 * the silence of the guest's own scopes, so they and its cluster's list must be
 * readable. Several addresses: a match of any is no mismatch (ruling R09).
 */
export function addressMismatch(context: JudgeContext): Verdict[] {
  return context.site.guests.flatMap(guest => {
    if (
      guest.template ||
      guest.declared.length === 0 ||
      guest.addresses.length === 0
    ) {
      return [];
    }
    const rows = context
      .rowsOf(guest)
      .filter(row => row.addresses.length > 0 || row.ranges.length > 0);
    if (
      rows.length === 0 ||
      rows.some(row => agrees(row, guest)) ||
      !context.guestListReadable(guest.sourceId) ||
      !context.addressesSettled(guest)
    ) {
      return [];
    }
    const claims = claimsOfGuest(guest, context);
    if (!isSeenNow(claims)) {
      return [];
    }
    const label = context.subjects.label(guest);
    const declared = [
      ...new Set(rows.flatMap(row => [...row.addresses, ...row.ranges])),
    ];
    return [
      {
        rule: 'address-mismatch' as const,
        subject: context.subjects.guest(guest),
        severity: 'error' as const,
        summary: `${label} is declared with ${listed(
          declared,
        )} but has ${listed(
          guest.addresses,
        )}; correct the row or the configuration of the guest.`,
        evidence: [
          ...rows.map(row =>
            rowEvidence(
              row,
              `declared by the row of ${label}`,
              [...row.addresses, ...row.ranges].join(', '),
            ),
          ),
          ...claims.map(claimEvidence),
        ],
        restsOn: distinctRefs([
          ...context.guestRefs(guest),
          ...claimRefs(claims.filter(isSighting)),
          ...context.readRefs(rows),
        ]),
        guestIds: [guest.id],
      },
    ];
  });
}
