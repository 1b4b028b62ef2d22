import { ResourceEntityV1alpha1 } from '@backstage/catalog-model';
import {
  SiteGuestView,
  SiteInventory,
  addressEntityName,
  guestEntityName,
  nodeEntityName,
  prefixEntityName,
  resourceRef,
  vlanEntityName,
} from '@sankofa/plugin-itops-common';
import { ownerRefOf } from './owner';
import { resourceEntity } from './resource';
import { catalogTags, plainText } from './text';

/** @public */
export interface SiteEntitiesOptions {
  /** Owner of everything whose owner the inventory does not know. */
  defaultOwner: string;
}

const GUEST_WORDS = { qemu: 'Virtual machine', lxc: 'Container' };

/**
 * The site as catalog entities (DOMAIN.md §7), sorted by name. Pure: the same
 * site gives the same entities, whatever its freshness is. Relations point only
 * at entities of the same answer.
 */
export function siteEntities(
  site: SiteInventory,
  options: SiteEntitiesOptions,
): ResourceEntityV1alpha1[] {
  const refs = siteRefs(site);
  const fallback = options.defaultOwner;
  const guests = new Map(site.guests.map(guest => [guest.id, guest]));
  const ownerOf = (guest: SiteGuestView | undefined) =>
    ownerRefOf(guest?.ownerRef) ?? fallback;

  const entities = [
    ...site.nodes.map(node =>
      resourceEntity({
        type: 'hypervisor',
        name: nodeEntityName(node.sourceId, node.name),
        id: node.id,
        title: node.name,
        description: `Node of ${plainText(node.cluster) ?? node.sourceId}`,
        owner: fallback,
        attributes: { cluster: plainText(node.cluster) },
      }),
    ),
    ...site.guests.map(guest =>
      resourceEntity({
        type: 'guest',
        name: guestEntityName(guest.sourceId, guest.vmid),
        id: guest.id,
        title: plainText(guest.name) ?? `${guest.type}/${guest.vmid}`,
        description: `${
          guest.template ? 'Template' : GUEST_WORDS[guest.type]
        } ${guest.vmid} of ${guest.sourceId}`,
        owner: ownerOf(guest),
        tags: catalogTags(guest.tags),
        hostedOn: refs.node(`${guest.sourceId}/${guest.node}`),
        memberOfVlan: present([refs.vlan(guest.vlan)]),
        attributes: {
          vmid: guest.vmid,
          guestType: guest.type,
          template: guest.template || undefined,
          service: plainText(guest.service),
        },
      }),
    ),
    ...site.addresses
      .filter(({ guestIds, declared }) => declared || guestIds.length > 0)
      .map(({ address, guestIds, prefix }) =>
        resourceEntity({
          type: 'ip-address',
          name: addressEntityName(address),
          id: address,
          title: address,
          description: `IP address ${address}`,
          owner:
            onlyOne(guestIds.map(id => ownerOf(guests.get(id)))) ?? fallback,
          assignedTo: present(guestIds.map(refs.guest)),
          dependsOn: [refs.prefix(prefix)],
        }),
      ),
    ...site.prefixes.map(({ cidr, vid, name }) =>
      resourceEntity({
        type: 'prefix',
        name: prefixEntityName(cidr),
        id: cidr,
        title: cidr,
        description: plainText(name) ?? `Prefix ${cidr}`,
        owner: fallback,
        memberOfVlan: present([refs.vlan(vid)]),
      }),
    ),
    ...site.vlans.map(({ vid, name }) =>
      resourceEntity({
        type: 'vlan',
        name: vlanEntityName(vid),
        id: String(vid),
        title: [`VLAN ${vid}`, plainText(name)].filter(Boolean).join(' '),
        description: `VLAN ${vid}`,
        owner: fallback,
        attributes: { vid },
      }),
    ),
  ];
  const byName = new Map(
    entities.map(entity => [entity.metadata.name, entity]),
  );
  return [...byName.keys()].sort().map(name => byName.get(name)!);
}

/** Entity refs by inventory id, for the things this site has. */
function siteRefs(site: SiteInventory) {
  const index = <T, K>(
    items: T[],
    key: (item: T) => K,
    name: (item: T) => string,
  ) => {
    const refs = new Map(
      items.map(item => [key(item), resourceRef(name(item))]),
    );
    return (id: K | undefined) => (id === undefined ? undefined : refs.get(id));
  };
  return {
    node: index(
      site.nodes,
      n => `${n.sourceId}/${n.name}`,
      n => nodeEntityName(n.sourceId, n.name),
    ),
    guest: index(
      site.guests,
      g => g.id,
      g => guestEntityName(g.sourceId, g.vmid),
    ),
    prefix: index(
      site.prefixes,
      p => p.cidr,
      p => prefixEntityName(p.cidr),
    ),
    vlan: index(
      site.vlans,
      v => v.vid,
      v => vlanEntityName(v.vid),
    ),
  };
}

function present(refs: (string | undefined)[]): string[] {
  return refs.filter(ref => ref !== undefined);
}

/** The value all of them share. */
function onlyOne(values: string[]): string | undefined {
  return new Set(values).size === 1 ? values[0] : undefined;
}
