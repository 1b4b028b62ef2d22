import { SiteInventory } from '@sankofa/plugin-itops-common';
import { Guest, SiteAddress } from '@sankofa/site-model';
import { createHash } from 'node:crypto';
import { SiteView } from '../site';

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

function addressOf(
  address: SiteAddress,
): SiteInventory['addresses'][number] | undefined {
  const declared = address.claims.some(({ kind }) => DECLARED.has(kind));
  return declared || address.guestIds.length > 0
    ? {
        address: address.address,
        guestIds: address.guestIds,
        declared,
        prefix: address.prefix,
      }
    : undefined;
}

/** Identity and relations alone: what a keeper of copies needs. */
export function siteInventory({ site, sources }: SiteView): SiteInventory {
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
    })),
    guests: site.guests.map(guestOf),
    addresses: site.addresses.flatMap(address => addressOf(address) ?? []),
    prefixes: site.prefixes.map(({ cidr, vid, name }) => ({ cidr, vid, name })),
    vlans: site.vlans.map(({ vid, name }) => ({ vid, name })),
  };
}

/** Changes exactly when something a copy holds changes: neither age nor moment count. */
export function siteEtag(view: SiteView): string {
  const { at, sources, ...kept } = view.derive(siteInventory);
  const known = sources.map(source => [source.sourceId, source.everRead]);
  const hash = createHash('sha256').update(JSON.stringify([known, kept]));
  return `"${hash.digest('base64url').slice(0, 27)}"`;
}
