import { isReadable } from '../observations';
import { listed } from '../text/sentences';
import { guestLabel } from './labels';
import { AddressState, Claim, Guest, SiteNode } from './site';

/** What the state of an address needs to know of its owners. */
export interface OwnerIndex {
  guests: ReadonlyMap<string, Guest>;
  nodes: ReadonlyMap<string, SiteNode>;
}

/** State, reason and owners of one address. */
export interface JudgedAddress {
  state: AddressState;
  why: string;
  guestIds: string[];
}

/** A person wrote this claim down. */
export function isDeclared({ kind }: Claim): boolean {
  return (
    kind === 'declared-key' ||
    kind === 'declared-row' ||
    kind === 'declared-device' ||
    kind === 'manual'
  );
}

/** Somebody set the address aside before it is used. */
function isReservation({ kind }: Claim): boolean {
  return kind === 'reservation';
}

/** A client or neighbour answered for the address with its MAC. */
export function isSighting({ kind }: Pick<Claim, 'kind'>): boolean {
  return kind === 'switch-client' || kind === 'neighbour';
}

/** It only points at the address, and owns nothing. */
export function isPointer({ kind }: Pick<Claim, 'kind'>): boolean {
  return kind === 'proxy-upstream' || kind === 'port-forward';
}

/**
 * A guest has the address: configured, seen inside it, or its MAC answers for it
 * (ruling R03).
 */
export function isGuestClaim(claim: Claim): boolean {
  return (
    claim.kind === 'guest-config' ||
    claim.kind === 'guest-agent' ||
    (claim.guestId !== undefined && isSighting(claim) && !claim.isWeak)
  );
}

/** First octets of the MACs that routers share (VRRP): whoever is master answers. */
const SHARED_MACS = ['00:00:5e:00:01:', '00:00:5e:00:02:'];

/**
 * A node, switch or gateway has the address, or a MAC that is nobody's answers
 * for it: a rival of a guest with that address.
 */
export function isRivalClaim(claim: Claim): boolean {
  if (claim.kind === 'node-config' || claim.kind === 'switch-config') {
    return true;
  }
  return (
    isSighting(claim) &&
    !claim.isWeak &&
    claim.guestId === undefined &&
    !SHARED_MACS.some(start => claim.mac?.startsWith(start))
  );
}

function readDoubt({ freshness, label }: Claim): string | undefined {
  return isReadable(freshness) ? undefined : `${label} cannot be read now`;
}

/** Why the witness of an observed claim does not vouch for the address now. */
function doubt(claim: Claim, owners: OwnerIndex): string | undefined {
  if (claim.freshness.reason === 'not-listed') {
    return `${claim.label} was not seen by the last complete run`;
  }
  if (isSighting(claim)) {
    // It answers, whatever the cluster says of the guest.
    return claim.isWeak ? `${claim.label} was there once` : readDoubt(claim);
  }
  const guest = claim.guestId ? owners.guests.get(claim.guestId) : undefined;
  if (guest?.template) {
    return `${claim.label} is a template`;
  }
  if (guest && guest.status !== 'running') {
    return `${claim.label} is ${
      guest.status === 'unknown' ? 'in an unknown state' : guest.status
    }`;
  }
  if (
    owners.nodes.get(claim.owner.slice('node:'.length))?.status === 'offline'
  ) {
    return `${claim.label} is offline`;
  }
  return readDoubt(claim);
}

function labels(claims: readonly Claim[]): string {
  if (claims.length === 1) {
    return claims[0].label;
  }
  return listed([...new Set(claims.map(claim => claim.label))], 3);
}

/** Whoever was seen with the address; a template never competes. */
function rivals(claims: readonly Claim[], owners: OwnerIndex): string[] {
  // Most of a hundred thousand addresses have one claim, which has no rival.
  if (claims.length < 2) {
    return [];
  }
  const found = new Map<string, string>();
  let guests = 0;
  for (const claim of claims) {
    const guest = claim.guestId && owners.guests.get(claim.guestId);
    if (guest && isGuestClaim(claim) && !guest.template) {
      guests += found.has(claim.owner) ? 0 : 1;
      found.set(claim.owner, guestLabel(guest));
    } else if (isRivalClaim(claim)) {
      found.set(claim.owner, claim.label);
    }
  }
  return guests > 0 && found.size > 1 ? [...found.values()] : [];
}

function declaredOnly(declared: readonly Claim[], owners: OwnerIndex): string {
  const unread = declared
    .map(({ guestId }) => guestId && owners.guests.get(guestId))
    .find(guest => guest && guest.addressesUnreadable !== undefined);
  const because = unread
    ? `; the addresses of ${guestLabel(unread)} cannot be read now: ${
        unread.addressesUnreadable
      }`
    : '; seen nowhere';
  return `declared by ${labels(declared)}${because}`;
}

/**
 * The state of an address from all that is claimed about it, in the order of
 * ruling R05. The ruling's conflict is between guests; a node, a switch or a
 * stranger that answers for the address of a guest is as much of a conflict, and
 * duplicate-address says so.
 */
export function judgeAddress(
  claims: readonly Claim[],
  owners: OwnerIndex,
): JudgedAddress {
  const isAllDeclared = claims.every(isDeclared);
  const declared = isAllDeclared ? claims : claims.filter(isDeclared);
  if (
    isAllDeclared ||
    (declared.length > 0 &&
      claims.every(claim => isDeclared(claim) || isPointer(claim)))
  ) {
    return {
      state: 'declared-only',
      why: declaredOnly(declared, owners),
      guestIds: [],
    };
  }
  const reserved = claims.filter(isReservation);
  const observed = claims.filter(
    claim =>
      !isDeclared(claim) &&
      claim.kind !== 'pending' &&
      !isPointer(claim) &&
      !isReservation(claim),
  );
  const guestIds = [
    ...new Set(
      observed.flatMap(claim => (isGuestClaim(claim) ? claim.guestId! : [])),
    ),
  ];
  const competing = rivals(observed, owners);
  if (competing.length > 0) {
    return { state: 'conflict', why: `on ${listed(competing)}`, guestIds };
  }
  if (observed.length === 0) {
    const pending = claims.filter(({ kind }) => kind === 'pending');
    if (reserved.length > 0 && pending.length === 0) {
      const why = `reserved for ${labels(reserved)}; seen nowhere`;
      return { state: 'reserved', why, guestIds };
    }
    return {
      state: 'held',
      why:
        pending.length > 0
          ? `only a ${labels(pending)} names it`
          : `only ${labels(claims)} points at it`,
      guestIds,
    };
  }
  const doubts = observed.map(claim => doubt(claim, owners));
  const certain = observed.filter((_, index) => doubts[index] === undefined);
  if (declared.length > 0) {
    const hint = certain.length === 0 ? `; ${doubts[0]}` : '';
    return {
      state: 'agreed',
      why: `declared by ${labels(declared)}, observed on ${labels(
        observed,
      )}${hint}`,
      guestIds,
    };
  }
  if (certain.length > 0 && reserved.length > 0) {
    const why = `reserved for ${labels(reserved)}, observed on ${labels(
      certain,
    )}`;
    return { state: 'reserved', why, guestIds };
  }
  return certain.length > 0
    ? {
        state: 'observed-only',
        why: `observed on ${labels(certain)}; declared nowhere`,
        guestIds,
      }
    : { state: 'held', why: `the only witness, ${doubts[0]}`, guestIds };
}
