import {
  SnapshotBuilder,
  siteOf,
  verdictsOf,
} from '../../__testUtils__/siteBuilder';

const { cluster, declared } = SnapshotBuilder;

function found(rule: string, ...sources: SnapshotBuilder[]) {
  return verdictsOf(siteOf(sources)).filter(verdict => verdict.rule === rule);
}

describe('node-mismatch', () => {
  it('is raised when the guest is on another node than its row says', () => {
    expect(
      found(
        'node-mismatch',
        cluster().guest(101, { node: 'node-a' }),
        declared('t').row(101, [], { node: 'node-b' }),
      ),
    ).toMatchObject([
      {
        subject: 'guest:101',
        severity: 'info',
        summary:
          '101 guest-101 is declared on node-b but is on node-a; correct the row or move the guest.',
      },
    ]);
  });

  it.each(['NODE-A', 'node-a.example.org', undefined])(
    'is silent for %s on node-a',
    node => {
      expect(
        found(
          'node-mismatch',
          cluster().guest(101),
          declared('t').row(101, [], { node }),
        ),
      ).toEqual([]);
    },
  );
});

describe('name-mismatch', () => {
  it('is raised when the guest has another name than its row says', () => {
    expect(
      found(
        'name-mismatch',
        cluster().guest(101, { name: 'grafana2' }),
        declared('t').row(101, [], { name: 'grafana' }),
      ),
    ).toMatchObject([
      {
        subject: 'guest:101',
        severity: 'info',
        summary:
          '101 grafana2 is declared as grafana; correct the row or rename the guest.',
        evidence: [
          { locator: 'guests.md:1', value: 'grafana' },
          { locator: '/cluster/resources', value: 'grafana2' },
        ],
      },
    ]);
  });

  it.each(['GUEST-101', 'guest-101.example.org', undefined])(
    'is silent for %s',
    name => {
      expect(
        found(
          'name-mismatch',
          cluster().guest(101),
          declared('t').row(101, [], { name }),
        ),
      ).toEqual([]);
    },
  );

  it('is silent for a guest whose name nobody knows now', () => {
    expect(
      found(
        'name-mismatch',
        cluster().guest(101, { name: undefined }),
        declared('t').row(101, [], { name: 'web' }),
      ),
    ).toEqual([]);
  });

  it('does not believe the cells of a shifted row', () => {
    expect(
      found(
        'name-mismatch',
        cluster().guest(101),
        declared('t').row(101, [], { name: 'node-b', shifted: true }),
      ),
    ).toEqual([]);
  });
});
