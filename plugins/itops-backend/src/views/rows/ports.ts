import {
  ForwardRow,
  LearnedMac,
  SwitchPortRow,
  SwitchView,
  guestEntityName,
  nodeEntityName,
  resourceRef,
} from '@sankofa/plugin-itops-common';
import {
  ClientFact,
  Observed,
  SiteSwitch,
  Subjects,
  SwitchPortSet,
  guestLabel,
  plainLabel,
} from '@sankofa/site-model';
import { SiteView } from '../../site';
import { Picture } from '../Picture';
import { worstLabel } from '../answer';
import { findingIndex } from '../findingIndex';
import { farEndsOf } from './farEnds';
import { pathBook } from './pathBook';

type Whose = Omit<LearnedMac, 'mac' | 'presence' | 'address'>;

/** Whose MACs are, as far as guests, nodes and switches name theirs. */
function ownersOfMacs({ site }: SiteView): ReadonlyMap<string, Whose> {
  const owners = new Map<string, Whose>();
  for (const { value, label } of site.switches) {
    owners.set(value.mac, { title: label, known: 'switch' });
  }
  for (const { value } of site.nodeLinks) {
    const node = site.nodes.find(({ name }) => name === value.node);
    if (value.mac !== undefined && node && value.kind !== 'virtual') {
      owners.set(value.mac, nodeOwner(node));
    }
  }
  for (const node of site.nodes) {
    for (const { mac } of node.interfaces) {
      if (mac !== undefined) {
        owners.set(mac, nodeOwner(node));
      }
    }
  }
  for (const guest of site.guests) {
    for (const { mac } of guest.interfaces) {
      if (mac !== undefined) {
        owners.set(mac, {
          title: guestLabel(guest),
          known: 'guest',
          entityRef: resourceRef(guestEntityName(guest.sourceId, guest.vmid)),
        });
      }
    }
  }
  return owners;
}

function nodeOwner(node: { sourceId: string; name: string }): Whose {
  return {
    title: node.name,
    known: 'node',
    entityRef: resourceRef(nodeEntityName(node.sourceId, node.name)),
  };
}

function portKey(sourceId: string, mac: string, port: number): string {
  return `${sourceId} ${mac} ${port}`;
}

function clientsByPort({ site }: SiteView) {
  const clients = new Map<string, Observed<ClientFact>[]>();
  for (const client of site.clients) {
    const { switchMac, port } = client.value;
    if (switchMac !== undefined && port !== undefined) {
      const key = portKey(client.sourceId, switchMac, port);
      clients.set(key, [...(clients.get(key) ?? []), client]);
    }
  }
  return clients;
}

function learnedOn(ports: SwitchPortSet, view: SiteView): LearnedMac[] {
  const clients = view.derive(clientsByPort);
  const owners = view.derive(ownersOfMacs);
  return ports.ports
    .flatMap(
      port => clients.get(portKey(ports.sourceId, ports.switchMac, port)) ?? [],
    )
    .map(({ value }): LearnedMac => {
      const { mac, address, name, hostname, presence } = value;
      const owner = owners.get(mac) ?? {
        title: name ?? hostname ?? mac,
        known: 'foreign' as const,
      };
      return { mac, ...(address && { address }), ...owner, presence };
    });
}

/** A finding of a port carries it as its subject. */
function findingsOf(ref: string, picture: Picture) {
  const open = picture.derive(findingIndex).ofSubject(ref);
  return {
    openFindings: open.length,
    ...(open[0] && { worstSeverity: open[0].severity }),
  };
}

function portRow(ports: SwitchPortSet, picture: Picture): SwitchPortRow {
  const { view } = picture;
  const ref = Subjects.create(picture.site).port(ports);
  const [{ value: lead, freshness }, ...others] = ports.members;
  const label = lead.name;
  return {
    ref,
    ports: ports.ports,
    ...(label !== undefined && { label }),
    ...(lead.media !== undefined && { media: lead.media }),
    up: ports.members.some(({ value }) => value.up),
    enabled: ports.members.some(({ value }) => value.enabled),
    ...(lead.speedMbps !== undefined && { speedMbps: lead.speedMbps }),
    isUplink: ports.isUplink,
    poe: lead.poe,
    ...(lead.profile !== undefined && { profile: lead.profile }),
    ...(lead.nativeVlan !== undefined && { nativeVlan: lead.nativeVlan }),
    taggedVlans: lead.taggedVlans,
    announced: [
      ...new Set(
        ports.members.flatMap(({ value }) =>
          value.lldp.map(
            ({ systemName, chassisId, portId }) =>
              `${systemName ?? chassisId}${portId ? ` ${portId}` : ''}`,
          ),
        ),
      ),
    ],
    learned: learnedOn(ports, view),
    farEnds: farEndsOf(ports, picture.site),
    hostnames: new Set(
      view
        .derive(pathBook)
        .reverse(ref)
        .map(({ hostname }) => hostname),
    ).size,
    ...findingsOf(ref, picture),
    freshness: worstLabel(freshness, ...others.map(member => member.freshness)),
  };
}

function switchView(device: SiteSwitch, picture: Picture): SwitchView {
  const { value, sourceId, label } = device;
  const above =
    value.uplink &&
    picture.site.switches.find(
      other =>
        other.sourceId === sourceId && other.value.mac === value.uplink!.mac,
    );
  return {
    id: `${sourceId}/${value.mac}`,
    sourceId,
    mac: value.mac,
    name: label,
    ...(value.model !== undefined && { model: value.model }),
    kind: value.kind,
    ...(value.address !== undefined && { address: value.address }),
    state: value.state,
    ...(value.uplink && { uplink: above?.label ?? value.uplink.mac }),
    ports: picture.site.switchPorts
      .filter(
        ports =>
          ports.sourceId === sourceId &&
          ports.switchMac === value.mac &&
          ports.members.length > 0,
      )
      .map(ports => portRow(ports, picture)),
    freshness: plainLabel(device.freshness),
  };
}

/** Every switch with its ports as they are now. */
export function switchViews(picture: Picture): SwitchView[] {
  return picture.site.switches.map(device => switchView(device, picture));
}

/** Every port forward with the owners of its target. */
export function forwardRows(picture: Picture): ForwardRow[] {
  const { site } = picture;
  const subjects = Subjects.create(site);
  const addresses = new Map(
    site.addresses.map(address => [address.address, address]),
  );
  const guests = new Map(site.guests.map(guest => [guest.id, guest]));
  return site.portForwards.map(({ sourceId, value, freshness }): ForwardRow => {
    const ref = subjects.portForward(sourceId, value.id);
    const target = addresses.get(value.targetAddress);
    const owners = (target?.guestIds ?? []).flatMap(id => {
      const guest = guests.get(id);
      return guest ? [guestLabel(guest)] : [];
    });
    const nodes = (target?.claims ?? []).flatMap(({ kind, owner }) =>
      kind === 'node-config' ? [owner.slice(owner.lastIndexOf('/') + 1)] : [],
    );
    return {
      ref,
      id: value.id,
      sourceId,
      ...(value.name !== undefined && { name: value.name }),
      enabled: value.enabled,
      interface: value.interface,
      protocol: value.protocol,
      listenPorts: value.listenPorts,
      targetAddress: value.targetAddress,
      targetPorts: value.targetPorts || value.listenPorts,
      ...(value.source !== undefined && { source: value.source }),
      owners: [...new Set([...owners, ...nodes])],
      ...findingsOf(ref, picture),
      freshness: plainLabel(freshness),
    };
  });
}
