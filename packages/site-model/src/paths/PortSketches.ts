import { Guest, GuestInterface, SiteNode, SwitchPortSet } from '../site';
import { nicsOf } from './nics';
import { HopReason, Standing } from './path';
import { NodePort, PortMap, Seen } from './PortMap';

/** A hop before its sources are asked how far they can be believed. */
export interface PortSketch {
  set?: SwitchPortSet;
  standing: Standing;
  /** The clients and node ports it rests on. */
  seen?: readonly Seen[];
  nodePorts?: readonly NodePort[];
}

export function sketch(
  status: Standing['status'],
  reason?: HopReason,
  rest: Omit<PortSketch, 'standing'> = {},
): PortSketch {
  return { standing: { status, ...(reason && { reason }) }, ...rest };
}

function isDown({ members }: SwitchPortSet): boolean {
  return members.length > 0 && members.every(({ value }) => !value.up);
}

function whyNotLearned(
  guest: Guest,
  seen: readonly Seen[],
  isOwn: (item: Seen) => boolean,
): HopReason {
  if (guest.status !== 'running') {
    return 'guest-not-running';
  }
  if (seen.some(({ isPresent }) => isPresent)) {
    return 'uplink-sighting-only';
  }
  if (seen.length > 0) {
    return seen.some(isOwn) ? 'stale-sighting' : 'stale-sighting-elsewhere';
  }
  return 'mac-not-learned';
}

/** Where things are plugged in, by what is learned on which port (ruling R14). */
export class PortSketches {
  private constructor(private readonly ports: PortMap) {}

  static create(ports: PortMap): PortSketches {
    return new PortSketches(ports);
  }

  ofGuest(
    guest: Guest,
    node: SiteNode,
    net: GuestInterface | undefined,
  ): PortSketch {
    if (net?.bridge !== undefined && nicsOf(node, net.bridge)?.length === 0) {
      return sketch('not-applicable', 'isolated-bridge');
    }
    const nodePorts = this.ports.portsOfNode(node, net?.bridge);
    const seen = net?.mac === undefined ? [] : this.ports.sightingsOf(net.mac);
    if (node.status === 'offline') {
      return this.offline(nodePorts);
    }
    const isOwn = ({ set }: Seen) =>
      nodePorts.some(port => port.set.id === set.id);
    const access = seen.filter(
      ({ isPresent, set }) => isPresent && !set.isUplink,
    );
    const own = access.filter(isOwn);
    if (own.length > 0) {
      const all = { seen: own, nodePorts };
      return sketch('confirmed', undefined, { ...all, set: own[0].set });
    }
    if (nodePorts.length > 0 && access.length > 0) {
      return sketch('conflict', 'learned-elsewhere', {
        set: nodePorts[0].set,
        seen: access,
        nodePorts,
      });
    }
    if (access.length > 0) {
      return sketch('likely', 'node-port-unknown', {
        set: access[0].set,
        seen: access,
      });
    }
    if (nodePorts.length !== 1) {
      const why = nodePorts.length > 1 ? 'several-ports' : 'node-port-unknown';
      return sketch('unknown', why, { seen, nodePorts });
    }
    const [{ set }] = nodePorts;
    if (isDown(set)) {
      return sketch('stale', 'port-down', { set, seen, nodePorts });
    }
    return sketch('likely', whyNotLearned(guest, seen, isOwn), {
      set,
      seen,
      nodePorts,
    });
  }

  private offline(nodePorts: readonly NodePort[]): PortSketch {
    if (nodePorts.length !== 1) {
      return sketch(
        'unknown',
        nodePorts.length > 1 ? 'several-ports' : 'node-offline',
        {
          nodePorts,
        },
      );
    }
    const [{ set }] = nodePorts;
    return sketch('stale', isDown(set) ? 'port-down' : 'node-offline', {
      set,
      nodePorts,
    });
  }

  ofNode(node: SiteNode, name: string | undefined): PortSketch {
    const nodePorts = this.ports.portsOfNode(node, name);
    if (node.status === 'offline') {
      return this.offline(nodePorts);
    }
    if (nodePorts.length !== 1) {
      const why = nodePorts.length > 1 ? 'several-ports' : 'mac-not-learned';
      return sketch('unknown', why, { nodePorts });
    }
    const [{ set, via }] = nodePorts;
    switch (via) {
      case 'learned':
        return sketch('confirmed', undefined, { set, nodePorts });
      case 'lldp':
        return sketch('likely', 'lldp-only', { set, nodePorts });
      default:
        return sketch('stale', isDown(set) ? 'port-down' : 'stale-sighting', {
          set,
          nodePorts,
        });
    }
  }

  ofDevice(macs: readonly string[]): PortSketch {
    const seen = macs.flatMap(mac => this.ports.sightingsOf(mac));
    const present = seen.filter(({ isPresent }) => isPresent);
    const access = present.filter(({ set }) => !set.isUplink);
    const sets = new Set(access.map(({ set }) => set.id));
    if (sets.size > 1) {
      return sketch('conflict', 'several-ports', { seen: access });
    }
    if (access.length > 0) {
      return sketch('confirmed', undefined, {
        seen: access,
        set: access[0].set,
      });
    }
    if (present.length > 0) {
      return sketch('unknown', 'uplink-sighting-only', { seen: present });
    }
    const [earlier] = seen.filter(({ set }) => !set.isUplink);
    return earlier
      ? sketch('stale', 'stale-sighting', { seen: [earlier], set: earlier.set })
      : sketch('unknown', 'mac-not-learned');
  }
}
