import {
  GuestAddressesFact,
  isLinkLocalOrLoopback,
  parseAddress,
} from '@sankofa/site-model';
import fc from 'fast-check';
import { parse } from '../clients/parse';
import {
  agentInterfacesSchema,
  containerInterfacesSchema,
} from '../clients/schemas';
import { mapAgentInterfaces, mapContainerInterfaces } from './guestAddresses';

const lo = {
  name: 'lo',
  hwaddr: '00:00:00:00:00:00',
  inet: '127.0.0.1/8',
  inet6: '::1/128',
};

function container(...rows: Record<string, unknown>[]) {
  const parsed = parse(containerInterfacesSchema, [lo, ...rows], 'interfaces');
  return mapContainerInterfaces(101, parsed ?? [], 'path').value;
}

function agent(...rows: Record<string, unknown>[]) {
  const { result } = parse(agentInterfacesSchema, { result: rows }, 'agent');
  return mapAgentInterfaces(201, Array.isArray(result) ? result : [], 'path')
    .value as GuestAddressesFact;
}

it('takes all addresses of a container, with the prefix as text', () => {
  expect(
    container({
      name: 'eth0',
      'hardware-address': '02:00:00:AB:00:01',
      hwaddr: '02:00:00:ab:00:01',
      inet: '10.9.0.12/24',
      'ip-addresses': [
        { 'ip-address': '10.9.0.12', prefix: '24', 'ip-address-type': 'inet' },
        { 'ip-address': '10.9.0.11', prefix: '24', 'ip-address-type': 'inet' },
        { 'ip-address': 'fe80::1', prefix: '64', 'ip-address-type': 'inet6' },
        {
          'ip-address': 'FD00:0::b',
          prefix: '64',
          'ip-address-type': 'inet6',
        },
      ],
    }),
  ).toEqual({
    vmid: 101,
    via: 'container',
    interfaces: [
      {
        name: 'eth0',
        mac: '02:00:00:ab:00:01',
        addresses: ['10.9.0.11/24', '10.9.0.12/24', 'fd00::b/64'],
      },
    ],
  });
});

it.each([[undefined], [null], [[]]])(
  'falls back to inet and inet6 where the list is %j, as before pve-container 5.2.6',
  list => {
    expect(
      container({
        name: 'eth0',
        hwaddr: '02:00:00:00:00:01',
        inet: '10.9.0.11/24',
        inet6: 'fe80::1/64',
        'ip-addresses': list,
      }),
    ).toMatchObject({ interfaces: [{ addresses: ['10.9.0.11/24'] }] });
  },
);

it('sees a stopped container as null, and never takes an empty list for a running one', () => {
  expect(parse(containerInterfacesSchema, null, 'x')).toBeNull();
  expect(() => parse(containerInterfacesSchema, [], 'x')).toThrow(/unexpected/);
});

it('takes what an agent reports: numbers as prefix, tunnels without MAC, aliases, absent lists', () => {
  expect(
    agent(
      { name: 'lo', 'ip-addresses': [{ 'ip-address': '::1', prefix: 128 }] },
      {
        name: 'ens18',
        'hardware-address': '02:00:00:00:02:01',
        'ip-addresses': [
          { 'ip-address': '10.9.0.21', prefix: 24, 'ip-address-type': 'ipv4' },
          { 'ip-address': 'fe80::1%3', prefix: 64, 'ip-address-type': 'ipv6' },
        ],
      },
      {
        name: 'ens18:1',
        'hardware-address': '02:00:00:00:02:01',
        'ip-addresses': [{ 'ip-address': '10.9.0.22', prefix: 24 }],
      },
      {
        name: 'wg0',
        'ip-addresses': [{ 'ip-address': '10.99.0.2', prefix: 32 }],
      },
      { name: 'ens19', 'hardware-address': '02:00:00:00:02:02' },
    ),
  ).toEqual({
    vmid: 201,
    via: 'agent',
    interfaces: [
      { name: 'ens18', mac: '02:00:00:00:02:01', addresses: ['10.9.0.21/24'] },
      {
        name: 'ens18:1',
        mac: '02:00:00:00:02:01',
        addresses: ['10.9.0.22/24'],
      },
      { name: 'wg0', addresses: ['10.99.0.2/32'] },
    ],
  });
});

it('knows the 200 by which an agent refuses', () => {
  expect(
    parse(
      agentInterfacesSchema,
      { result: { error: { class: 'CommandNotFound', desc: 'disabled' } } },
      'agent',
    ).result,
  ).toEqual({ error: { class: 'CommandNotFound', desc: 'disabled' } });
});

it('gives the same fact whatever the order, and never a loopback or link-local address', () => {
  const address = fc.oneof(
    fc.ipV4(),
    fc.ipV6(),
    fc.constantFrom('127.0.0.1', 'fe80::1', '169.254.1.1', 'nonsense'),
  );
  const row = fc.record({
    name: fc.constantFrom('eth0', 'eth1', 'docker0', 'lo'),
    'hardware-address': fc.constantFrom('02:00:00:00:00:01', '', null),
    'ip-addresses': fc.array(
      fc.record({ 'ip-address': address, prefix: fc.constant(24) }),
    ),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(row, {
        minLength: 1,
        selector: ({ name }) => name,
      }),
      rows => {
        const fact = agent(...rows);
        expect(
          agent(
            ...[...rows].reverse().map(item => ({
              ...item,
              'ip-addresses': [...item['ip-addresses']].reverse(),
            })),
          ),
        ).toEqual(fact);
        for (const text of fact.interfaces.flatMap(item => item.addresses)) {
          const plain = text.replace(/\/24$/, '');
          expect(parseAddress(plain)).toBe(plain);
          expect(isLinkLocalOrLoopback(plain)).toBe(false);
        }
      },
    ),
  );
});
