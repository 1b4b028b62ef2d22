import { Site, SwitchPortSet } from '../site';

/** The VLANs each controller knows; what it does not know it does not carry (ruling R19). */
export function knownVlans(site: Site): ReadonlyMap<string, Set<number>> {
  const found = new Map<string, Set<number>>();
  for (const { sourceId, value } of site.networks) {
    if (value.vid !== undefined) {
      found.set(sourceId, (found.get(sourceId) ?? new Set()).add(value.vid));
    }
  }
  return found;
}

/** SDN networks that carry a VLAN; a name with two of them says nothing. */
export function vnetVlans(site: Site): ReadonlyMap<string, number> {
  const found = new Map<string, number | undefined>();
  for (const { vid, vnets } of site.vlans) {
    for (const name of vnets) {
      found.set(name, found.has(name) ? undefined : vid);
    }
  }
  return new Map(
    [...found].flatMap(([name, vid]) =>
      vid === undefined ? [] : [[name, vid]],
    ),
  );
}

/** Whether a switch port carries a VLAN, tagged or as its native one. */
export function carriesVlan(
  set: SwitchPortSet,
  vlan: number,
  known: ReadonlySet<number>,
): boolean {
  const { nativeVlan, taggedVlans } = set.members[0].value;
  return (
    known.has(vlan) &&
    (vlan === nativeVlan || taggedVlans === 'all' || taggedVlans.includes(vlan))
  );
}
