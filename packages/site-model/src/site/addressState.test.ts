import {
  GuestSketch,
  SnapshotBuilder,
  siteOf,
} from '../__testUtils__/siteBuilder';

const { cluster, declared } = SnapshotBuilder;
const ADDRESS = '10.0.0.5';
const ON_IT: GuestSketch = { configured: [`${ADDRESS}/24`] };

function stateOf(...sources: SnapshotBuilder[]) {
  const found = siteOf(sources).addresses.find(
    ({ address }) => address === ADDRESS,
  )!;
  const { state, why } = found;
  return { state, why };
}
const key = () => declared('a.conf').key('IP_A', ADDRESS);

describe('the state of an address (R05)', () => {
  it('is a conflict with two guests that are no templates, declared or not', () => {
    expect(
      stateOf(
        cluster()
          .guest(101, ON_IT)
          .guest(102, { ...ON_IT, status: 'stopped' }),
        key(),
      ),
    ).toEqual({
      state: 'conflict',
      why: 'on 101 guest-101 and 102 guest-102',
    });
  });

  it('is a conflict between a guest and a node', () => {
    expect(
      stateOf(
        cluster().node('node-a', { address: ADDRESS }).guest(101, ON_IT),
        key(),
      ).state,
    ).toBe('conflict');
  });

  it('is no conflict with a template, nor with a name in a key or row', () => {
    expect(
      stateOf(
        cluster()
          .guest(101, ON_IT)
          .guest(102, { ...ON_IT, template: true, status: 'stopped' }),
        key(),
        declared('t').row(102, [ADDRESS]),
      ).state,
    ).toBe('agreed');
  });

  it('is agreed when declared and observed, and says who said so', () => {
    expect(stateOf(cluster().guest(101, ON_IT), key())).toEqual({
      state: 'agreed',
      why: 'declared by IP_A, observed on net0 of 101 guest-101',
    });
  });

  it.each<[string, SnapshotBuilder]>([
    ['stopped', cluster().guest(101, { ...ON_IT, status: 'stopped' })],
    [
      'on an offline node',
      cluster()
        .node('node-a', { status: 'offline' })
        .guest(101, ON_IT)
        .scope('guest:101', { freshness: 'failed', reason: 'node-offline' }),
    ],
    ['a template', cluster().guest(101, { ...ON_IT, template: true })],
    ['missed', cluster().guest(101, { ...ON_IT, missed: true })],
  ])(
    'is agreed when declared and on a guest that is %s, held when not',
    (_, source) => {
      expect(stateOf(source, key()).state).toBe('agreed');
      expect(stateOf(source, key()).why).toContain('; net0 of 101 guest-101');
      expect(stateOf(source).state).toBe('held');
    },
  );

  it('is held while its only witness belongs to a source that failed', () => {
    expect(stateOf(cluster().guest(101, ON_IT).failed())).toEqual({
      state: 'held',
      why: 'the only witness, net0 of 101 guest-101 cannot be read now',
    });
  });

  it('is held by a pending change, declared or not, and by nothing that is over', () => {
    const pending = () => cluster().guest(101, { pending: [`${ADDRESS}/24`] });
    expect(stateOf(pending())).toEqual({
      state: 'held',
      why: 'only a pending change of 101 guest-101 names it',
    });
    expect(stateOf(pending(), key()).state).toBe('held');
    expect(
      siteOf([
        cluster().guest(101, { ...ON_IT, pending: [`${ADDRESS}/24`] }),
      ]).addresses[0].claims.map(({ kind }) => kind),
    ).toEqual(['guest-config', 'guest-agent']);
  });

  it('is observed-only with a witness that vouches for it', () => {
    expect(stateOf(cluster().guest(101, ON_IT))).toEqual({
      state: 'observed-only',
      why: 'observed on net0 of 101 guest-101; declared nowhere',
    });
    expect(stateOf(cluster().node('node-a', { address: ADDRESS })).state).toBe(
      'observed-only',
    );
  });

  it('is agreed with the gateway of an SDN network, which is not listed for itself', () => {
    const network = cluster().vnet('v', {
      subnets: [{ cidr: '10.0.0.0/24', gateway: ADDRESS }],
    });
    expect(siteOf([network]).addresses).toEqual([]);
    expect(stateOf(network, key()).state).toBe('agreed');
  });

  it('is held by a node that is offline', () => {
    expect(
      stateOf(cluster().node('b', { status: 'offline', address: ADDRESS })),
    ).toEqual({ state: 'held', why: 'the only witness, node b is offline' });
  });

  it('is declared-only with a key, row or device, and says when nobody can look', () => {
    expect(stateOf(key())).toEqual({
      state: 'declared-only',
      why: 'declared by IP_A; seen nowhere',
    });
    expect(stateOf(declared('t').device('printer', [ADDRESS])).state).toBe(
      'declared-only',
    );
    expect(
      stateOf(
        cluster()
          .node('node-a', { status: 'offline' })
          .guest(101, { withoutConfig: true })
          .unread('guest:101', 'node-offline'),
        declared('t').row(101, [ADDRESS]),
      ).why,
    ).toBe(
      'declared by row of 101; the addresses of 101 guest-101 cannot be read now: node node-a is offline',
    );
  });

  it('does not list ranges, overruled keys or shifted rows', () => {
    expect(
      siteOf([
        declared('a.conf')
          .key('POOL', '10.0.0.1-10.0.0.9')
          .key('OLD', ADDRESS, { superseded: true })
          .row(101, [ADDRESS], { shifted: true }),
      ]).addresses,
    ).toEqual([]);
  });
});
