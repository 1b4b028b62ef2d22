import { Guest, Site, SiteAddress, SiteNode } from '../site';
import { reportHead } from './reportHead';
import { LiveInventory } from './schemas';

function nodeEntry(node: SiteNode): LiveInventory['nodes'][number] {
  return {
    name: node.name,
    source: node.sourceId,
    cluster: node.cluster,
    status: node.status,
    address: node.address ?? null,
    freshness: node.freshness.freshness,
    collected_at: node.freshness.collectedAt ?? null,
  };
}

function guestEntry(guest: Guest): LiveInventory['guests'][number] {
  return {
    vmid: guest.vmid,
    type: guest.type,
    name: guest.name ?? null,
    node: guest.node,
    status: guest.status,
    template: guest.template,
    ips: guest.addresses,
    macs: guest.interfaces.flatMap(({ mac }) => mac ?? []),
    vlan: guest.vlan ?? null,
    owner: guest.ownership?.ownerRef ?? null,
    service: guest.ownership?.service ?? null,
    tags: guest.tags,
    source: guest.sourceId,
    cluster: guest.cluster,
    freshness: guest.freshness.freshness,
    collected_at: guest.freshness.collectedAt ?? null,
    ips_unreadable: guest.addressesUnreadable ?? null,
  };
}

function addressEntry(item: SiteAddress): LiveInventory['addresses'][number] {
  return {
    address: item.address,
    state: item.state,
    why: item.why,
    prefix: item.prefix ?? null,
    claims: item.claims.map(claim => ({
      kind: claim.kind,
      owner: claim.owner,
      source: claim.sourceId,
      locator: claim.locator ?? null,
      status: claim.freshness.freshness,
      collected_at: claim.collectedAt,
    })),
  };
}

/**
 * `live_inventory.json` (DOMAIN.md §5): the site as other tools read it.
 * @public
 */
export function liveInventory(site: Site): LiveInventory {
  return {
    ...reportHead(site),
    nodes: site.nodes.map(nodeEntry),
    guests: site.guests.map(guestEntry),
    addresses: site.addresses.map(addressEntry),
  };
}
