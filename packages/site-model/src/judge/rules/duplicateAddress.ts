import { Verdict } from '../../findings';
import { isReadable } from '../../observations';
import { Claim, Guest, SiteAddress } from '../../site';
import {
  isGuestClaim,
  isRivalClaim,
  isSighting,
} from '../../site/addressState';
import { listed } from '../../text/sentences';
import { claimEvidence } from '../evidence';
import { claimRefs, distinctRefs, JudgeContext } from '../JudgeContext';
import { isVip } from '../keyNames';

/** One thing that was observed with the address. */
interface Owner {
  label: string;
  /** It answers right now: a running guest or a node that is online. */
  isLive: boolean;
  guest?: Guest;
  claims: Claim[];
}

/** It belongs to the thing; a stranger counts only while somebody sees it. */
function isOwnership(claim: Claim): boolean {
  if (isGuestClaim(claim) || claim.kind === 'sdn-gateway') {
    return true;
  }
  return (
    isRivalClaim(claim) && (!isSighting(claim) || isReadable(claim.freshness))
  );
}

function isSeen(claims: readonly Claim[]): boolean {
  return claims.some(({ freshness }) => freshness.reason !== 'not-listed');
}

function stateOf(guest: Guest, claims: readonly Claim[]): string {
  if (guest.template) {
    return 'template';
  }
  if (!isSeen(claims) || guest.freshness.reason === 'not-listed') {
    return 'no longer listed';
  }
  return guest.status;
}

/** A gateway of an SDN network is written down there; nothing says that it runs. */
function isAnswering({ kind, freshness }: Claim): boolean {
  return kind !== 'sdn-gateway' && isReadable(freshness);
}

function ownerOf(claims: Claim[], context: JudgeContext): Owner {
  const [{ owner, guestId, label }] = claims;
  const guest = guestId && context.guestsById().get(guestId);
  if (guest) {
    const state = stateOf(guest, claims);
    return {
      label: `${context.subjects.label(guest)} (${state})`,
      isLive: state === 'running',
      guest,
      claims,
    };
  }
  const node = context.nodesById().get(owner.slice('node:'.length));
  return {
    label,
    isLive: node
      ? node.status === 'online' && isSeen(claims)
      : claims.some(isAnswering),
    claims,
  };
}

function ownersOf(address: SiteAddress, context: JudgeContext): Owner[] {
  const byOwner = new Map<string, Claim[]>();
  for (const claim of address.claims) {
    if (isOwnership(claim)) {
      byOwner.set(claim.owner, [...(byOwner.get(claim.owner) ?? []), claim]);
    }
  }
  return [...byOwner.values()].map(claims => ownerOf(claims, context));
}

/**
 * An address that was observed on two guests, or on a guest and a node, a switch,
 * a gateway or a stranger that answers for it now. Critical when two of them run,
 * else a warning; templates are listed (ruling R13). Declared VIPs may move
 * between guests.
 */
export function duplicateAddress(context: JudgeContext): Verdict[] {
  return context.site.addresses.flatMap(address => {
    if (address.guestIds.length === 0 || address.claims.length < 2) {
      return [];
    }
    const owners = ownersOf(address, context);
    const isShared = address.claims.some(
      ({ kind, label }) => kind === 'declared-key' && isVip(label),
    );
    if (owners.length < 2 || isShared) {
      return [];
    }
    const guests = owners.flatMap(({ guest }) => (guest ? [guest] : []));
    const isCritical = owners.filter(({ isLive }) => isLive).length > 1;
    const names = listed(owners.map(({ label }) => label));
    return [
      {
        rule: 'duplicate-address' as const,
        subject: context.subjects.address(address.address),
        severity: isCritical ? ('critical' as const) : ('warning' as const),
        summary: isCritical
          ? `${address.address} is in use by ${names} at the same time; give all but one of them another address.`
          : `${address.address} belongs to ${names}; change it on all but one before they run together.`,
        evidence: owners.flatMap(owner => owner.claims).map(claimEvidence),
        restsOn: distinctRefs([
          ...guests.flatMap(guest => context.guestRefs(guest)),
          ...claimRefs(
            owners.flatMap(({ guest, claims }) =>
              guest ? claims.filter(isSighting) : claims,
            ),
          ),
        ]),
        guestIds: guests.map(({ id }) => id),
      },
    ];
  });
}
