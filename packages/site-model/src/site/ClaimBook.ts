import { compareText } from '../text/compareText';
import { addressKey } from '../values';
import { inNumericOrder } from './addressOrder';
import { judgeAddress, OwnerIndex } from './addressState';
import { PrefixIndex } from './PrefixIndex';
import { Claim, SiteAddress } from './site';

const KINDS: Claim['kind'][] = [
  'guest-config',
  'guest-agent',
  'node-config',
  'sdn-gateway',
  'pending',
  'declared-row',
  'declared-key',
  'declared-device',
];

/** Observed before declared; the same order whatever the order of the facts was. */
function byWeight(left: Claim, right: Claim): number {
  return (
    KINDS.indexOf(left.kind) - KINDS.indexOf(right.kind) ||
    compareText(left.sourceId, right.sourceId) ||
    compareText(left.owner, right.owner) ||
    compareText(left.interfaceId ?? '', right.interfaceId ?? '') ||
    compareText(left.locator ?? '', right.locator ?? '') ||
    compareText(left.label, right.label)
  );
}

/** Gathers the claims of every address. */
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

  /** The addresses anybody speaks of, in numeric order, each with its state. */
  addresses(owners: OwnerIndex, prefixes: PrefixIndex): SiteAddress[] {
    return inNumericOrder([...this.claims.keys()]).map(address => {
      const claims = this.claims.get(address)!;
      if (claims.length > 1) {
        claims.sort(byWeight);
      }
      const key = addressKey(address);
      const prefix = prefixes.find(key)?.cidr;
      return {
        address,
        key,
        ...judgeAddress(claims, owners),
        claims,
        ...(prefix !== undefined && { prefix }),
      };
    });
  }
}
