import { isReadable } from '../observations';
import { nicsOf, vlanUnderBridge } from '../paths/nics';
import { Attachment, Segments } from '../paths/Segments';
import {
  Guest,
  GuestInterface,
  isControllerSource,
  Site,
  SiteNode,
} from '../site';
import { cidrContains } from '../values';
import { EffectiveGap, PlanWorkload } from './workloads';

/** A move to try out: one interface of one guest into another VLAN. @public */
export interface VlanMove {
  /** `<sourceId>/<vmid>`, as guests of a site are called. */
  guestId: string;
  /** `net0`. */
  interfaceId: string;
  vid: number;
  /** `10.120.0.0/24`; an address that lies in it is kept. */
  prefix: string;
  /** The address it gets; absent: it keeps its own, or nobody said yet. */
  address?: string;
}

/** Why nobody can say how an interface would fare. @public */
export type MoveGap = EffectiveGap | 'no-attachment' | 'prefix-unknown';

/** A move with everything that follows from it for the guest itself. */
export interface ResolvedMove {
  move: VlanMove;
  guest: Guest;
  net: GuestInterface;
  node?: SiteNode;
  /** Addresses of the interface before and after; empty after: not yet given. */
  before: readonly string[];
  after: readonly string[];
  /** Where it is plugged in afterwards; absent: nobody can say. */
  attachment?: Attachment;
  /** It stays plugged in where it is. */
  staysInPlace: boolean;
  /** Neither its place nor its addresses change. */
  isSame: boolean;
}

/** How an address on an interface would fare in a VLAN. */
export interface Wiring {
  outcome: 'works' | 'fails' | 'unknown';
  why?: MoveGap | 'vlan-not-carried' | 'address-outside-vlan';
}

/** The moves that a workload of a plan stands for; devices have no interface to move. @public */
export function movesOf(workloads: readonly PlanWorkload[]): VlanMove[] {
  return workloads.flatMap(({ guestId, interfaceId, target }) =>
    guestId === undefined || interfaceId === undefined
      ? []
      : [{ guestId, interfaceId, ...target }],
  );
}

/** Where an interface has to be plugged in to be in a VLAN. */
function attachmentFor(
  segments: Segments,
  net: GuestInterface,
  node: SiteNode,
  vid: number,
): Attachment | undefined {
  const { bridge, tag, linkDown } = net;
  if (bridge === undefined) {
    return undefined;
  }
  if (segments.of(net, node).vid === vid) {
    return { bridge, ...(tag !== undefined && { tag }), linkDown };
  }
  const isOfNode = nicsOf(node, bridge) !== undefined;
  if (isOfNode && vlanUnderBridge(node, bridge) === undefined) {
    return { bridge, tag: vid, linkDown };
  }
  const fitting = [...segments.vnets].filter(([, vlan]) => vlan === vid);
  return fitting.length === 1 ? { bridge: fitting[0][0], linkDown } : undefined;
}

function sameAttachment(left: Attachment, right: Attachment): boolean {
  return (
    left.bridge === right.bridge &&
    left.tag === right.tag &&
    left.linkDown === right.linkDown
  );
}

/** Resolves moves on a site, and judges wiring by what its controllers say. */
export class MovePlanner {
  private readonly guests: ReadonlyMap<string, Guest>;
  private readonly nodes: ReadonlyMap<string, SiteNode>;
  private readonly isControlled: boolean;

  private constructor(site: Site, readonly segments: Segments) {
    this.guests = new Map(site.guests.map(guest => [guest.id, guest]));
    this.nodes = new Map(site.nodes.map(node => [node.id, node]));
    const controllers = site.sources.filter(isControllerSource);
    this.isControlled = controllers.length > 0 && controllers.every(isReadable);
  }

  static create(site: Site, segments: Segments): MovePlanner {
    return new MovePlanner(site, segments);
  }

  /** @throws RangeError when the site has no such guest or interface, the guest is a template, or two moves speak of one interface */
  resolve(moves: readonly VlanMove[]): ResolvedMove[] {
    const seen = new Set<string>();
    return moves.map(move => {
      const guest = this.guests.get(move.guestId);
      const net = guest?.interfaces.find(({ id }) => id === move.interfaceId);
      const name = `${move.guestId}/${move.interfaceId}`;
      if (!guest || !net) {
        throw new RangeError(`there is no guest interface ${name}`);
      }
      if (guest.template) {
        throw new RangeError(
          `${move.guestId} is a template and answers nobody`,
        );
      }
      if (seen.has(name)) {
        throw new RangeError(`${name} is moved twice`);
      }
      seen.add(name);
      return this.resolved(move, guest, net);
    });
  }

  private resolved(
    move: VlanMove,
    guest: Guest,
    net: GuestInterface,
  ): ResolvedMove {
    const node = this.nodeOf(guest);
    const before = net.addresses;
    const keeps =
      before.length > 0 &&
      before.every(address => cidrContains(move.prefix, address)) &&
      (move.address === undefined || before.includes(move.address));
    const given = move.address === undefined ? [] : [move.address];
    const attachment =
      node && attachmentFor(this.segments, net, node, move.vid);
    const staysInPlace =
      attachment !== undefined && sameAttachment(attachment, net);
    return {
      move,
      guest,
      net,
      ...(node && { node }),
      before,
      after: keeps ? before : given,
      ...(attachment && { attachment }),
      staysInPlace,
      isSame: keeps && staysInPlace,
    };
  }

  nodeOf({ sourceId, node }: Guest): SiteNode | undefined {
    return this.nodes.get(`${sourceId}/${node}`);
  }

  /** Whether an address answers on an interface that is plugged in like this. */
  wiring(
    guest: Guest,
    attachment: Attachment | undefined,
    address: string,
  ): Wiring {
    const gap = this.gapOf(guest);
    if (gap) {
      return { outcome: 'unknown', why: gap };
    }
    if (!attachment) {
      return { outcome: 'unknown', why: 'no-attachment' };
    }
    const segment = this.segments.of(attachment, this.nodeOf(guest)!);
    const { vid, tag, port } = segment;
    if (!port || vid === undefined) {
      return { outcome: 'unknown', why: segment.gap ?? 'native-unknown' };
    }
    if (tag !== undefined && !this.segments.carries(port, tag)) {
      return { outcome: 'fails', why: 'vlan-not-carried' };
    }
    const prefix = this.segments.prefixOf(address);
    if (!prefix) {
      return { outcome: 'unknown', why: 'prefix-unknown' };
    }
    return prefix.vid === vid
      ? { outcome: 'works' }
      : { outcome: 'fails', why: 'address-outside-vlan' };
  }

  /**
   * Whether the port behind a guest carries a VLAN; absent `carried`: unknown.
   */
  trunk(
    guest: Guest,
    attachment: Attachment | undefined,
  ): {
    port?: ReturnType<Segments['of']>['port'];
    carried?: boolean;
    gap?: MoveGap;
  } {
    const gap = this.gapOf(guest);
    if (gap || !attachment) {
      return { gap: gap ?? 'no-attachment' };
    }
    const segment = this.segments.of(attachment, this.nodeOf(guest)!);
    const { port, tag } = segment;
    if (!port) {
      return { gap: segment.gap ?? 'node-port-unknown' };
    }
    return {
      port,
      carried: tag === undefined || this.segments.carries(port, tag),
    };
  }

  private gapOf(guest: Guest): MoveGap | undefined {
    const node = this.nodeOf(guest);
    if (!isReadable(guest.freshness) || !isReadable(guest.configFreshness)) {
      return 'guest-unreadable';
    }
    if (!node) {
      return 'node-unknown';
    }
    if (node.status !== 'online') {
      return 'node-offline';
    }
    if (!isReadable(node.detailFreshness)) {
      return 'node-unreadable';
    }
    return this.isControlled ? undefined : 'controller-unreadable';
  }
}
