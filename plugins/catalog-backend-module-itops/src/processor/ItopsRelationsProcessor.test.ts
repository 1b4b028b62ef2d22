import { Entity } from '@backstage/catalog-model';
import { CatalogProcessorResult } from '@backstage/plugin-catalog-node';
import { siteEntities } from '../mappers';
import { smallSite } from '../testSites';
import { ItopsRelationsProcessor } from './ItopsRelationsProcessor';

const location = { type: 'itops', target: 'inventory' };

async function relationsOf(entity: Entity): Promise<string[]> {
  const results: CatalogProcessorResult[] = [];
  const processor = new ItopsRelationsProcessor();
  await processor.postProcessEntity(entity, location, result =>
    results.push(result),
  );
  return results.map(result =>
    result.type === 'relation'
      ? [
          result.relation.source.name,
          result.relation.type,
          result.relation.target.name,
        ].join(' ')
      : result.type,
  );
}

describe('ItopsRelationsProcessor', () => {
  const entities = siteEntities(smallSite(), { defaultOwner: 'group:it' });
  const named = (name: string) =>
    entities.find(({ metadata }) => metadata.name === name)!;

  it('relates a guest to its node and VLAN, there and back', async () => {
    expect(await relationsOf(named('lab-101'))).toEqual([
      'lab-101 hostedOn lab-node-alder',
      'lab-node-alder hostOf lab-101',
      'lab-101 memberOfVlan vlan-20',
      'vlan-20 hasVlanMember lab-101',
    ]);
  });

  it('relates an address to its guest', async () => {
    expect(await relationsOf(named('ip-10.20.0.12'))).toEqual([
      'ip-10.20.0.12 assignedTo lab-102',
      'lab-102 hasAddress ip-10.20.0.12',
    ]);
  });

  it('relates a node to its port, a port to its switch, and a name to where it lands', async () => {
    expect(await relationsOf(named('lab-node-alder'))).toEqual([
      'lab-node-alder connectedTo sw-core-port-1',
      'sw-core-port-1 connectedTo lab-node-alder',
    ]);
    expect(await relationsOf(named('sw-core-port-9-10'))).toEqual([
      'sw-core-port-9-10 hostedOn sw-core',
      'sw-core hostOf sw-core-port-9-10',
      'sw-core-port-9-10 connectedTo sw-gate-port-1-2',
      'sw-gate-port-1-2 connectedTo sw-core-port-9-10',
    ]);
    expect(await relationsOf(named('hostname-shop.example'))).toEqual([
      'hostname-shop.example routesTo lab-101',
      'lab-101 routedFrom hostname-shop.example',
    ]);
  });

  it('leaves other entities alone, also with the same fields', async () => {
    const spec = { type: 'database', hostedOn: 'resource:lab-node-alder' };
    const other = { ...named('lab-101'), spec };
    expect(await relationsOf(other)).toEqual([]);
    expect(await relationsOf({ ...named('lab-101'), kind: 'Api' })).toEqual([]);
  });
});
