import fc from 'fast-check';
import {
  fromCurrent,
  fromFile,
  fromPending,
  mapGuestConfig,
} from './guestConfigs';

const options = { keepDescription: false, locator: 'path' };
const lxc = { vmid: 101, type: 'lxc' } as const;
const net = (address: string) =>
  `name=eth0,bridge=vmbr0,hwaddr=02:00:00:00:01:01,ip=${address}/24`;

it('keeps active and pending values apart', () => {
  const reading = fromPending(
    [
      { key: 'hostname', value: 'mail' },
      { key: 'net0', value: net('10.9.0.11'), pending: net('10.9.0.12') },
      { key: 'net1', pending: net('10.9.0.13') },
      { key: 'onboot', value: 1 },
      { key: 'tags', value: 'b;a' },
      { key: 'template', value: null },
      { key: 'digest', value: 'a' },
    ],
    options,
  );
  expect(mapGuestConfig(lxc, reading, options).value).toMatchObject({
    vmid: 101,
    name: 'mail',
    template: false,
    tags: ['a', 'b'],
    onBoot: true,
    interfaces: [{ id: 'net0', addresses: ['10.9.0.11/24'] }],
    pendingAddresses: ['10.9.0.12', '10.9.0.13'],
  });
});

it('says the same from the file, from the pending view and from the current one', () => {
  const file = {
    ...lxc,
    node: 'one',
    path: '/etc/pve/nodes/one/lxc/101.conf',
    text: [
      '# a%20note',
      'hostname: mail',
      `net0: ${net('10.9.0.11')}`,
      'ostype: debian',
      '',
      '[before]',
      `net0: ${net('10.9.0.99')}`,
      '',
      '[pve:pending]',
      `net0: ${net('10.9.0.12')}`,
    ].join('\n'),
  };
  const fromDisk = mapGuestConfig(lxc, fromFile(file, options), options);
  const fromApi = mapGuestConfig(
    lxc,
    fromPending(
      [
        { key: 'hostname', value: 'mail' },
        { key: 'net0', value: net('10.9.0.11'), pending: net('10.9.0.12') },
        { key: 'ostype', value: 'debian' },
        { key: 'description', value: 'a note' },
      ],
      options,
    ),
    options,
  );
  expect(fromDisk.value).toEqual(fromApi.value);
  expect(fromDisk.locator).toBe('/etc/pve/nodes/one/lxc/101.conf');
  const current = mapGuestConfig(
    lxc,
    fromCurrent(
      { hostname: 'mail', net0: net('10.9.0.11'), ostype: 'debian', lxc: [[]] },
      options,
    ),
    options,
  );
  expect(current.value).toEqual({ ...fromApi.value, pendingAddresses: [] });
});

it('lets no other setting through, and descriptions only on request', () => {
  const secret = fc.constantFrom(
    'cipassword',
    'sshkeys',
    'ciuser',
    'args',
    'hookscript',
    'smbios1',
    'description',
    'mp0',
    'lxc',
  );
  fc.assert(
    fc.property(fc.array(secret), keys => {
      const rows = keys.map(key => ({
        key,
        value: 'canary',
        pending: 'canary',
      }));
      expect(JSON.stringify(fromPending(rows, options))).not.toContain(
        'canary',
      );
    }),
  );
  const kept = { ...options, keepDescription: true };
  const reading = fromPending([{ key: 'description', value: 'a note' }], kept);
  expect(mapGuestConfig(lxc, reading, kept).value.description).toBe('a note');
});

it('takes name, template, tags and agent of a machine', () => {
  const reading = fromCurrent(
    {
      name: 'build',
      template: 1,
      tags: 'web;prod;web',
      agent: 'enabled=1',
      memory: '1024',
    },
    options,
  );
  expect(
    mapGuestConfig({ vmid: 201, type: 'qemu' }, reading, options).value,
  ).toMatchObject({
    name: 'build',
    template: true,
    tags: ['prod', 'web'],
    agentEnabled: true,
  });
});
