import { ConfigReader } from '@backstage/config';
import { siteOptionsFromConfig } from './siteOptionsFromConfig';

describe('siteOptionsFromConfig', () => {
  it('excludes the keys of the house from address-unused by default', () => {
    expect(siteOptionsFromConfig(new ConfigReader({}))).toEqual({
      unusedExclusions: [
        'PROXMOX_HOST_*',
        'NETWORK_GATEWAY',
        'UDM_PRO_*',
        'WAN_AGGREGATOR_*',
      ],
      owners: [],
    });
  });

  it('reads exclusions and owner rules', () => {
    const config = new ConfigReader({
      itops: {
        drift: { unusedExclusions: ['PRINTER_*'] },
        owners: [
          { match: { tag: 'billing' }, ownerRef: 'group:default/finance' },
          { match: { vmid: 101 }, ownerRef: 'group:shop', service: 'shop' },
        ],
      },
    });
    expect(siteOptionsFromConfig(config)).toEqual({
      unusedExclusions: ['PRINTER_*'],
      owners: [
        { match: { tag: 'billing' }, ownerRef: 'group:default/finance' },
        { match: { vmid: 101 }, ownerRef: 'group:shop', service: 'shop' },
      ],
    });
  });

  it('refuses a rule that matches nothing or asks for something unknown, naming it', () => {
    const withMatch = (match: object) =>
      new ConfigReader({
        itops: { owners: [{ match: { ...match }, ownerRef: 'group:x' }] },
      });
    expect(() => siteOptionsFromConfig(withMatch({}))).toThrow(
      'itops.owners[0].match is empty',
    );
    expect(() => siteOptionsFromConfig(withMatch({ nmae: 'web' }))).toThrow(
      'itops.owners[0].match has unknown nmae',
    );
    expect(() => siteOptionsFromConfig(withMatch({ vmid: 'x' }))).toThrow(
      'itops.owners[0].match.vmid',
    );
  });
});
