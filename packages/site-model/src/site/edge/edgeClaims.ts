import { ProxyHostFact, ProxyTarget } from '../../facts';
import { hostAddress } from '../guestInterfaces';
import { guestLabel } from '../labels';
import { AddClaim } from '../claims';
import { Claim, ClaimKind } from '../site';
import { Observed, ProxyRowKind, SiteEdge } from './edge';
import { addressOfHost } from './hosts';
import { MacOwners } from './MacOwners';
import { eachSighting, Sighting } from './sightings';

function claimFrom(
  kind: ClaimKind,
  from: Observed<unknown>,
  address: string,
  owner: string,
  label: string,
): Claim {
  const claim: Claim = {
    kind,
    address,
    sourceId: from.sourceId,
    scope: from.scope,
    collectedAt: from.collectedAt,
    freshness: from.freshness,
    owner,
    label,
  };
  if (from.locator !== undefined) {
    claim.locator = from.locator;
  }
  return claim;
}

/** `nas (00:11:32:00:00:99)`: what a stranger calls itself, and its MAC. */
function strangerLabel(sighting: Sighting): string {
  const name =
    sighting.kind === 'switch-client'
      ? sighting.from.value.name ?? sighting.from.value.hostname
      : undefined;
  return name === undefined ? sighting.mac : `${name} (${sighting.mac})`;
}

function placeOf(sighting: Sighting, owners: MacOwners): string | undefined {
  if (sighting.kind === 'neighbour') {
    return undefined;
  }
  const { switchMac, port } = sighting.from.value;
  return switchMac === undefined || port === undefined
    ? undefined
    : `${owners.switchOf(switchMac)?.label ?? switchMac}/${port}`;
}

function claimsOfSighting(sighting: Sighting, owners: MacOwners): Claim[] {
  const { kind, from, address, mac } = sighting;
  const has = owners.ownerOf(mac);
  if (!has) {
    return [
      claimFrom(kind, from, address, `mac:${mac}`, strangerLabel(sighting)),
    ];
  }
  if (has.guests.length > 0) {
    return has.guests.map(({ guest, interfaceId }) => {
      const label = `${interfaceId} of ${guestLabel(guest)}`;
      const owner = `guest:${guest.id}`;
      const claim = claimFrom(kind, from, address, owner, label);
      claim.guestId = guest.id;
      claim.interfaceId = interfaceId;
      return claim;
    });
  }
  const { node, device } = has;
  if (node) {
    const owner = `node:${node.id}`;
    return [claimFrom(kind, from, address, owner, `node ${node.name}`)];
  }
  return device
    ? [
        claimFrom(
          kind,
          from,
          address,
          `switch:${device.sourceId}/${mac}`,
          device.label,
        ),
      ]
    : [];
}

/** Who answers for which address, by MAC. */
export function claimSightings(
  edge: SiteEdge,
  owners: MacOwners,
  add: AddClaim,
): void {
  eachSighting(edge, sighting => {
    for (const claim of claimsOfSighting(sighting, owners)) {
      claim.mac = sighting.mac;
      const place = placeOf(sighting, owners);
      if (place !== undefined) {
        claim.place = place;
      }
      if (!sighting.isPresent) {
        claim.isWeak = true;
      } else if (sighting.kind === 'neighbour') {
        const { answeredWithinSeconds } = sighting.from.value;
        if (answeredWithinSeconds !== undefined) {
          claim.answeredWithinSeconds = answeredWithinSeconds;
        }
      }
      add(claim);
    }
  });
}

/** Addresses at which switches and gateways are managed. */
export function claimSwitches(edge: SiteEdge, add: AddClaim): void {
  for (const item of edge.switches) {
    const { address: text, mac } = item.value;
    const address = text === undefined ? undefined : hostAddress(text);
    if (address !== undefined) {
      const owner = `switch:${item.sourceId}/${mac}`;
      add(claimFrom('switch-config', item, address, owner, item.label));
    }
  }
}

/**
 * The gateway also answers in every network and at every WAN. These addresses
 * are claimed only where somebody else speaks of them: a network nobody is in,
 * and an address lent by a provider, are nothing that this site assigns.
 */
export function claimGatewayLegs(edge: SiteEdge, add: AddClaim): void {
  for (const item of edge.switches) {
    if (item.value.kind === 'gateway') {
      const owner = `switch:${item.sourceId}/${item.value.mac}`;
      const own = item.value.address && hostAddress(item.value.address);
      const claim = (
        from: Observed<unknown>,
        text: string | undefined,
        place: string,
      ) => {
        const address = text === undefined ? undefined : hostAddress(text);
        if (address !== undefined && address !== own) {
          const label = `${item.label} (${place})`;
          add(claimFrom('switch-config', from, address, owner, label));
        }
      };
      for (const { name, address } of item.value.wans) {
        claim(item, address, name);
      }
      for (const network of edge.networks) {
        if (network.sourceId === item.sourceId) {
          const { gateway, name, id } = network.value;
          claim(network, gateway, name ?? id);
        }
      }
    }
  }
}

/** Everything a proxy host may send requests to, whether it is replaced or not. */
function targetsOf(row: ProxyHostFact): ProxyTarget[] {
  return [
    row.target,
    ...row.locations.map(({ target }) => target),
    ...row.freeLocations.flatMap(({ target }) => target ?? []),
  ];
}

/** Enabled rows and forwards point at addresses; disabled ones at nothing (ruling R05). */
export function claimPointers(edge: SiteEdge, add: AddClaim): void {
  function point(
    kind: 'proxy-upstream' | 'port-forward',
    from: Observed<unknown>,
    thing: ProxyRowKind | 'port-forward',
    id: string | number,
    hosts: readonly string[],
  ) {
    const addresses = new Set(
      hosts.flatMap(host => {
        const address = addressOfHost(host);
        return address === undefined ? [] : hostAddress(address) ?? [];
      }),
    );
    for (const address of addresses) {
      const owner = `${thing}:${from.sourceId}/${id}`;
      const label = `${thing.replace(/-/g, ' ')} ${id}`;
      add(claimFrom(kind, from, address, owner, label));
    }
  }
  for (const row of edge.proxyHosts) {
    if (row.value.enabled) {
      const hosts = targetsOf(row.value).map(({ host }) => host);
      point('proxy-upstream', row, 'proxy-host', row.value.id, hosts);
    }
  }
  for (const row of edge.streams) {
    if (row.value.enabled) {
      const { id, forwardHost } = row.value;
      point('proxy-upstream', row, 'stream', id, [forwardHost]);
    }
  }
  for (const row of edge.portForwards) {
    if (row.value.enabled) {
      const { id, targetAddress } = row.value;
      point('port-forward', row, 'port-forward', id, [targetAddress]);
    }
  }
}
