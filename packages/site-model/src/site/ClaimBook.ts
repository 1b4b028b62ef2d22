import { addressKey } from '../values';
import { sortedByAddress } from './addressOrder';
import { judgeAddress, OwnerIndex } from './addressState';
import { PrefixIndex } from './PrefixIndex';
import { Claim, SiteAddress } from './site';

/** Gathers the claims of every address, in the order in which they are made. */
export class ClaimBook {
  private readonly claims = new Map<string, Claim[]>();

  private constructor() {}

  static create(): ClaimBook {
    return new ClaimBook();
  }

  readonly add = (claim: Claim): void => {
    const others = this.claims.get(claim.address);
    if (others) {
      others.push(claim);
    } else {
      this.claims.set(claim.address, [claim]);
    }
  };

  /** For what is worth mentioning only where somebody else speaks of the address. */
  readonly addWhereClaimed = (claim: Claim): void => {
    this.claims.get(claim.address)?.push(claim);
  };

  /** The addresses anybody speaks of, in numeric order, each with its state. */
  addresses(owners: OwnerIndex, prefixes: PrefixIndex): SiteAddress[] {
    // Claims name their address: to look each up again costs more than to judge it.
    return sortedByAddress(
      [...this.claims.values()],
      ([{ address }]) => address,
    ).map(claims => {
      const [{ address }] = claims;
      const { state, why, guestIds } = judgeAddress(claims, owners);
      const key = addressKey(address);
      const item: SiteAddress = { address, key, state, why, claims, guestIds };
      const prefix = prefixes.find(key);
      if (prefix) {
        item.prefix = prefix.cidr;
      }
      return item;
    });
  }
}
