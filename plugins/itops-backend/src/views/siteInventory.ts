import { SiteInventory } from '@sankofa/plugin-itops-common';
import { Guest, SiteAddress } from '@sankofa/site-model';
import { createHash } from 'node:crypto';
import { SiteView } from '../site';
import { siteHostnames } from './siteHostnames';
import { siteConnections, siteSwitchPorts, siteSwitches } from './siteSwitches';

/** Somebody wrote the address down. */
const DECLARED = new Set(['declared-key', 'declared-row', 'declared-device']);

function guestOf(guest: Guest): SiteInventory['guests'][number] {
  return {
    id: guest.id,
    sourceId: guest.sourceId,
    vmid: guest.vmid,
    name: guest.name,
    type: guest.type,
    node: guest.node,
    ...(guest.template && { template: true }),
    ownerRef: guest.ownership?.ownerRef,
    service: guest.ownership?.service,
    vlan: guest.vlan,
    addresses: guest.addresses,
    tags: guest.tags,
  };
}

function isDeclared(address: SiteAddress): boolean {
  return address.claims.some(({ kind }) => DECLARED.has(kind));
}

/** On a guest or written down; free and merely seen ones have no copy elsewhere. */
export function siteAddressInCatalog(address: SiteAddress): boolean {
  return address.guestIds.length > 0 || isDeclared(address);
}

function addressOf(address: SiteAddress): SiteInventory['addresses'][number] {
  return {
    address: address.address,
    guestIds: address.guestIds,
    declared: isDeclared(address),
    prefix: address.prefix,
  };
}

/** Identity and relations alone: what a keeper of copies needs. */
export function siteInventory(view: SiteView): SiteInventory {
  const { site, sources } = view;
  const { nodePorts } = view.derive(siteConnections);
  return {
    at: site.at,
    sources: site.sources.map(source => ({
      sourceId: source.sourceId,
      kind: source.kind,
      freshness: source.freshness,
      everRead: sources.get(source.sourceId)?.listed ?? false,
    })),
    nodes: site.nodes.map(({ id, sourceId, name, cluster }) => ({
      id,
      sourceId,
      name,
      cluster,
      portIds: [...(nodePorts.get(id) ?? [])],
    })),
    guests: site.guests.map(guestOf),
    addresses: site.addresses.filter(siteAddressInCatalog).map(addressOf),
    prefixes: site.prefixes.map(({ cidr, vid, name }) => ({ cidr, vid, name })),
    vlans: site.vlans.map(({ vid, name }) => ({ vid, name })),
    switches: siteSwitches(view),
    switchPorts: siteSwitchPorts(view),
    hostnames: siteHostnames(view),
  };
}

/** Changes exactly when something a copy holds changes: neither age nor moment count. */
export function siteEtag(view: SiteView): string {
  const { at, sources, ...kept } = view.derive(siteInventory);
  const known = sources.map(source => [source.sourceId, source.everRead]);
  const hash = createHash('sha256').update(JSON.stringify([known, kept]));
  return `"${hash.digest('base64url').slice(0, 27)}"`;
}
