import {
  DefaultNamespaceEntityPolicy,
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  SchemaValidEntityPolicy,
  parseEntityRef,
  resourceEntityV1alpha1Validator,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  SiteInventory,
  hostnameEntityName,
  siteInventorySchema,
} from '@sankofa/plugin-itops-common';
import fc from 'fast-check';
import { smallSite } from '../testSites';
import { siteEntities } from './siteEntities';

const options = { defaultOwner: 'group:default/it' };

/** The rules every entity must pass to enter a catalog. */
const policy = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new DefaultNamespaceEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

function byName(site: SiteInventory) {
  return new Map(
    siteEntities(site, options).map(entity => [entity.metadata.name, entity]),
  );
}

describe('siteEntities', () => {
  it('describes a guest with its node, VLAN and owner, and nothing that moves', () => {
    expect(byName(smallSite()).get('lab-101')).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name: 'lab-101',
        namespace: 'default',
        title: 'shop-web',
        description: 'Container 101 of proxmox/lab',
        annotations: {
          'backstage.io/managed-by-location': 'itops:inventory',
          'backstage.io/managed-by-origin-location': 'itops:inventory',
          'itops.sankofa.dev/id': 'proxmox/lab/101',
        },
        tags: ['prod-web', 'shop'],
      },
      spec: {
        type: 'guest',
        owner: 'group:default/shop',
        vmid: 101,
        guestType: 'lxc',
        service: 'shop',
        hostedOn: 'resource:default/lab-node-alder',
        memberOfVlan: ['resource:default/vlan-20'],
        dependsOn: [
          'resource:default/lab-node-alder',
          'resource:default/vlan-20',
        ],
      },
    });
  });

  it('emits everything the site has, sorted by name', () => {
    const types = siteEntities(smallSite(), options).map(
      ({ metadata, spec }) => `${spec.type} ${metadata.name}`,
    );
    const byEntityName = (left: string, right: string) =>
      left.split(' ')[1] < right.split(' ')[1] ? -1 : 1;
    expect(types).toEqual(
      [
        'ip-address ip-10.20.0.11',
        'ip-address ip-10.20.0.12',
        'ip-address ip-10.20.0.99',
        `public-hostname ${hostnameEntityName('*.tenants.example')}`,
        'public-hostname hostname-shop.example',
        'guest lab-101',
        'guest lab-102',
        'guest lab-900',
        'hypervisor lab-node-alder',
        'hypervisor lab-node-birch',
        'prefix prefix-10.20.0.0-24',
        'switch sw-core',
        'switch-port sw-core-port-1',
        'switch-port sw-core-port-9-10',
        'switch sw-gate',
        'switch-port sw-gate-port-1-2',
        'vlan vlan-20',
      ].sort(byEntityName),
    );
  });

  it('describes a link aggregation group as one port with the switch above it', () => {
    expect(byName(smallSite()).get('sw-core-port-9-10')).toMatchObject({
      metadata: {
        title: 'core 9+10',
        description: 'Ports 9+10, one link aggregation group',
        annotations: {
          'itops.sankofa.dev/id': 'unifi/udm/02:00:00:00:aa:01/9',
        },
      },
      spec: {
        type: 'switch-port',
        owner: 'group:default/it',
        ports: [9, 10],
        hostedOn: 'resource:default/sw-core',
        connectedTo: ['resource:default/sw-gate-port-1-2'],
        dependsOn: [
          'resource:default/sw-core',
          'resource:default/sw-gate-port-1-2',
        ],
      },
    });
  });

  it('connects switches themselves where no port is known', () => {
    const site = smallSite();
    site.switches[0].uplinkId = site.switches[1].id;
    expect(byName(site).get('sw-core')?.spec).toMatchObject({
      connectedTo: ['resource:default/sw-gate'],
    });
  });

  it('gives a host name to the owner of the one guest it leads to', () => {
    const names = byName(smallSite());
    expect(names.get('hostname-shop.example')?.spec).toEqual({
      type: 'public-hostname',
      owner: 'group:default/shop',
      routesTo: ['resource:default/lab-101'],
      dependsOn: ['resource:default/lab-101', 'resource:default/lab-102'],
    });
    const site = smallSite();
    site.hostnames[0].guestIds.push('proxmox/lab/102');
    expect(byName(site).get('hostname-shop.example')?.spec.owner).toBe(
      'group:default/it',
    );
    site.hostnames[0].guestIds = [];
    site.hostnames[0].addresses = ['10.20.0.250'];
    expect(byName(site).get('hostname-shop.example')?.spec).not.toHaveProperty(
      'routesTo',
    );
  });

  it('reads a copy that was made before there were switches and host names', () => {
    const { switches, switchPorts, hostnames, ...old } = smallSite();
    const nodes = old.nodes.map(({ portIds, ...node }) => node);
    const site = siteInventorySchema.parse({ ...old, nodes });
    expect(siteEntities(site, options)).toHaveLength(10);
  });

  it('gives an address the owner of its guest, and the default where there are two', () => {
    const site = smallSite();
    site.addresses[1].guestIds = ['proxmox/lab/101', 'proxmox/lab/102'];
    const entities = byName(site);
    expect(entities.get('ip-10.20.0.11')?.spec.owner).toBe(
      'group:default/shop',
    );
    expect(entities.get('ip-10.20.0.12')?.spec).toMatchObject({
      owner: 'group:default/it',
      assignedTo: ['resource:default/lab-101', 'resource:default/lab-102'],
    });
    expect(entities.get('ip-10.20.0.99')?.spec).not.toHaveProperty(
      'assignedTo',
    );
  });

  it('leaves out addresses that are neither assigned nor declared', () => {
    const site = smallSite();
    site.addresses.push({
      address: '10.20.0.50',
      guestIds: [],
      declared: false,
    });
    expect([...byName(site).keys()]).not.toContain('ip-10.20.0.50');
  });

  it('names a guest without a name by its type and VMID', () => {
    expect(byName(smallSite()).get('lab-102')?.metadata.title).toBe('qemu/102');
  });

  it('gives an owner that names no group or user to the default owner', () => {
    const site = smallSite();
    site.guests[0].ownerRef = 'component:default/x y';
    expect(byName(site).get('lab-101')?.spec.owner).toBe('group:default/it');
    site.guests[0].ownerRef = 'Shop-Team';
    expect(byName(site).get('lab-101')?.spec.owner).toBe(
      'group:default/shop-team',
    );
  });

  it('shows hostile text as one readable line', () => {
    const site = smallSite();
    site.guests[0].name = '\u202Egnp.exe\u0000\n<b>web</b>\u200B';
    expect(byName(site).get('lab-101')?.metadata.title).toBe(
      'gnp.exe <b>web</b>',
    );
    site.guests[0].name = 'x'.repeat(5000);
    expect(byName(site).get('lab-101')?.metadata.title).toHaveLength(120);
  });

  it('does not change with anything that moves', () => {
    const later = smallSite();
    later.at = '2027-01-01T00:00:00Z';
    later.sources[0].freshness = 'failed';
    later.guests.reverse();
    later.addresses.reverse();
    later.switches.reverse();
    later.switchPorts.reverse();
    later.hostnames.reverse();
    expect(JSON.stringify(siteEntities(later, options))).toBe(
      JSON.stringify(siteEntities(smallSite(), options)),
    );
  });

  describe('for any site', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.constantFrom('__proto__', '../..', 'ＡＢＣ', 'a'.repeat(300), ''),
    );
    const maybe = <T>(value: fc.Arbitrary<T>) =>
      fc.option(value, { nil: undefined });
    const sourceId = fc.oneof(fc.constant('proxmox/lab'), text);
    const vid = fc.integer({ min: 1, max: 4094 });
    const address = fc.oneof(fc.ipV4(), fc.ipV6(), text);
    const cidr = fc
      .tuple(address, fc.integer({ min: 0, max: 128 }))
      .map(parts => parts.join('/'));
    const guest = fc
      .record({
        sourceId,
        vmid: fc.integer({ min: 100, max: 120 }),
        name: maybe(text),
        type: fc.constantFrom('qemu' as const, 'lxc' as const),
        node: fc.oneof(fc.constant('alder'), text),
        template: maybe(fc.boolean()),
        ownerRef: maybe(text),
        service: maybe(text),
        vlan: maybe(vid),
        addresses: fc.array(address, { maxLength: 2 }),
        tags: fc.array(text, { maxLength: 3 }),
      })
      .map(parts => ({ id: `${parts.sourceId}/${parts.vmid}`, ...parts }));
    const switchId = fc.oneof(fc.constantFrom('u/a', 'u/b', 'gone'), text);
    const portId = fc.oneof(fc.constantFrom('u/a/1', 'u/b/1', 'gone/1'), text);
    const above = maybe(fc.oneof(switchId, portId));
    const guestIds = fc.array(fc.constantFrom('proxmox/lab/101', 'gone/7'), {
      maxLength: 2,
    });
    const site: fc.Arbitrary<SiteInventory> = fc.record({
      at: fc.constant('2026-03-01T08:00:00Z'),
      sources: fc.constant(smallSite().sources),
      nodes: fc.array(
        fc
          .record({
            sourceId,
            name: text,
            cluster: maybe(text),
            portIds: fc.array(portId, { maxLength: 3 }),
          })
          .map(parts => ({ id: `${parts.sourceId}/${parts.name}`, ...parts })),
        { maxLength: 4 },
      ),
      guests: fc.array(guest, { maxLength: 6 }),
      addresses: fc.array(
        fc.record({
          address,
          guestIds,
          declared: fc.boolean(),
          prefix: maybe(cidr),
        }),
        { maxLength: 6 },
      ),
      prefixes: fc.array(
        fc.record({ cidr, vid: maybe(vid), name: maybe(text) }),
        { maxLength: 3 },
      ),
      vlans: fc.array(fc.record({ vid, name: maybe(text) }), { maxLength: 3 }),
      switches: fc.array(
        fc.record({
          id: switchId,
          sourceId,
          mac: text,
          key: fc.oneof(fc.constantFrom('core', 'core-port-1'), text),
          name: maybe(text),
          model: maybe(text),
          kind: fc.constantFrom('switch' as const, 'gateway' as const),
          uplinkId: above,
        }),
        { maxLength: 3 },
      ),
      switchPorts: fc.array(
        fc.record({
          id: portId,
          switchId,
          ports: fc.array(fc.nat(60), { minLength: 1, maxLength: 8 }),
          name: maybe(text),
          uplinkId: above,
        }),
        { maxLength: 4 },
      ),
      hostnames: fc.array(
        fc.record({
          hostname: fc.oneof(fc.domain(), fc.constant('*.x.example'), text),
          proxySourceIds: fc.constant(['npm/edge']),
          proxyGuestIds: guestIds,
          guestIds,
          nodeIds: fc.array(text, { maxLength: 2 }),
          addresses: fc.array(address, { maxLength: 2 }),
        }),
        { maxLength: 4 },
      ),
    });

    it('every entity may enter the catalog', async () => {
      await fc.assert(
        fc.asyncProperty(site, async any => {
          for (const entity of siteEntities(any, options)) {
            await policy.enforce(structuredClone(entity));
            expect(await resourceEntityV1alpha1Validator.check(entity)).toBe(
              true,
            );
          }
        }),
        { numRuns: 150 },
      );
    });

    it('no two entities share a reference, and relations stay inside the site', () => {
      fc.assert(
        fc.property(site, any => {
          const entities = siteEntities(any, options);
          const refs = new Set(entities.map(stringifyEntityRef));
          expect(refs.size).toBe(entities.length);
          for (const { spec } of entities) {
            parseEntityRef(spec.owner);
            const fields = spec as Record<string, string[] | string>;
            for (const field of [
              'hostedOn',
              'assignedTo',
              'memberOfVlan',
              'connectedTo',
              'routesTo',
              'dependsOn',
            ]) {
              for (const ref of [fields[field] ?? []].flat()) {
                expect(refs).toContain(ref);
              }
            }
          }
        }),
      );
    });
  });
});
