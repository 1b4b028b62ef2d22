import { ChangeRequestOptions } from '@sankofa/plugin-itops-common';
import { INITIAL, allowedFor, intentOf, verbFields } from './verbForms';

const allow: ChangeRequestOptions['policy']['allow'] = [
  {
    verbs: ['guest.create', 'guest.start'],
    nodes: ['alder'],
    vmids: [4100, 4199],
    pools: ['managed'],
    storages: ['local-lvm'],
    bridges: ['vmbr0'],
    vlans: [0, 30],
    templates: ['local:vztmpl/debian-13.tar.zst'],
  },
  { verbs: ['guest.start'], nodes: ['birch'], vmids: [4200, 4299] },
];

const intent = (
  verb: Parameters<typeof intentOf>[0],
  values: Record<string, string>,
) =>
  intentOf(verb, verbFields(verb, allowedFor(allow, verb)), {
    ...INITIAL,
    ...values,
  });

describe('the form of a verb', () => {
  it('lets choose what the allowlist names', () => {
    const fields = verbFields(
      'guest.create',
      allowedFor(allow, 'guest.create'),
    );
    const byName = Object.fromEntries(fields.map(each => [each.name, each]));
    expect(byName.node.options?.map(({ value }) => value)).toEqual([
      '',
      'alder',
    ]);
    expect(byName.vmid.hint).toBe('Allowed: 4100 to 4199.');
    expect(byName.vlan.hint).toContain('untagged, 30');
  });

  it('lets type anything where one of the rules leaves it open', () => {
    const allowed = allowedFor(allow, 'guest.start');
    expect(allowed.choices('pools')).toBeUndefined();
    expect(allowed.choices('nodes')?.map(({ value }) => value)).toEqual([
      'alder',
      'birch',
    ]);
    expect(allowed.vmids).toBe('4100 to 4199, 4200 to 4299');
  });

  it('has nothing to choose where nothing is allowed', () => {
    const allowed = allowedFor([], 'guest.create');
    expect(allowed.choices('nodes')).toBeUndefined();
    expect(allowed.vmids).toBe('');
  });

  it('says a container as the API takes it', () => {
    expect(
      intent('guest.create', {
        node: 'alder',
        vmid: '4110',
        hostname: 'web-1',
        template: 'local:vztmpl/debian-13.tar.zst',
        storage: 'local-lvm',
        bridge: 'vmbr0',
        vlan: '30',
        address: '10.20.30.60/24',
        gateway: '10.20.30.1',
        pool: 'managed',
        ownerRef: 'group:default/payments',
        tags: 'Web edge',
        start: 'no',
      }),
    ).toEqual({
      errors: {},
      intent: {
        verb: 'guest.create',
        node: 'alder',
        vmid: 4110,
        hostname: 'web-1',
        template: 'local:vztmpl/debian-13.tar.zst',
        storage: 'local-lvm',
        diskGiB: 8,
        cores: 1,
        memoryMiB: 1024,
        swapMiB: 512,
        network: {
          bridge: 'vmbr0',
          vlan: 30,
          addressing: {
            mode: 'static',
            address: '10.20.30.60/24',
            gateway: '10.20.30.1',
          },
        },
        pool: 'managed',
        ownerRef: 'group:default/payments',
        tags: ['web', 'edge'],
        start: false,
      },
    });
  });

  it.each([
    ['guest.start', { vmid: '4101' }, { vmid: 4101 }],
    [
      'guest.set-network',
      { vmid: '4101', interface: 'net1' },
      { vmid: 4101, interface: 'net1', addressing: { mode: 'dhcp' } },
    ],
    ['guest.set-tags', { vmid: '4101' }, { vmid: 4101, tags: [] }],
    [
      'guest.resize-disk',
      { vmid: '4101', disk: 'rootfs', sizeGiB: '16' },
      { vmid: 4101, disk: 'rootfs', sizeGiB: 16 },
    ],
    [
      'guest.destroy',
      { vmid: '4101', name: 'ledger-api' },
      { vmid: 4101, name: 'ledger-api' },
    ],
  ] as const)('says %s', (verb, values, expected) => {
    expect(intent(verb, values)).toEqual({
      errors: {},
      intent: { verb, ...expected },
    });
  });

  it('marks what is needed and not there, and what is no number', () => {
    expect(intent('guest.destroy', { vmid: 'x' }).errors).toEqual({
      vmid: 'Enter a number.',
      name: 'This is needed.',
    });
  });
});
