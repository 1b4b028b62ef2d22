import {
  GuestSketch,
  SnapshotBuilder,
  siteOf,
  verdictsOf,
} from '../../__testUtils__/siteBuilder';

const { cluster, declared } = SnapshotBuilder;

function mismatches(...sources: SnapshotBuilder[]) {
  return verdictsOf(siteOf(sources)).filter(
    ({ rule }) => rule === 'address-mismatch',
  );
}
function withRow(values: string[], sketch: GuestSketch) {
  return mismatches(
    cluster().guest(101, sketch),
    declared('t').row(101, values),
  );
}

describe('address-mismatch', () => {
  it('is raised when none of the addresses is the declared one', () => {
    const [verdict] = withRow(['10.0.0.5'], {
      configured: ['10.0.0.6/24'],
      live: ['10.0.0.6/24', '10.0.0.7/24'],
    });
    expect(verdict).toMatchObject({
      subject: 'guest:101',
      severity: 'error',
      summary:
        '101 guest-101 is declared with 10.0.0.5 but has 10.0.0.6 and 10.0.0.7; correct the row or the configuration of the guest.',
    });
    expect(verdict.evidence.map(({ value }) => value)).toEqual([
      '10.0.0.5',
      '10.0.0.6',
      '10.0.0.6',
      '10.0.0.7',
    ]);
  });

  it.each([
    ['any of several declared addresses', ['10.0.0.4', '10.0.0.5']],
    ['a range', ['10.0.0.1-10.0.0.9']],
  ])('is silent when %s matches', (_, values) => {
    expect(withRow(values, { configured: ['10.0.0.5/24'] })).toEqual([]);
  });

  it('is silent when a secondary address that is only seen inside matches', () => {
    expect(
      withRow(['10.0.0.9'], {
        configured: ['10.0.0.5/24'],
        live: ['10.0.0.5/24', '10.0.0.9/32'],
      }),
    ).toEqual([]);
  });

  it('is raised when the address lies outside of the declared range', () => {
    expect(
      withRow(['10.0.0.1-10.0.0.4'], { configured: ['10.0.0.5/24'] }),
    ).toHaveLength(1);
  });

  it('is silent when any row of the guest matches', () => {
    expect(
      mismatches(
        cluster().guest(101, { configured: ['10.0.0.5/24'] }),
        declared('a').row(101, ['10.0.0.4']),
        declared('b').row(101, ['10.0.0.5']),
      ),
    ).toEqual([]);
  });

  it.each([
    ['a template', { template: true, status: 'stopped' as const }],
    ['a guest without any known address', { configured: [] }],
  ])('is silent for %s', (_, sketch) => {
    expect(
      withRow(['10.0.0.9'], { configured: ['10.0.0.5/24'], ...sketch }),
    ).toEqual([]);
  });

  it('is silent for a row that says DHCP, and for a shifted one', () => {
    expect(
      mismatches(
        cluster().guest(101, { configured: ['10.0.0.5/24'] }),
        declared('t')
          .row(101, [], { dynamic: true })
          .row(101, ['10.0.0.9'], { shifted: true }),
      ),
    ).toEqual([]);
  });

  it.each(['failed', 'partial', 'stale', 'never'] as const)(
    'is silent while the configuration is %s',
    freshness => {
      expect(
        mismatches(
          cluster()
            .guest(101, { configured: ['10.0.0.5/24'] })
            .scope('guest:101', { freshness }),
          declared('t').row(101, ['10.0.0.9']),
        ),
      ).toEqual([]);
    },
  );

  it('is silent while the look inside failed, but not for a silent agent', () => {
    const vm = () =>
      cluster().guest(101, {
        type: 'qemu',
        agent: true,
        configured: ['10.0.0.5/24'],
      });
    const row = () => declared('t').row(101, ['10.0.0.9']);
    expect(
      mismatches(vm().unread('guest:101', 'timeout', 'addresses'), row()),
    ).toEqual([]);
    const silent = mismatches(
      vm().scope(
        'guest:101',
        { freshness: 'partial', reason: 'agent-not-running' },
        'addresses',
      ),
      row(),
    );
    expect(silent).toHaveLength(1);
    expect(silent[0].restsOn).toContainEqual(
      expect.objectContaining({ pass: 'addresses', orSilent: true }),
    );
  });

  it('is silent while the list of the cluster is partial', () => {
    expect(
      mismatches(
        cluster()
          .guest(101, { configured: ['10.0.0.5/24'] })
          .scope('source', {
            freshness: 'partial',
            reason: 'insufficient-privileges',
          }),
        declared('t').row(101, ['10.0.0.9']),
      ),
    ).toEqual([]);
  });

  it('stays raised for a guest that is missed until it is retired', () => {
    expect(
      withRow(['10.0.0.9'], { configured: ['10.0.0.5/24'], missed: true }),
    ).toHaveLength(1);
  });
});
