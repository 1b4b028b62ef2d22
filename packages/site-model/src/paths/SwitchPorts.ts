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
import { Hop, Standing, worse } from './path';
import { PortSketch, PortSketches, sketch } from './PortSketches';
import { NodePort, PortMap, Seen } from './PortMap';
import { listedIn, Read, readEvidence, Trust } from './Trust';

/** The last hop that is observed: behind which switch port something is (ruling R14). */
export class SwitchPorts {
  private readonly controllers: Site['sources'];
  private readonly sketches: PortSketches;

  private constructor(
    site: Site,
    private readonly subjects: Subjects,
    private readonly trust: Trust,
    private readonly ports: PortMap,
  ) {
    this.controllers = site.sources.filter(isControllerSource);
    this.sketches = PortSketches.create(ports);
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
        ? this.sketches.ofGuest(guest, node, net)
        : sketch('unknown', 'node-unknown'),
      [listedIn(guest)],
    );
  }

  /** @param name - the interface that has the address */
  ofNode(node: SiteNode, name?: string): Hop {
    return this.hop(this.sketches.ofNode(node, name), [listedIn(node)]);
  }

  ofDevice(macs: readonly string[], claimed: readonly Read[]): Hop {
    return this.hop(this.sketches.ofDevice(macs), claimed);
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

  /** No controller at all is a choice; one that cannot be read is a gap. */
  private hop(
    { set, standing, seen = [], nodePorts = [] }: PortSketch,
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
