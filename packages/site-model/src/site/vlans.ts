import { compareText } from '../text/compareText';
import { NetworkContext } from './prefixes';
import { Guest, SitePrefix, SiteVlan } from './site';
import { SourceReading } from './SourceReading';

interface VlanParts {
  vnets: Set<string>;
  /** As the network controller calls it. */
  names: Set<string>;
  aliases: Set<string>;
  guestIds: Set<string>;
  prefixes: Set<string>;
}

function isVid(vid: number | undefined): vid is number {
  return vid !== undefined && vid >= 1 && vid <= 4094;
}

/** A name that all who name it agree on; the controller is asked first. */
function nameOf({ names, aliases }: VlanParts): string | undefined {
  const known = names.size > 0 ? names : aliases;
  return known.size === 1 ? [...known][0] : undefined;
}

/**
 * The VLANs known so far: networks of the controller, tags of guests, SDN
 * networks, VLAN interfaces of nodes and prefixes with a VLAN.
 */
export function vlansOf(
  readings: readonly SourceReading[],
  guests: readonly Guest[],
  prefixes: readonly SitePrefix[],
  { vidOf, networks }: NetworkContext,
): SiteVlan[] {
  const vlans = new Map<number, VlanParts>();
  function partsOf(vid: number): VlanParts {
    let parts = vlans.get(vid);
    if (!parts) {
      parts = {
        vnets: new Set(),
        names: new Set(),
        aliases: new Set(),
        guestIds: new Set(),
        prefixes: new Set(),
      };
      vlans.set(vid, parts);
    }
    return parts;
  }

  for (const { value } of networks) {
    if (isVid(value.vid)) {
      const { names } = partsOf(value.vid);
      if (value.name !== undefined) {
        names.add(value.name);
      }
    }
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
    .map(([vid, parts]) => {
      const name = nameOf(parts);
      return {
        vid,
        ...(name !== undefined && { name }),
        vnets: [...parts.vnets].sort(compareText),
        guestIds: [...parts.guestIds],
        prefixes: [...parts.prefixes],
      };
    });
}
