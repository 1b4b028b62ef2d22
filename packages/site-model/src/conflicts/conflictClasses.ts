import { Verdict } from '../findings';
import { addressConflicts } from '../ipam/conflicts';
import { judge } from '../judge/judge';
import { isReadable } from '../observations';
import { Claim, Guest, Site, SiteOptions } from '../site';
import { isRivalClaim, isSighting } from '../site/addressState';
import { parseAddress } from '../values';

/**
 * The ways in which two statements about an address contradict each other.
 *
 * - `guest-guest`: two guests run with it; `guest-stopped`: one runs, or none;
 *   `guest-template`: a guest and a template.
 * - `guest-node`: a guest and a node, switch or gateway; `guest-stranger`: a MAC
 *   that is nobody's answers for the address of a guest.
 * - `key-key`, `row-row`: written down for two owners.
 * - `row-observed`: a row gives a guest an address that it has not.
 * - `reservation-observed`, `reservation-declared`: set aside, and used or
 *   written down nevertheless.
 * - `upstream-ownerless`, `forward-ownerless`: requests are sent to an address
 *   that nobody has.
 * @public
 */
export type ConflictClass =
  | 'guest-guest'
  | 'guest-stopped'
  | 'guest-template'
  | 'guest-node'
  | 'guest-stranger'
  | 'key-key'
  | 'row-row'
  | 'row-observed'
  | 'reservation-observed'
  | 'reservation-declared'
  | 'upstream-ownerless'
  | 'forward-ownerless';

/** @public */
export interface ClassifiedConflict {
  class: ConflictClass;
  /** As the finding has it; of reservations, `address:<ip>`. */
  subject: string;
}

/** Classes of the owners of an address, of whom some are observed there. */
function ownerClasses(
  claims: readonly Claim[],
  guests: readonly Guest[],
): ConflictClass[] {
  const classes = new Set<ConflictClass>();
  const own = guests.filter(({ template }) => !template);
  const running = own.filter(({ status }) => status === 'running');
  if (running.length > 1) {
    classes.add('guest-guest');
  }
  if (own.length > 1 && running.length < own.length) {
    classes.add('guest-stopped');
  }
  if (guests.length > own.length && guests.length > 1) {
    classes.add('guest-template');
  }
  for (const claim of claims) {
    if (
      claim.kind === 'sdn-gateway' ||
      (isRivalClaim(claim) && !isSighting(claim))
    ) {
      classes.add('guest-node');
    } else if (isRivalClaim(claim) && isReadable(claim.freshness)) {
      classes.add('guest-stranger');
    }
  }
  return [...classes];
}

/** Whether keys, rows or both give an address to several owners. */
function declaredClasses(claims: readonly Claim[], { evidence }: Verdict) {
  const kinds: [Claim['kind'], ConflictClass][] = [
    ['declared-key', 'key-key'],
    ['declared-row', 'row-row'],
  ];
  return kinds
    .filter(
      ([kind]) =>
        claims.filter(
          claim =>
            claim.kind === kind &&
            evidence.some(
              item =>
                item.sourceId === claim.sourceId &&
                item.locator?.split('@')[0] === claim.locator?.split('@')[0],
            ),
        ).length > 1,
    )
    .map(([, name]) => name);
}

function classesOf(
  verdict: Verdict,
  claims: readonly Claim[],
  guests: readonly Guest[],
): ConflictClass[] {
  switch (verdict.rule) {
    case 'duplicate-address':
      return ownerClasses(claims, guests);
    case 'declared-duplicate':
      return declaredClasses(claims, verdict);
    case 'address-mismatch':
      return ['row-observed'];
    case 'upstream-unknown':
      return ['upstream-ownerless'];
    case 'forward-dangling':
      return ['forward-ownerless'];
    default:
      return [];
  }
}

/**
 * Everything about addresses that contradicts itself, by class: what the rules
 * say of the site, and what is set aside. VIPs, aliases and addresses inside of
 * guests are no conflicts.
 *
 * @param site - with the claims of our own records
 * @param options - from configuration
 * @public
 */
export function conflictClasses(
  site: Site,
  options: SiteOptions,
): ClassifiedConflict[] {
  const addresses = new Map(site.addresses.map(item => [item.address, item]));
  const guests = new Map(site.guests.map(guest => [guest.id, guest]));
  const judged = judge(site, options).flatMap(verdict => {
    const text = verdict.subject.replace(/^address:/, '');
    const address = addresses.get(parseAddress(text) ?? '');
    const claims = address?.claims ?? [];
    const owners = (address?.guestIds ?? []).map(id => guests.get(id)!);
    return classesOf(verdict, claims, owners).map(name => ({
      class: name,
      subject: verdict.subject,
    }));
  });
  const reserved = addressConflicts(site).flatMap(({ address, kind }) =>
    kind === 'owners' ? [] : [{ class: kind, subject: `address:${address}` }],
  );
  return [...judged, ...reserved];
}
