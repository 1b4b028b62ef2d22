import { SOURCE_SCOPE } from '../observations';
import { Claim } from '../site/site';
import { IpamAddress } from './records';

/** Our own tables, where claims are listed by source. @public */
export const IPAM_SOURCE = 'ipam';

/** Claims of our own records: the database itself holds on to those. @public */
export function isOwnClaim({ kind }: Pick<Claim, 'kind'>): boolean {
  return kind === 'reservation' || kind === 'manual';
}

/** What a record says about its address. @public */
export function recordClaim(
  record: IpamAddress & { updatedAt: string },
): Claim {
  const { address, lifecycle, holder, hostname, service, ownerTeam } = record;
  const isReservation = lifecycle === 'reserved';
  const thing = hostname ?? service ?? ownerTeam;
  return {
    kind: isReservation ? 'reservation' : 'manual',
    address,
    sourceId: IPAM_SOURCE,
    scope: SOURCE_SCOPE,
    locator: `/ipam/addresses/${address}`,
    collectedAt: record.updatedAt,
    // A record of our own is as it is written until somebody changes it.
    freshness: { freshness: 'fresh', collectedAt: record.updatedAt },
    owner: isReservation ? `holder:${holder}` : `record:${address}`,
    label: (isReservation ? holder : thing) ?? address,
  };
}
