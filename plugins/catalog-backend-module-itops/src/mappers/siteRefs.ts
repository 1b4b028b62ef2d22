import {
  SiteInventory,
  addressEntityName,
  guestEntityName,
  nodeEntityName,
  prefixEntityName,
  resourceRef,
  switchEntityName,
  switchPortEntityName,
  vlanEntityName,
} from '@sankofa/plugin-itops-common';

/** On a guest or written down. */
export function addressesInCatalog({ addresses }: SiteInventory) {
  return addresses.filter(
    ({ guestIds, declared }) => declared || guestIds.length > 0,
  );
}

/** Entity refs by inventory id, for the things this site has. */
export function siteRefs(site: SiteInventory) {
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
  const switchKeys = new Map(site.switches.map(({ id, key }) => [id, key]));
  const switchNamed = (id: string) => switchKeys.get(id) ?? id;
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
    switch: index(
      site.switches,
      s => s.id,
      s => switchEntityName(s.key),
    ),
    port: index(
      site.switchPorts,
      p => p.id,
      p => switchPortEntityName(switchNamed(p.switchId), p.ports),
    ),
    address: index(
      addressesInCatalog(site),
      a => a.address,
      a => addressEntityName(a.address),
    ),
    /** What tells the switch with this id from every other one. */
    switchNamed,
  };
}

/** Without the things this site does not have. */
export function present(refs: (string | undefined)[]): string[] {
  return refs.filter(ref => ref !== undefined);
}

export type SiteRefs = ReturnType<typeof siteRefs>;
