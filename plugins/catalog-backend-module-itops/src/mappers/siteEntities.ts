import { ResourceEntityV1alpha1 } from '@backstage/catalog-model';
import {
  SiteGuestView,
  SiteInventory,
  addressEntityName,
  guestEntityName,
  nodeEntityName,
  prefixEntityName,
  vlanEntityName,
} from '@sankofa/plugin-itops-common';
import { edgeEntities } from './edgeEntities';
import { ownerRefOf } from './owner';
import { resourceEntity } from './resource';
import { addressesInCatalog, present, siteRefs } from './siteRefs';
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
  const ownerOfGuests = (ids: string[]) =>
    onlyOne(ids.map(id => ownerOf(guests.get(id)))) ?? fallback;

  const entities = [
    ...site.nodes.map(node =>
      resourceEntity({
        type: 'hypervisor',
        name: nodeEntityName(node.sourceId, node.name),
        id: node.id,
        title: node.name,
        description: `Node of ${plainText(node.cluster) ?? node.sourceId}`,
        owner: fallback,
        connectedTo: present(node.portIds.map(refs.port)),
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
    ...addressesInCatalog(site).map(({ address, guestIds, prefix }) =>
      resourceEntity({
        type: 'ip-address',
        name: addressEntityName(address),
        id: address,
        title: address,
        description: `IP address ${address}`,
        owner: ownerOfGuests(guestIds),
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
    ...edgeEntities(site, { refs, fallback, ownerOfGuests }),
  ];
  const byName = new Map(
    entities.map(entity => [entity.metadata.name, entity]),
  );
  return [...byName.keys()].sort().map(name => byName.get(name)!);
}

/** The value all of them share. */
function onlyOne(values: string[]): string | undefined {
  return new Set(values).size === 1 ? values[0] : undefined;
}
