import { FreshnessLabel } from '../../observations';
import { Observed, Site, SiteSwitch, SwitchPortSet } from '../../site';
import { MacOwners, macOwnersOf } from '../../site/edge/MacOwners';
import { perSite } from '../../site/perSite';
import { isPresentClient } from '../../site/edge/sightings';
import { normalizeMac } from '../../values';

/** What was seen behind a switch port. @public */
export interface PortObservation {
  /** Announced itself by LLDP, learned by its MAC, or said so by the controller of the switch there. */
  via: 'lldp' | 'learned' | 'uplink';
  /** Name of what is there, or its MAC where nobody knows a name. */
  name: string;
  mac?: string;
  /** Its own port, as it calls it. */
  port?: string;
  /** The controller's number of its port. */
  portNumber?: number;
  sourceId: string;
  freshness: FreshnessLabel;
}

/** What is seen behind every port, by `<sourceId>/<switch MAC>/<port>`. */
export type ObservationsByPort = ReadonlyMap<
  string,
  readonly PortObservation[]
>;

export function observedPortKey(
  sourceId: string,
  mac: string,
  port: number,
): string {
  return `${sourceId}/${mac}/${port}`;
}

/**
 * What the controllers see behind their ports: neighbours that announce
 * themselves, nodes whose MACs are present there, and other switches. Guests are
 * behind their nodes, and strangers prove nothing.
 */
export function portObservations(site: Site): ObservationsByPort {
  const found = new Map<string, PortObservation[]>();
  const add = (key: string, observation: PortObservation) =>
    found.set(key, [...(found.get(key) ?? []), observation]);
  const owners = macOwnersOf(site);
  const sets = new Map<string, SwitchPortSet>();
  for (const set of site.switchPorts) {
    for (const port of set.ports) {
      sets.set(observedPortKey(set.sourceId, set.switchMac, port), set);
    }
    for (const member of set.members) {
      addNeighbours(member, owners, add);
    }
  }
  for (const client of site.clients) {
    const { mac, switchMac, port } = client.value;
    const node = owners.nodeOf(mac);
    if (!node || switchMac === undefined || port === undefined) {
      continue;
    }
    const key = observedPortKey(client.sourceId, switchMac, port);
    const set = sets.get(key);
    if (isPresentClient(client) && set?.isUplink !== true) {
      // The lowest port of a group speaks for all of them.
      for (const member of set?.ports ?? [port]) {
        add(observedPortKey(client.sourceId, switchMac, member), {
          ...said(client),
          via: 'learned',
          name: node.name,
          mac,
        });
      }
    }
  }
  for (const device of site.switches) {
    addUplink(device, owners, add);
  }
  return found;
}

const observationsOf = perSite(portObservations);

/**
 * What controllers see behind one port, present readings only.
 *
 * @param port - as the controller counts
 * @public
 */
export function observationsAt(
  site: Site,
  sourceId: string,
  switchMac: string,
  port: number,
): readonly PortObservation[] {
  return (
    observationsOf(site).get(observedPortKey(sourceId, switchMac, port)) ?? []
  );
}

type Add = (key: string, observation: PortObservation) => void;

function said({ sourceId, freshness }: Observed<unknown>) {
  return { sourceId, freshness };
}

function addNeighbours(
  member: SwitchPortSet['members'][number],
  owners: MacOwners,
  add: Add,
): void {
  const { switchMac, port, lldp } = member.value;
  for (const { chassisId, systemName, portId } of lldp) {
    const mac = normalizeMac(chassisId);
    const known =
      mac && (owners.switchOf(mac)?.label ?? owners.nodeOf(mac)?.name);
    add(observedPortKey(member.sourceId, switchMac, port), {
      ...said(member),
      via: 'lldp',
      name: systemName ?? (known || chassisId),
      ...(mac && { mac }),
      ...(portId !== undefined && { port: portId }),
    });
  }
}

/** An uplink is seen at both of its ends. */
function addUplink(device: SiteSwitch, owners: MacOwners, add: Add): void {
  const { sourceId, value, label } = device;
  const { uplink } = value;
  if (!uplink) {
    return;
  }
  if (uplink.port !== undefined) {
    add(observedPortKey(sourceId, value.mac, uplink.port), {
      ...said(device),
      via: 'uplink',
      name: owners.switchOf(uplink.mac)?.label ?? uplink.mac,
      mac: uplink.mac,
      ...(uplink.remotePort !== undefined && { portNumber: uplink.remotePort }),
    });
  }
  if (uplink.remotePort !== undefined) {
    add(observedPortKey(sourceId, uplink.mac, uplink.remotePort), {
      ...said(device),
      via: 'uplink',
      name: label,
      mac: value.mac,
      ...(uplink.port !== undefined && { portNumber: uplink.port }),
    });
  }
}
