import {
  SnapshotBuilder,
  siteOf,
  verdictsOf,
} from '../../__testUtils__/siteBuilder';

const { cluster, declared } = SnapshotBuilder;

function duplicates(...sources: SnapshotBuilder[]) {
  return verdictsOf(siteOf(sources)).filter(
    ({ rule }) => rule === 'duplicate-address',
  );
}

describe('duplicate-address', () => {
  it('is critical when two running guests have one address', () => {
    const [verdict, ...others] = duplicates(
      cluster()
        .guest(101, { configured: ['10.0.0.5/24'] })
        .guest(102, { configured: ['10.0.0.5/16'] }),
    );
    expect(others).toEqual([]);
    expect(verdict).toMatchObject({
      subject: 'address:10.0.0.5',
      severity: 'critical',
      guestIds: ['proxmox/pve-main/101', 'proxmox/pve-main/102'],
      summary:
        '10.0.0.5 is in use by 101 guest-101 (running) and 102 guest-102 (running) at the same time; give all but one of them another address.',
    });
    expect(verdict.evidence).toContainEqual({
      claim: 'configured on net0 of 101 guest-101',
      sourceId: 'proxmox/pve-main',
      locator: '/nodes/node-a/lxc/101/config',
      value: '10.0.0.5',
      collectedAt: '2027-02-01T12:00:00.000Z',
    });
    expect(verdict.restsOn).toContainEqual({
      sourceId: 'proxmox/pve-main',
      scope: 'guest:102',
      pass: 'addresses',
    });
  });

  it.each([
    ['stopped', { status: 'stopped' as const }],
    ['a template', { status: 'stopped' as const, template: true }],
    ['paused', { status: 'paused' as const }],
    ['on an offline node', { node: 'node-b' }],
    ['missed by the last complete run', { missed: true }],
  ])('is a warning when the other guest is %s', (_, sketch) => {
    const found = duplicates(
      cluster()
        .node('node-a')
        .node('node-b', { status: 'offline' })
        .guest(101, { configured: ['10.0.0.5/24'] })
        .guest(102, { configured: ['10.0.0.5/24'], ...sketch }),
    );
    expect(found.map(({ severity }) => severity)).toEqual(['warning']);
  });

  it('counts an address that is only seen inside', () => {
    expect(
      duplicates(
        cluster()
          .guest(101, { configured: ['10.0.0.5/24'] })
          .guest(102, { dynamic: true, live: ['10.0.0.5/24'] }),
      ),
    ).toHaveLength(1);
  });

  it('never counts a nested, pending, loopback or link-local address', () => {
    expect(
      duplicates(
        cluster()
          .guest(101, {
            configured: ['10.0.0.5/24', '169.254.1.1/16', 'fe80::1/64'],
            nested: ['172.17.0.1/16'],
          })
          .guest(102, {
            live: ['127.0.0.1/8', '169.254.1.1/16', 'fe80::1/64'],
            nested: ['172.17.0.1/16', '10.0.0.5/24'],
            pending: ['10.0.0.5/24'],
          }),
      ),
    ).toEqual([]);
  });

  it('is no duplicate when one guest says it twice', () => {
    expect(
      duplicates(
        cluster().guest(101, {
          configured: ['10.0.0.5/24'],
          live: ['10.0.0.5/24'],
        }),
      ),
    ).toEqual([]);
  });

  it('counts a node that has the address of a guest', () => {
    const found = duplicates(
      cluster()
        .node('node-a', { address: '10.0.0.1' })
        .nodeInterface('node-a', 'vmbr0', { addresses: ['10.0.0.1/24'] })
        .guest(101, { configured: ['10.0.0.1/24'] }),
    );
    expect(found).toMatchObject([
      { severity: 'critical', guestIds: ['proxmox/pve-main/101'] },
    ]);
    expect(found[0].summary).toContain('vmbr0 of node node-a');
  });

  it('warns of a guest with the gateway address of an SDN network', () => {
    expect(
      duplicates(
        cluster()
          .vnet('vnet1', {
            subnets: [{ cidr: '10.1.0.0/24', gateway: '10.1.0.1' }],
          })
          .guest(101, { configured: ['10.1.0.1/24'] }),
      ),
    ).toMatchObject([{ severity: 'warning' }]);
  });

  it('says nothing of nodes that share an address without a guest', () => {
    expect(
      duplicates(
        cluster('one')
          .node('a')
          .nodeInterface('a', 'vmbr1', { addresses: ['10.9.0.1/24'] }),
        cluster('two')
          .node('a')
          .nodeInterface('a', 'vmbr1', { addresses: ['10.9.0.1/24'] }),
      ),
    ).toEqual([]);
  });

  it('leaves out an address that a key declares as VIP', () => {
    const pair = () =>
      cluster()
        .guest(101, { live: ['10.0.0.9/32'] })
        .guest(102, { live: ['10.0.0.9/32'] });
    expect(duplicates(pair())).toHaveLength(1);
    expect(
      duplicates(pair(), declared('a').key('IP_WEB_VIP', '10.0.0.9')),
    ).toEqual([]);
    expect(
      duplicates(pair(), declared('a').key('IP_VIPER', '10.0.0.9')),
    ).toHaveLength(1);
  });

  it('finds the guests of two clusters', () => {
    const found = duplicates(
      cluster('one').guest(101, { configured: ['10.0.0.5/24'] }),
      cluster('two').guest(101, { configured: ['10.0.0.5/24'] }),
    );
    expect(found).toMatchObject([
      { guestIds: ['proxmox/one/101', 'proxmox/two/101'] },
    ]);
    expect(found[0].summary).toContain('one/101 guest-101');
  });
});
