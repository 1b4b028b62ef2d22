import { compareText } from '../text/compareText';
import { Guest, SitePrefix, SiteVlan } from './site';
import { SourceReading } from './SourceReading';
import { VidOf } from './vnetTags';

interface VlanParts {
  vnets: Set<string>;
  aliases: Set<string>;
  guestIds: Set<string>;
  prefixes: Set<string>;
}

function isVid(vid: number | undefined): vid is number {
  return vid !== undefined && vid >= 1 && vid <= 4094;
}

/**
 * The VLANs known so far: tags of guests, SDN networks, VLAN interfaces of
 * nodes and prefixes with a VLAN.
 */
export function vlansOf(
  readings: readonly SourceReading[],
  guests: readonly Guest[],
  prefixes: readonly SitePrefix[],
  vidOf: VidOf,
): SiteVlan[] {
  const vlans = new Map<number, VlanParts>();
  function partsOf(vid: number): VlanParts {
    let parts = vlans.get(vid);
    if (!parts) {
      parts = {
        vnets: new Set(),
        aliases: new Set(),
        guestIds: new Set(),
        prefixes: new Set(),
      };
      vlans.set(vid, parts);
    }
    return parts;
  }

  for (const reading of readings) {
    for (const { value } of reading.facts('vnet')) {
      if (isVid(value.tag)) {
        const parts = partsOf(value.tag);
        parts.vnets.add(value.name);
        parts.aliases.add(value.alias ?? value.name);
      }
    }
    for (const { value } of reading.facts('node-interface')) {
      if (isVid(value.vlanTag)) {
        partsOf(value.vlanTag);
      }
    }
  }
  for (const guest of guests) {
    for (const net of guest.interfaces) {
      const vid = vidOf(guest.sourceId, net);
      if (isVid(vid)) {
        partsOf(vid).guestIds.add(guest.id);
      }
    }
  }
  for (const prefix of prefixes) {
    if (isVid(prefix.vid)) {
      partsOf(prefix.vid).prefixes.add(prefix.cidr);
    }
  }
  return [...vlans]
    .sort(([left], [right]) => left - right)
    .map(([vid, { vnets, aliases, guestIds, prefixes: cidrs }]) => ({
      vid,
      ...(aliases.size === 1 && { name: [...aliases][0] }),
      vnets: [...vnets].sort(compareText),
      guestIds: [...guestIds],
      prefixes: [...cidrs],
    }));
}
