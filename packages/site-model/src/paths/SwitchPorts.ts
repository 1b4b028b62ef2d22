import { Evidence } from '../findings';
import {
  Guest,
  GuestInterface,
  isControllerSource,
  Site,
  SiteNode,
  SiteSwitch,
  SwitchPortSet,
} from '../site';
import { Subjects } from '../site/Subjects';
import { isReadable } from '../observations';
import { nicsOf } from './nics';
import { Hop, HopReason, Standing, worse } from './path';
import { NodePort, PortMap, Seen } from './PortMap';
import { listedIn, Read, readEvidence, Trust } from './Trust';

/** A hop before its sources are asked how far they can be believed. */
interface Sketch {
  set?: SwitchPortSet;
  standing: Standing;
  /** The clients and node ports it rests on. */
  seen?: readonly Seen[];
  nodePorts?: readonly NodePort[];
}

function sketch(
  status: Standing['status'],
  reason?: HopReason,
  rest: Omit<Sketch, 'standing'> = {},
): Sketch {
  return { standing: { status, ...(reason && { reason }) }, ...rest };
}

function isDown({ members }: SwitchPortSet): boolean {
  return members.length > 0 && members.every(({ value }) => !value.up);
}

/** The last hop that is observed: behind which switch port something is (ruling R14). */
export class SwitchPorts {
  private readonly controllers: Site['sources'];

  private constructor(
    site: Site,
    private readonly subjects: Subjects,
    private readonly trust: Trust,
    private readonly ports: PortMap,
  ) {
    this.controllers = site.sources.filter(isControllerSource);
  }

  static create(options: {
    site: Site;
    subjects: Subjects;
    trust: Trust;
    ports: PortMap;
  }): SwitchPorts {
    const { site, subjects, trust, ports } = options;
    return new SwitchPorts(site, subjects, trust, ports);
  }

  /** @param nets - interfaces of the guest the address may be on */
  ofGuest(guest: Guest, node: SiteNode | undefined, net?: GuestInterface): Hop {
    return this.hop(
      node
        ? this.guestSketch(guest, node, net)
        : sketch('unknown', 'node-unknown'),
      [listedIn(guest)],
    );
  }

  /** @param name - the interface that has the address */
  ofNode(node: SiteNode, name?: string): Hop {
    return this.hop(this.nodeSketch(node, name), [listedIn(node)]);
  }

  ofDevice(macs: readonly string[], claimed: readonly Read[]): Hop {
    return this.hop(this.deviceSketch(macs), claimed);
  }

  ofSwitch(device: SiteSwitch): Hop {
    const { kind, uplink } = device.value;
    if (kind === 'gateway') {
      return this.hop(sketch('not-applicable', 'gateway'), [device]);
    }
    const set =
      uplink?.remotePort !== undefined
        ? this.ports.portAt(device.sourceId, uplink.mac, uplink.remotePort)
        : undefined;
    return this.hop(
      set
        ? sketch('confirmed', undefined, { set })
        : sketch('unknown', 'mac-not-learned'),
      [device],
    );
  }

  private guestSketch(
    guest: Guest,
    node: SiteNode,
    net: GuestInterface | undefined,
  ): Sketch {
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
    return sketch('likely', this.whyNotLearned(guest, seen, isOwn), {
      set,
      seen,
      nodePorts,
    });
  }

  private whyNotLearned(
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

  private offline(nodePorts: readonly NodePort[]): Sketch {
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

  private nodeSketch(node: SiteNode, name: string | undefined): Sketch {
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

  private deviceSketch(macs: readonly string[]): Sketch {
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

  /** No controller at all is a choice; one that cannot be read is a gap. */
  private hop(
    { set, standing, seen = [], nodePorts = [] }: Sketch,
    about: readonly Read[],
  ): Hop {
    if (this.controllers.length === 0) {
      return {
        kind: 'switch-port',
        ref: null,
        status: 'not-applicable',
        reason: 'no-source',
        evidence: [],
      };
    }
    const read: Read[] = [
      ...seen.map(({ client }) => client),
      ...nodePorts.flatMap(({ client }) => client ?? []),
      ...(set?.members ?? []),
      ...about,
    ];
    const unread = this.controllers.find(source => !isReadable(source));
    const gap: Standing =
      standing.status === 'unknown' && unread?.reason
        ? { status: 'unknown', reason: unread.reason }
        : standing;
    const { status, reason } =
      gap.status === 'not-applicable'
        ? gap
        : read.map(item => this.trust.of(item)).reduce(worse, gap);
    return {
      kind: 'switch-port',
      ref: set ? this.subjects.port(set) : null,
      status,
      ...(reason && { reason }),
      evidence: this.evidence(seen, nodePorts, about),
    };
  }

  private evidence(
    seen: readonly Seen[],
    nodePorts: readonly NodePort[],
    about: readonly (Read & { locator?: string })[],
  ): Evidence[] {
    const place = (set: SwitchPortSet) =>
      this.subjects.port(set).slice('port:'.length);
    const said = [
      ...seen.map(({ client, set, isPresent }) =>
        readEvidence(
          client,
          `${isPresent ? 'learned' : 'once learned'} on ${place(set)}`,
          client.value.mac,
        ),
      ),
      ...nodePorts.map(({ client, set, via, mac }) => {
        const [member] = set.members;
        return readEvidence(
          client ?? member ?? about[0],
          `${NODE_PORT_WORDS[via]} ${place(set)}`,
          mac,
        );
      }),
    ];
    return said.length > 0
      ? said
      : about
          .slice(0, 1)
          .map(item => readEvidence(item, 'no switch port names it'));
  }
}

const NODE_PORT_WORDS: Record<NodePort['via'], string> = {
  learned: 'MAC of the node learned on',
  lldp: 'the node announces itself on',
  earlier: 'MAC of the node once learned on',
  last: 'MAC of the node was the last one on',
};
