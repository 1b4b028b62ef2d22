import { mapVnet } from './vnets';

it('maps a network with its subnets in order, also where only their id is known', () => {
  expect(
    mapVnet({ vnet: 'lab', zone: 'plan', tag: 110, alias: 'validators' }, [
      { cidr: '10.9.2.0/24', gateway: '10.9.2.1', subnet: 'plan-10.9.2.0-24' },
      { cidr: undefined, subnet: 'plan-10.9.1.0-24', gateway: undefined },
      { cidr: undefined, subnet: 'garbage', gateway: undefined },
    ]).value,
  ).toEqual({
    name: 'lab',
    zone: 'plan',
    tag: 110,
    alias: 'validators',
    subnets: [
      { cidr: '10.9.1.0/24' },
      { cidr: '10.9.2.0/24', gateway: '10.9.2.1' },
    ],
  });
});
