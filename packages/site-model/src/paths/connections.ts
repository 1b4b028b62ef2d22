import { Site } from '../site';
import { NodePort, portMapOf } from './PortMap';

/** A device and, where it is known, the set of ports at its end of a cable. @public */
export interface CableEnd {
  /** `<sourceId>/<MAC>`. */
  switchId: string;
  /** Id of a `SwitchPortSet`. */
  portsId?: string;
}

/**
 * What is plugged in where, by identity.
 * @public
 */
export interface Connections {
  /** Ids of `SwitchPortSet`s by node id, sorted; nodes without any are left out. */
  nodePorts: ReadonlyMap<string, readonly string[]>;
  /** From every switch to the one above it. */
  uplinks: readonly { from: CableEnd; to: CableEnd }[];
}

/**
 * Every port that leads to a node now or did when its MACs were last listed.
 * Whether it does at this moment is no part of it, so neither a silent card nor
 * a source that cannot be read changes the answer. The last MAC of a port that
 * is down counts only for a node that is known nowhere else: it stays behind
 * when a cable moves.
 */
function portsOf(all: readonly NodePort[]): string[] {
  const listed = all.filter(({ via }) => via !== 'last');
  const ports = listed.length > 0 ? listed : all;
  return [...new Set(ports.map(({ set }) => set.id))].sort();
}

/**
 * Which switch ports nodes and switches are connected to, for those who keep a
 * copy: unlike the hops of paths it does not tell how well that is known.
 *
 * @param site - what `buildSite` joined
 * @public
 */
export function connectionsOf(site: Site): Connections {
  const map = portMapOf(site);
  const nodePorts = new Map<string, string[]>();
  for (const node of site.nodes) {
    const ports = portsOf(map.everyPortOfNode(node));
    if (ports.length > 0) {
      nodePorts.set(node.id, ports);
    }
  }
  const end = (sourceId: string, mac: string, port?: number): CableEnd => {
    const set =
      port === undefined ? undefined : map.portAt(sourceId, mac, port);
    return {
      switchId: `${sourceId}/${mac}`,
      ...(set && { portsId: set.id }),
    };
  };
  const uplinks = site.switches.flatMap(({ sourceId, value }) => {
    const { uplink } = value;
    return uplink
      ? [
          {
            from: end(sourceId, value.mac, uplink.port),
            to: end(sourceId, uplink.mac, uplink.remotePort),
          },
        ]
      : [];
  });
  return { nodePorts, uplinks };
}
