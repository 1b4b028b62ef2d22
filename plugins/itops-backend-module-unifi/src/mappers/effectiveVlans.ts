import { PortRow, ProfileRow } from '../clients/deviceSchemas';

/** How a port treats VLANs: its own fields, or those of its profile. */
export type VlanSettings = Pick<
  PortRow | ProfileRow,
  | 'forward'
  | 'native_networkconf_id'
  | 'tagged_vlan_mgmt'
  | 'excluded_networkconf_ids'
  | 'tagged_networkconf_ids'
  | 'voice_networkconf_id'
>;

/** What a port really does with VLANs. */
export interface EffectiveVlans {
  /** Absent: none, or one that the controller does not name. */
  nativeVlan?: number;
  /** `all` that the controller knows, or these; the native one is not among them. */
  taggedVlans: 'all' | number[];
  /** Everything is shut off. */
  disabled: boolean;
}

/** Who is let through tagged. */
function taggedNetworks(
  settings: VlanSettings,
  networks: ReadonlyMap<string, number>,
): 'all' | string[] {
  const {
    forward,
    tagged_vlan_mgmt: management,
    excluded_networkconf_ids: excluded = [],
    tagged_networkconf_ids: tagged,
  } = settings;
  const allButExcluded = () =>
    [...networks.keys()].filter(id => !excluded.includes(id));
  switch (management) {
    case 'block_all':
      return [];
    case 'custom':
      return allButExcluded();
    case 'auto':
      return forward === 'native' ? [] : 'all';
    default:
  }
  // Before 7.4 `forward` alone decides, and names who is let through.
  switch (forward) {
    case 'native':
      return [];
    case 'customize':
      return tagged ?? allButExcluded();
    default:
      return 'all'; // what UniFi does with a port that nobody has set up
  }
}

/**
 * What comes out of `forward`, `tagged_vlan_mgmt` and the lists of networks.
 * Source: the controller's validation rules for `portconf`, Network 9.5.
 *
 * @param networks - VLAN of each network that a port can carry, by the controller's id
 */
export function effectiveVlans(
  settings: VlanSettings,
  networks: ReadonlyMap<string, number>,
): EffectiveVlans {
  if (settings.forward === 'disabled') {
    return { taggedVlans: [], disabled: true };
  }
  const nativeVlan = networks.get(settings.native_networkconf_id ?? '');
  const native = nativeVlan === undefined ? {} : { nativeVlan };
  const tagged = taggedNetworks(settings, networks);
  if (tagged === 'all') {
    return { ...native, taggedVlans: 'all', disabled: false };
  }
  const voice = settings.voice_networkconf_id;
  const vlans = [...tagged, ...(voice ? [voice] : [])].flatMap(
    id => networks.get(id) ?? [],
  );
  return {
    ...native,
    taggedVlans: [...new Set(vlans)]
      .filter(vlan => vlan !== nativeVlan)
      .sort((a, b) => a - b),
    disabled: false,
  };
}
