import {
  SnapshotBuilder,
  siteOf,
  verdictsOf,
} from '../../__testUtils__/siteBuilder';

const { cluster, declared } = SnapshotBuilder;

function found(rule: string, ...sources: SnapshotBuilder[]) {
  return verdictsOf(siteOf(sources)).filter(verdict => verdict.rule === rule);
}
const UNREADABLE = ['failed', 'partial', 'stale', 'never'] as const;

describe('guest-undeclared', () => {
  it('is raised for a guest that no row names', () => {
    expect(
      found(
        'guest-undeclared',
        cluster().guest(101).guest(102),
        declared('t').row(101),
      ),
    ).toMatchObject([
      {
        subject: 'guest:102',
        severity: 'warning',
        summary:
          '102 guest-102 on node-a is in no declared row; add a row for it or remove the guest.',
        guestIds: ['proxmox/pve-main/102'],
        restsOn: [
          { sourceId: 'proxmox/pve-main', scope: 'source', pass: 'inventory' },
          { sourceId: 'declared/t', scope: 'source' },
        ],
      },
    ]);
  });

  it('is silent for a template, and for a guest whose row is shifted', () => {
    expect(
      found(
        'guest-undeclared',
        cluster().guest(101, { template: true }).guest(102),
        declared('t').row(102, [], { shifted: true }),
      ),
    ).toEqual([]);
  });

  it('is silent while no tables are configured', () => {
    expect(
      found(
        'guest-undeclared',
        cluster().guest(101),
        declared('a.conf').key('IP_A', '10.0.0.5'),
      ),
    ).toEqual([]);
  });

  it.each(UNREADABLE)('is silent while the tables are %s', freshness => {
    expect(
      found(
        'guest-undeclared',
        cluster().guest(102),
        declared('t').row(101).scope('source', { freshness }),
      ),
    ).toEqual([]);
  });

  it.each(UNREADABLE)(
    'is silent while another declared file that may hold tables is %s',
    freshness => {
      expect(
        found(
          'guest-undeclared',
          cluster().guest(102),
          declared('t').row(101),
          declared('other').scope('source', { freshness }),
        ),
      ).toEqual([]);
    },
  );

  it('does not wait for a file that only holds keys', () => {
    expect(
      found(
        'guest-undeclared',
        cluster().guest(102),
        declared('t').row(101),
        declared('a.conf').key('IP_A', '10.0.0.5').failed('file-missing'),
      ),
    ).toHaveLength(1);
  });

  it.each(UNREADABLE)(
    'is silent while the list of its cluster is %s',
    freshness => {
      expect(
        found(
          'guest-undeclared',
          cluster().guest(102).scope('source', { freshness }),
          declared('t').row(101),
        ),
      ).toEqual([]);
    },
  );

  it('is raised for a guest on an offline node (R01)', () => {
    expect(
      found(
        'guest-undeclared',
        cluster()
          .node('node-b', { status: 'offline' })
          .guest(102, { node: 'node-b', withoutConfig: true })
          .unread('guest:102', 'node-offline'),
        declared('t').row(101),
      ),
    ).toHaveLength(1);
  });
});

describe('guest-missing', () => {
  it('is raised for a declared VMID that no cluster has', () => {
    expect(
      found(
        'guest-missing',
        cluster().guest(101),
        declared('t').row(101).row(900, ['10.0.0.9'], { name: 'crm' }),
      ),
    ).toMatchObject([
      {
        subject: 'guest:900',
        severity: 'error',
        summary:
          '900 crm is declared but exists on no cluster; create it or strike out its row.',
        guestIds: [],
      },
    ]);
  });

  it('is one finding for several rows, and counts a shifted row', () => {
    const verdicts = found(
      'guest-missing',
      cluster().guest(101),
      declared('t').row(900, [], { shifted: true }).row(900),
    );
    expect(verdicts).toHaveLength(1);
    expect(verdicts[0].evidence).toHaveLength(3);
  });

  it('is raised even while a node is offline (R01)', () => {
    expect(
      found(
        'guest-missing',
        cluster().node('node-b', { status: 'offline' }),
        declared('t').row(900),
      ),
    ).toHaveLength(1);
  });

  it.each(UNREADABLE)('is silent while a list is %s', freshness => {
    expect(
      found(
        'guest-missing',
        cluster('one').guest(101),
        cluster('two').scope('source', { freshness }),
        declared('t').row(900),
      ),
    ).toEqual([]);
  });

  it('is silent while no cluster is configured', () => {
    expect(found('guest-missing', declared('t').row(900))).toEqual([]);
  });

  it('is silent for a guest that is missed but not retired', () => {
    expect(
      found(
        'guest-missing',
        cluster().guest(900, { missed: true }),
        declared('t').row(900),
      ),
    ).toEqual([]);
  });

  it('is led by the cluster whose node the row names', () => {
    expect(
      found(
        'guest-missing',
        cluster('one').node('node-a'),
        cluster('two').node('node-b'),
        declared('t')
          .row(900, [], { node: 'NODE-B.example.org' })
          .row(901, [], { node: 'elsewhere' }),
      ).map(({ subject }) => subject),
    ).toEqual(['guest:two/900', 'guest:901']);
  });
});
