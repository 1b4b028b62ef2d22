import {
  AT,
  SnapshotBuilder,
  siteOf,
  verdictsOf,
} from '../../__testUtils__/siteBuilder';

const { cluster, declared } = SnapshotBuilder;

function found(rule: string, sources: SnapshotBuilder[], at = AT) {
  return verdictsOf(siteOf(sources, {}, at)).filter(
    verdict => verdict.rule === rule,
  );
}

describe('declared-unparsed', () => {
  it('names file, line, text and reason', () => {
    expect(
      found('declared-unparsed', [
        declared('a.conf').unparsed(
          'config/a.conf',
          8,
          'IP_A=10.0.0.256',
          'octet 256 is above 255',
        ),
      ]),
    ).toMatchObject([
      {
        subject: 'file:a.conf:8',
        severity: 'warning',
        summary:
          'Line 8 of config/a.conf cannot be read: octet 256 is above 255; correct the line.',
        evidence: [{ locator: 'config/a.conf:8', value: 'IP_A=10.0.0.256' }],
        restsOn: [{ sourceId: 'declared/a.conf', scope: 'source' }],
      },
    ]);
  });

  it('keeps files of one name apart by their folders', () => {
    expect(
      found('declared-unparsed', [
        declared('a').unparsed('east/a.conf', 8, 'x', 'y'),
        declared('b').unparsed('west/a.conf', 8, 'x', 'y'),
      ]).map(({ subject }) => subject),
    ).toEqual(['file:a/east/a.conf:8', 'file:b/west/a.conf:8']);
  });
});

describe('source-unhealthy', () => {
  it('names a source that failed, and the remedy', () => {
    expect(
      found('source-unhealthy', [
        declared('a.conf').scope('source', {
          freshness: 'failed',
          reason: 'file-missing',
          message: 'config/a.conf does not exist.',
        }),
      ]),
    ).toMatchObject([
      {
        subject: 'source:declared/a.conf',
        severity: 'error',
        summary:
          'declared/a.conf could not be read (config/a.conf does not exist); check the configured path.',
        restsOn: [{ sourceId: 'declared/a.conf', scope: '*' }],
      },
    ]);
  });

  it('is raised once while a node is offline (R01)', () => {
    expect(
      found('source-unhealthy', [
        cluster()
          .node('node-b', { status: 'offline' })
          .guest(101, { node: 'node-b', withoutConfig: true })
          .unread('guest:101', 'node-offline'),
      ]),
    ).toMatchObject([
      { subject: 'source:proxmox/pve-main', severity: 'error' },
    ]);
  });

  it('lists at most twenty scopes as evidence, and counts the rest', () => {
    const source = cluster();
    for (let vmid = 101; vmid <= 130; vmid++) {
      source.unread(`guest:${vmid}`, 'guest-unreadable');
    }
    const [verdict] = found('source-unhealthy', [source]);
    expect(verdict.evidence).toHaveLength(21);
    expect(verdict.evidence[20].claim).toBe('10 more scopes are not readable');
  });

  it('is silent for silent agents, unread lines and late runs (R20)', () => {
    expect(
      found('source-unhealthy', [
        cluster()
          .scope('source', { freshness: 'stale', reason: 'late' })
          .scope(
            'guest:101',
            { freshness: 'partial', reason: 'agent-blocked' },
            'addresses',
          ),
        declared('a.conf').unparsed('a.conf', 1, 'x', 'y'),
      ]),
    ).toEqual([]);
  });

  it('is silent for a pass that has not run yet', () => {
    expect(
      found('source-unhealthy', [
        cluster().scope(
          'source',
          {
            freshness: 'never',
            reason: 'never-collected',
            collectedAt: undefined,
          },
          'addresses',
        ),
      ]),
    ).toEqual([]);
  });
});

describe('subscription-uncovered', () => {
  const uncovered = (source: SnapshotBuilder) =>
    found('subscription-uncovered', [source]);

  it.each(['expired', 'invalid', 'suspended', 'Expired'])(
    'is raised for a node whose subscription is %s',
    status => {
      expect(
        uncovered(cluster().node('node-a').subscription('node-a', { status })),
      ).toMatchObject([
        { subject: 'node:node-a', severity: 'warning', guestIds: [] },
      ]);
    },
  );

  it('is raised for more sockets than the key covers', () => {
    expect(
      uncovered(
        cluster()
          .node('node-a')
          .subscription('node-a', { status: 'active', sockets: 1 }, 2),
      )[0].summary,
    ).toBe(
      'Node node-a is not covered: its key covers 1 of 2 sockets; renew or enlarge its subscription.',
    );
  });

  it('is raised for a node without key only where its cluster has a paid one', () => {
    const free = () =>
      cluster().node('node-a').subscription('node-a', { status: 'notfound' });
    expect(uncovered(free())).toEqual([]);
    expect(
      uncovered(
        free()
          .node('node-b')
          .subscription('node-b', { status: 'active', sockets: 2 }, 2),
      ).map(({ subject }) => subject),
    ).toEqual(['node:node-a']);
  });

  it.each(['active', 'new'])('is silent for a node that is %s', status => {
    expect(
      uncovered(
        cluster()
          .node('node-a')
          .subscription('node-a', { status, sockets: 2 }, 2),
      ),
    ).toEqual([]);
  });

  it('is silent where nothing is known of subscriptions', () => {
    expect(uncovered(cluster().node('node-a'))).toEqual([]);
  });
});

describe('subscription-expiring', () => {
  const expiring = (dueDate: string | undefined, status = 'active') =>
    found('subscription-expiring', [
      cluster().node('node-a').subscription('node-a', { status, dueDate }),
    ]);

  it.each(['2027-03-03', '2027-02-01', '2027-01-15'])(
    'is raised for an active subscription due on %s',
    dueDate => {
      expect(expiring(dueDate)).toMatchObject([
        {
          subject: 'node:node-a',
          summary: `The subscription of node node-a is due on ${dueDate}; renew it in time.`,
        },
      ]);
    },
  );

  it.each(['2027-03-04', 'soon', undefined])('is silent for %s', dueDate => {
    expect(expiring(dueDate)).toEqual([]);
  });

  it('is silent for a subscription that is not active', () => {
    expect(expiring('2027-02-02', 'notfound')).toEqual([]);
  });

  it('leads the node by its cluster where there are several', () => {
    expect(
      found('subscription-expiring', [
        cluster('one')
          .node('node-a')
          .subscription('node-a', { status: 'active', dueDate: '2027-02-02' }),
        cluster('two'),
      ])[0].subject,
    ).toBe('node:one/node-a');
  });
});
