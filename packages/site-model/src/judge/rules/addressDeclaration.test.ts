import {
  GuestSketch,
  SnapshotBuilder,
  siteOf,
  verdictsOf,
} from '../../__testUtils__/siteBuilder';

const { cluster, declared } = SnapshotBuilder;

function found(
  rule: string,
  sources: SnapshotBuilder[],
  unusedExclusions: string[] = [],
) {
  return verdictsOf(siteOf(sources), { unusedExclusions }).filter(
    verdict => verdict.rule === rule,
  );
}
const UNREADABLE = ['failed', 'partial', 'stale', 'never'] as const;

describe('address-undeclared', () => {
  const keys = () => declared('a.conf').key('IP_A', '10.0.0.5');

  it('is raised for an address of a guest that no key declares', () => {
    const [verdict, ...others] = found('address-undeclared', [
      cluster()
        .guest(101, { configured: ['10.0.0.5/24'] })
        .guest(102, { configured: ['10.0.0.6/24'], status: 'stopped' }),
      keys(),
    ]);
    expect(others).toEqual([]);
    expect(verdict).toMatchObject({
      subject: 'address:10.0.0.6',
      severity: 'warning',
      summary:
        '10.0.0.6 is on 102 guest-102 but no key declares it; add a key for it.',
      guestIds: ['proxmox/pve-main/102'],
    });
    expect(verdict.restsOn).toContainEqual({
      sourceId: 'declared/a.conf',
      scope: 'source',
    });
  });

  it('is silent for an address inside a declared range', () => {
    expect(
      found('address-undeclared', [
        cluster().guest(101, { configured: ['10.0.0.6/24'] }),
        keys().key('POOL', '10.0.0.1-10.0.0.9'),
      ]),
    ).toEqual([]);
  });

  it('is not silenced by a row, nor by a key that no longer holds', () => {
    expect(
      found('address-undeclared', [
        cluster().guest(101, { configured: ['10.0.0.6/24'] }),
        keys().key('IP_B', '10.0.0.6', { superseded: true }),
        declared('t').row(101, ['10.0.0.6']),
      ]),
    ).toHaveLength(1);
  });

  it('never speaks of templates, nested or pending addresses, or nodes', () => {
    expect(
      found('address-undeclared', [
        cluster()
          .node('node-a', { address: '10.0.0.1' })
          .guest(101, { template: true, configured: ['10.0.0.6/24'] })
          .guest(102, { nested: ['10.0.0.7/24'], pending: ['10.0.0.8/24'] }),
        keys(),
      ]),
    ).toEqual([]);
  });

  it('is silent while no keys are configured', () => {
    expect(
      found('address-undeclared', [
        cluster().guest(101, { configured: ['10.0.0.6/24'] }),
        declared('t').row(101),
      ]),
    ).toEqual([]);
  });

  it.each(UNREADABLE)('is silent while the keys are %s', freshness => {
    expect(
      found('address-undeclared', [
        cluster().guest(101, { configured: ['10.0.0.6/24'] }),
        keys().scope('source', { freshness }),
      ]),
    ).toEqual([]);
  });
});

describe('address-unused', () => {
  const unused = (sources: SnapshotBuilder[], exclusions?: string[]) =>
    found('address-unused', sources, exclusions);
  const keys = () => declared('a.conf').key('IP_A', '10.0.0.5');

  it('is one finding for an address on no guest, whatever answers there', () => {
    const [verdict, ...others] = unused([
      cluster().node('node-a', { address: '10.0.0.5' }).guest(101),
      keys().key('IP_B', '10.0.0.5'),
      declared('t').device('printer', ['10.0.0.5']),
    ]);
    expect(others).toEqual([]);
    expect(verdict).toMatchObject({
      subject: 'address:10.0.0.5',
      severity: 'info',
      summary:
        '10.0.0.5 (IP_A and IP_B) is on no guest; remove the key, or exclude it if something else answers there.',
      restsOn: [
        { sourceId: 'proxmox/pve-main', scope: 'source' },
        { sourceId: 'declared/a.conf', scope: 'source' },
      ],
    });
  });

  it.each<[string, GuestSketch]>([
    ['is configured', { configured: ['10.0.0.5/24'] }],
    ['is seen inside', { live: ['10.0.0.5/24'] }],
    ['is stopped', { configured: ['10.0.0.5/24'], status: 'stopped' }],
    ['is missed', { configured: ['10.0.0.5/24'], missed: true }],
  ])('is silent when a guest %s with it', (_, sketch) => {
    expect(unused([cluster().guest(101, sketch), keys()])).toEqual([]);
  });

  it.each<[string, GuestSketch]>([
    [
      'a template',
      { configured: ['10.0.0.5/24'], template: true, status: 'stopped' },
    ],
    ['a pending change', { pending: ['10.0.0.5/24'] }],
    ['a nested interface', { nested: ['10.0.0.5/24'] }],
  ])('is raised when only %s has it', (_, sketch) => {
    expect(unused([cluster().guest(101, sketch), keys()])).toHaveLength(1);
  });

  it('leaves out excluded keys and what refers to them', () => {
    expect(
      unused(
        [
          cluster().guest(101),
          declared('a.conf')
            .key('HOST_A', '10.0.0.1')
            .key('GATEWAY', '10.0.0.2')
            .key('ROUTER', '10.0.0.2', { aliasOf: 'GATEWAY' })
            .key('GATEWAY_B', '10.0.0.3'),
        ],
        ['HOST_*', 'GATEWAY'],
      ).map(({ subject }) => subject),
    ).toEqual(['address:10.0.0.3']);
  });

  it('does not list ranges, networks or values that were overruled', () => {
    expect(
      unused([
        cluster().guest(101),
        declared('a.conf')
          .key('POOL', '10.0.0.1-10.0.0.9')
          .key('NET', '10.0.0.0/24')
          .key('OLD', '10.0.0.7', { superseded: true }),
      ]),
    ).toEqual([]);
  });

  describe('for an address that a row gives to a guest (R02)', () => {
    const withRow = (guests: SnapshotBuilder, values = ['10.0.0.5']) =>
      unused([guests, keys(), declared('t').row(101, values)]);

    it('is silent while the node of the guest is offline', () => {
      expect(
        withRow(
          cluster()
            .node('node-a', { status: 'offline' })
            .guest(101, { withoutConfig: true })
            .unread('guest:101', 'node-offline'),
        ),
      ).toEqual([]);
    });

    it('is silent inside a declared range as well', () => {
      expect(
        withRow(
          cluster()
            .guest(101, { withoutConfig: true })
            .unread('guest:101', 'guest-unreadable'),
          ['10.0.0.1-10.0.0.9'],
        ),
      ).toEqual([]);
    });

    it.each(['agent-blocked', 'agent-not-running'] as const)(
      'is silent while its agent is silent (%s) and nothing is configured',
      reason => {
        const vm = (configured: string[]) =>
          cluster()
            .guest(101, { type: 'qemu', agent: true, configured })
            .scope('guest:101', { freshness: 'partial', reason }, 'addresses');
        expect(withRow(vm([]))).toEqual([]);
        expect(withRow(vm(['10.0.0.6/24']))).toHaveLength(1);
      },
    );

    it('is silent where nobody can look inside and nothing is configured', () => {
      expect(withRow(cluster().guest(101, { type: 'qemu' }))).toEqual([]);
      expect(
        withRow(cluster().guest(101, { status: 'stopped', dynamic: true })),
      ).toEqual([]);
    });

    it('is silent until the addresses inside have been read once', () => {
      expect(
        withRow(
          cluster()
            .guest(101, { configured: ['10.0.0.6/24'], live: false })
            .scope('source', {}, 'addresses'),
        ),
      ).toEqual([]);
    });

    it('rests on the guest, so that a silent guest cannot resolve it', () => {
      const [verdict] = withRow(
        cluster().guest(101, { configured: ['10.0.0.6/24'] }),
      );
      expect(verdict.guestIds).toEqual(['proxmox/pve-main/101']);
      expect(verdict.restsOn).toContainEqual({
        sourceId: 'proxmox/pve-main',
        scope: 'guest:101',
        pass: 'inventory',
      });
    });
  });

  it.each(UNREADABLE)('is silent while a cluster is %s', freshness => {
    expect(
      unused([
        cluster('one').guest(101),
        cluster('two').scope('source', { freshness }),
        keys(),
      ]),
    ).toEqual([]);
  });

  it.each(UNREADABLE)(
    'is silent while the pass that looks inside is %s',
    freshness => {
      expect(
        unused([
          cluster().guest(101).scope('source', { freshness }, 'addresses'),
          keys(),
        ]),
      ).toEqual([]);
    },
  );

  it.each(UNREADABLE)(
    'is silent while a file that may give the address to a guest was never read and is %s',
    freshness => {
      const sources = (rows: SnapshotBuilder) => [
        cluster().guest(101),
        keys(),
        rows.scope('source', { freshness }),
      ];
      expect(unused(sources(declared('t')))).toEqual([]);
      // Its rows of the last good reading are as good as any.
      expect(unused(sources(declared('t').row(101)))).toHaveLength(1);
    },
  );

  it('is silent while no cluster is configured', () => {
    expect(unused([keys()])).toEqual([]);
  });

  it('is raised while another node is offline (R01)', () => {
    expect(
      unused([
        cluster()
          .node('node-b', { status: 'offline' })
          .guest(102, { node: 'node-b', withoutConfig: true })
          .unread('guest:102', 'node-offline'),
        keys(),
      ]),
    ).toHaveLength(1);
  });
});
