import { Evidence } from '../findings';
import { claimEvidence, listEvidence } from '../judge/evidence';
import { Claim, Guest, GuestInterface, Site, SiteNode } from '../site';
import { nodesById } from '../site/byId';
import { Subjects } from '../site/Subjects';
import { AddressOwner } from './OwnerFinder';
import { Hop, HopKind, HopReason, Standing, worse } from './path';
import { PatchHops } from './PatchHops';
import { SwitchPorts } from './SwitchPorts';
import { listedIn, Read, readEvidence, Trust } from './Trust';

const NODE_STANDING: Record<SiteNode['status'], Standing> = {
  online: { status: 'confirmed' },
  offline: { status: 'stale', reason: 'node-offline' },
  unknown: { status: 'unknown', reason: 'status-unknown' },
};

function skipped(kind: HopKind, reason: HopReason, evidence: Evidence[]): Hop {
  return { kind, ref: null, status: 'not-applicable', reason, evidence };
}

/** What a stopped or otherwise quiet guest adds; it does not lower the hop (ruling R17). */
function quiet({ status }: Guest): HopReason | undefined {
  switch (status) {
    case 'running':
      return undefined;
    case 'unknown':
      return 'status-unknown';
    default:
      return status;
  }
}

/** The interface an address is on; the first one where nobody knows. */
function interfaceOf(
  guest: Guest,
  address: string,
): GuestInterface | undefined {
  return (
    guest.interfaces.find(net => net.addresses.includes(address)) ??
    guest.interfaces[0]
  );
}

/** From the owner of an address down to the patch panel. */
export class Tails {
  private readonly nodes: ReadonlyMap<string, SiteNode>;
  private readonly ends = new Map<string, Hop[]>();
  private readonly nodeHops = new Map<SiteNode, Hop>();

  private constructor(
    site: Site,
    private readonly subjects: Subjects,
    private readonly trust: Trust,
    private readonly switchPorts: SwitchPorts,
    private readonly patches: PatchHops,
  ) {
    this.nodes = nodesById(site);
  }

  static create(options: {
    site: Site;
    subjects: Subjects;
    trust: Trust;
    switchPorts: SwitchPorts;
  }): Tails {
    const { site, subjects, trust, switchPorts } = options;
    const patches = PatchHops.create(site, subjects);
    return new Tails(site, subjects, trust, switchPorts, patches);
  }

  of(owner: AddressOwner, address: string): Hop[] {
    if (owner.kind === 'guest') {
      return this.guest(owner.guest, owner, address);
    }
    const evidence = owner.claims.map(claimEvidence);
    switch (owner.kind) {
      case 'node':
        return [
          skipped('guest', 'hypervisor', evidence),
          ...this.node(owner.node, owner.claims),
        ];
      case 'switch':
        return [
          skipped('guest', 'device', evidence),
          skipped('node', 'device', evidence),
          ...this.withPatch(this.switchPorts.ofSwitch(owner.device)),
        ];
      default:
        return [
          skipped('guest', 'device', evidence),
          skipped('node', 'device', evidence),
          ...this.withPatch(
            this.switchPorts.ofDevice(macsOf(owner.claims), owner.claims),
          ),
        ];
    }
  }

  /** A node known by name; absent where its cluster no longer lists it. */
  nodeOf(guest: Guest): SiteNode | undefined {
    return this.nodes.get(`${guest.sourceId}/${guest.node}`);
  }

  private guest(guest: Guest, owner: AddressOwner, address: string): Hop[] {
    const node = this.nodeOf(guest);
    const net = interfaceOf(guest, address);
    const key = `${owner.basis} ${guest.id}/${net?.id ?? ''}`;
    let hops = this.ends.get(key);
    if (!hops) {
      hops = [
        this.guestHop(guest, node, owner),
        this.nodeHop(guest, node),
        ...this.withPatch(this.switchPorts.ofGuest(guest, node, net)),
      ];
      this.ends.set(key, hops);
    }
    return hops;
  }

  private guestHop(
    guest: Guest,
    node: SiteNode | undefined,
    { basis, claims }: AddressOwner,
  ): Hop {
    const label = this.subjects.label(guest);
    let standing: Standing =
      basis === 'declared'
        ? { status: 'declared', reason: 'declared-row-only' }
        : { status: 'confirmed', reason: quiet(guest) };
    if (node?.status === 'offline') {
      standing = { status: 'stale', reason: 'node-offline' };
    }
    return this.settled('guest', this.subjects.guest(guest), {
      standing,
      read: [listedIn(guest)],
      evidence: [
        listEvidence(
          guest,
          `${label} is on node ${guest.node} (${guest.status})`,
        ),
        ...(basis === 'declared' ? claims.map(claimEvidence) : []),
      ],
    });
  }

  private nodeHop(guest: Guest, node: SiteNode | undefined): Hop {
    return node
      ? this.nodeItself(node)
      : {
          kind: 'node',
          ref: this.subjects.node({
            sourceId: guest.sourceId,
            name: guest.node,
          }),
          status: 'unknown',
          reason: 'node-unknown',
          evidence: [
            listEvidence(guest, `on node ${guest.node}, which no list names`),
          ],
        };
  }

  /** One for all the guests on it. */
  private nodeItself(node: SiteNode): Hop {
    let hop = this.nodeHops.get(node);
    if (!hop) {
      const read = listedIn(node);
      hop = this.settled('node', this.subjects.node(node), {
        standing: NODE_STANDING[node.status],
        read: [read],
        evidence: [readEvidence(read, `node ${node.name} is ${node.status}`)],
      });
      this.nodeHops.set(node, hop);
    }
    return hop;
  }

  private node(node: SiteNode, claims: readonly Claim[]): Hop[] {
    const name = claims.find(({ interfaceId }) => interfaceId)?.interfaceId;
    return [
      this.nodeItself(node),
      ...this.withPatch(this.switchPorts.ofNode(node, name)),
    ];
  }

  private withPatch(port: Hop): Hop[] {
    return [port, this.patches.behind(port)];
  }

  private settled(
    kind: HopKind,
    ref: string,
    parts: { standing: Standing; read: Read[]; evidence: Evidence[] },
  ): Hop {
    const { status, reason } = parts.read
      .map(item => this.trust.of(item))
      .reduce(worse, parts.standing);
    return {
      kind,
      ref,
      status,
      ...(reason && { reason }),
      evidence: parts.evidence,
    };
  }
}

function macsOf(claims: readonly Claim[]): string[] {
  return [...new Set(claims.flatMap(({ mac }) => mac ?? []))];
}
