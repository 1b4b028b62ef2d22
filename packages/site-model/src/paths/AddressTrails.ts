import { Evidence } from '../findings';
import { claimEvidence } from '../judge/evidence';
import { ADDRESSES_PASS } from '../observations';
import { Claim } from '../site';
import { isSighting } from '../site/addressState';
import { Subjects } from '../site/Subjects';
import { AddressOwner, OwnerFinder, Ownership } from './OwnerFinder';
import {
  better,
  Hop,
  HopReason,
  PathBranch,
  Standing,
  Trail,
  worse,
} from './path';
import { Tails } from './Tails';
import { CONFIRMED, Trust } from './Trust';

/** From an address to whoever has it (rulings R11 and R13). */
export class AddressTrails {
  private readonly hops = new Map<string, Hop>();

  private constructor(
    private readonly subjects: Subjects,
    private readonly trust: Trust,
    private readonly owners: OwnerFinder,
    private readonly tails: Tails,
  ) {}

  static create(options: {
    subjects: Subjects;
    trust: Trust;
    owners: OwnerFinder;
    tails: Tails;
  }): AddressTrails {
    const { subjects, trust, owners, tails } = options;
    return new AddressTrails(subjects, trust, owners, tails);
  }

  /** From an address to the patch panel; one branch for each of several owners. */
  to(address: string, port: number | undefined): Trail {
    const ownership = this.owners.of(address);
    const { owners } = ownership;
    const hop = this.hop(address, port, ownership);
    if (owners.length === 0) {
      return { hops: [hop] };
    }
    if (owners.length === 1) {
      return { hops: [hop, ...this.tails.of(owners[0], address)] };
    }
    return {
      hops: [hop],
      branches: owners.map(owner => ({
        ...this.ownerName(owner),
        hops: this.tails.of(owner, address),
      })),
    };
  }

  private ownerName(owner: AddressOwner): Omit<PathBranch, 'hops'> {
    switch (owner.kind) {
      case 'guest':
        return { guest: this.subjects.guest(owner.guest) };
      case 'node':
        return { node: this.subjects.node(owner.node) };
      case 'switch':
        return { device: owner.device.label };
      default:
        return { device: owner.claims[0].label };
    }
  }

  private hop(
    address: string,
    port: number | undefined,
    ownership: Ownership,
  ): Hop {
    let hop = this.hops.get(address);
    if (!hop) {
      const { status, reason } = this.standingOf(ownership);
      hop = {
        kind: 'address',
        ref: this.subjects.address(address),
        status,
        ...(reason && { reason }),
        evidence: evidenceOf(ownership),
      };
      this.hops.set(address, hop);
    }
    if (port === undefined) {
      return hop;
    }
    const { kind, ref, status, reason, evidence } = hop;
    return reason === undefined
      ? { kind, ref, port, status, evidence }
      : { kind, ref, port, status, reason, evidence };
  }

  private standingOf({ owners, isContested, why }: Ownership): Standing {
    if (owners.length === 0) {
      return { status: 'unknown', reason: why ?? 'no-owner' };
    }
    if (owners.length > 1) {
      return { status: 'conflict', reason: 'several-owners' };
    }
    return isContested
      ? { status: 'conflict', reason: 'foreign-mac' }
      : this.ownerStanding(owners[0]);
  }

  private ownerStanding(owner: AddressOwner): Standing {
    if (owner.basis === 'declared') {
      return { status: 'declared', reason: 'declared-only' };
    }
    if (owner.basis === 'earlier') {
      return { status: 'stale', reason: 'stale-sighting' };
    }
    const seen = owner.claims
      .map(claim => this.trust.of(claim, passOf(claim)))
      .reduce(better);
    const node =
      owner.kind === 'guest' ? this.tails.nodeOf(owner.guest) : undefined;
    const home = owner.kind === 'node' ? owner.node : node;
    const joined = joinedBy(owner, this.trust);
    const parts: Standing[] = [joined, seen];
    if (home?.status === 'offline') {
      parts.push({ status: 'stale', reason: 'node-offline' });
    }
    return parts.reduce(worse);
  }
}

function passOf({ kind }: Claim): string | undefined {
  return kind === 'guest-agent' ? ADDRESSES_PASS : undefined;
}

/**
 * What an owner is told by: of a guest whose own configuration names no address,
 * the MAC in it, which then has to be believed, too.
 */
function joinedBy(owner: AddressOwner, trust: Trust): Standing {
  if (owner.kind === 'device' && !owner.isCertain) {
    return { status: 'likely', reason: 'clusters-unreadable' };
  }
  if (owner.kind !== 'guest' || !owner.claims.every(isSighting)) {
    return CONFIRMED;
  }
  const { sourceId, vmid, configFreshness } = owner.guest;
  const config = trust.of({
    sourceId,
    scope: `guest:${vmid}`,
    freshness: configFreshness,
  });
  return worse(
    { status: 'confirmed', reason: 'joined-by-mac' as HopReason },
    config,
  );
}

/** Owners first; without any, everything that speaks of the address at all. */
function evidenceOf({ owners, known }: Ownership): Evidence[] {
  const claims = known?.claims ?? [];
  const own = new Set(owners.flatMap(owner => owner.claims));
  return [
    ...claims.filter(claim => own.has(claim)),
    ...claims.filter(claim => !own.has(claim)),
  ].map(claimEvidence);
}
