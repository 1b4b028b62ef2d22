import fc from 'fast-check';
import { VlanSettings, effectiveVlans } from './effectiveVlans';

/** Ids and VLANs as in the reference site. */
const NETWORKS = new Map([
  ['lan', 11],
  ['tenants', 200],
  ['validators', 110],
  ['default', 1],
]);

const lan = { native_networkconf_id: 'lan' };

describe('effectiveVlans', () => {
  it.each<[string, VlanSettings, object]>([
    [
      'everything, one of them native',
      { ...lan, forward: 'all', tagged_vlan_mgmt: 'auto' },
      { nativeVlan: 11, taggedVlans: 'all', disabled: false },
    ],
    [
      'only the native one',
      { ...lan, forward: 'native', tagged_vlan_mgmt: 'block_all' },
      { nativeVlan: 11, taggedVlans: [], disabled: false },
    ],
    [
      'all but the excluded, and the native one is not tagged',
      {
        ...lan,
        forward: 'customize',
        tagged_vlan_mgmt: 'custom',
        excluded_networkconf_ids: ['validators'],
      },
      { nativeVlan: 11, taggedVlans: [1, 200], disabled: false },
    ],
    [
      'what is excluded counts with custom only: it is left behind otherwise',
      {
        ...lan,
        forward: 'all',
        tagged_vlan_mgmt: 'auto',
        excluded_networkconf_ids: ['validators'],
      },
      { nativeVlan: 11, taggedVlans: 'all', disabled: false },
    ],
    [
      'block_all beats forward all',
      { ...lan, forward: 'all', tagged_vlan_mgmt: 'block_all' },
      { nativeVlan: 11, taggedVlans: [], disabled: false },
    ],
    [
      'a telephone passes where nothing else does',
      {
        ...lan,
        forward: 'customize',
        tagged_vlan_mgmt: 'block_all',
        voice_networkconf_id: 'tenants',
      },
      { nativeVlan: 11, taggedVlans: [200], disabled: false },
    ],
    [
      'a disabled port carries nothing',
      {
        forward: 'disabled',
        native_networkconf_id: '',
        tagged_vlan_mgmt: 'block_all',
      },
      { taggedVlans: [], disabled: true },
    ],
    [
      'no native network',
      {
        forward: 'customize',
        native_networkconf_id: '',
        tagged_vlan_mgmt: 'auto',
      },
      { taggedVlans: 'all', disabled: false },
    ],
    [
      'before 7.4, who is let through is named',
      { ...lan, forward: 'customize', tagged_networkconf_ids: ['tenants'] },
      { nativeVlan: 11, taggedVlans: [200], disabled: false },
    ],
    [
      'a port that nobody has set up lets everything through',
      {},
      { taggedVlans: 'all', disabled: false },
    ],
    [
      'a network that the controller does not list is no VLAN',
      {
        native_networkconf_id: 'gone',
        forward: 'customize',
        tagged_networkconf_ids: ['gone', 'tenants'],
      },
      { taggedVlans: [200], disabled: false },
    ],
  ])('%s', (_, settings, vlans) => {
    expect(effectiveVlans(settings, NETWORKS)).toEqual(vlans);
  });

  const ids = [...NETWORKS.keys(), 'gone'];
  const settings: fc.Arbitrary<VlanSettings> = fc.record(
    {
      forward: fc.constantFrom('all', 'native', 'customize', 'disabled'),
      native_networkconf_id: fc.constantFrom(...ids, ''),
      tagged_vlan_mgmt: fc.constantFrom('auto', 'block_all', 'custom'),
      excluded_networkconf_ids: fc.subarray(ids),
      tagged_networkconf_ids: fc.subarray(ids),
      voice_networkconf_id: fc.constantFrom(...ids),
    },
    { requiredKeys: [] },
  );

  it('names only VLANs of the controller, in order, once, and never the native one', () => {
    fc.assert(
      fc.property(settings, each => {
        const { nativeVlan, taggedVlans } = effectiveVlans(each, NETWORKS);
        const known = [...NETWORKS.values()];
        if (nativeVlan !== undefined) {
          expect(known).toContain(nativeVlan);
        }
        if (taggedVlans !== 'all') {
          expect(known).toEqual(expect.arrayContaining(taggedVlans));
          expect(taggedVlans).not.toContain(nativeVlan);
          expect(taggedVlans).toEqual(
            [...new Set(taggedVlans)].sort((a, b) => a - b),
          );
        }
      }),
    );
  });

  it('never lets through what is excluded, unless it is the telephone', () => {
    fc.assert(
      fc.property(settings, each => {
        const custom = { ...each, tagged_vlan_mgmt: 'custom' as const };
        const { taggedVlans, disabled } = effectiveVlans(custom, NETWORKS);
        for (const id of each.excluded_networkconf_ids ?? []) {
          if (!disabled && id !== each.voice_networkconf_id) {
            expect(taggedVlans).not.toContain(NETWORKS.get(id));
          }
        }
      }),
    );
  });

  it('blocks everything tagged when told to, whatever else is set', () => {
    fc.assert(
      fc.property(settings, each => {
        const blocked = {
          ...each,
          tagged_vlan_mgmt: 'block_all' as const,
          voice_networkconf_id: undefined,
        };
        expect(effectiveVlans(blocked, NETWORKS).taggedVlans).toEqual([]);
      }),
    );
  });
});
