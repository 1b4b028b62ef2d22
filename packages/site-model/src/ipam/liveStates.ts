import { addressAt } from '../site/addressAt';
import { JudgedAddress, OwnerIndex, judgeAddress } from '../site/addressState';
import { Claim, Site, SiteAddress } from '../site/site';
import { isOwnClaim, recordClaim } from './ownClaims';
import { IpamAddress } from './records';

/** @public */
export interface LiveState extends JudgedAddress {
  claims: Claim[];
}

const FREE: LiveState = {
  state: 'free',
  why: 'no claim is known',
  guestIds: [],
  claims: [],
};

/**
 * The state of single addresses from what a site says and from our own record as
 * it is now: a site is as old as the last run, the record is not.
 * @public
 */
export class LiveStates {
  private constructor(
    private readonly site: Site,
    private readonly owners: OwnerIndex,
  ) {}

  static create(site: Site): LiveStates {
    return new LiveStates(site, {
      guests: new Map(site.guests.map(guest => [guest.id, guest])),
      nodes: new Map(site.nodes.map(node => [node.id, node])),
    });
  }

  of(
    key: string,
    record?: IpamAddress & { updatedAt: string },
    known: SiteAddress | undefined = addressAt(this.site, key),
  ): LiveState {
    const others = known?.claims.filter(claim => !isOwnClaim(claim)) ?? [];
    const claims = record ? [...others, recordClaim(record)] : others;
    return claims.length === 0
      ? FREE
      : { ...judgeAddress(claims, this.owners), claims };
  }
}
