import { FreshnessLabel, ScopeSnapshot } from './snapshot';
import { sourceFreshness } from './sourceFreshness';

const AT = '2027-02-01T12:00:00.000Z';

function scope(
  name: string,
  freshness: FreshnessLabel['freshness'] = 'fresh',
  reason?: FreshnessLabel['reason'],
  message?: string,
  pass = 'inventory',
): ScopeSnapshot {
  return {
    scope: name,
    pass,
    freshness,
    ...(freshness !== 'never' && { collectedAt: AT }),
    ...(reason && { reason }),
    ...(message && { message }),
  };
}

describe('sourceFreshness', () => {
  it('is fresh when everything is', () => {
    expect(sourceFreshness([scope('source'), scope('node:a')])).toEqual({
      freshness: 'fresh',
      collectedAt: AT,
    });
  });

  it('has failed when its list failed, whatever else was read', () => {
    expect(
      sourceFreshness([
        scope('source', 'failed', 'refused', 'Connection refused.'),
        scope('source', 'fresh', undefined, undefined, 'addresses'),
        scope('guest:1'),
      ]),
    ).toMatchObject({ freshness: 'failed', reason: 'refused' });
  });

  it('is partial while a node is offline, and says it once for all its guests', () => {
    expect(
      sourceFreshness([
        scope('source'),
        scope('guest:7', 'failed', 'node-offline', 'node b is offline'),
        scope('guest:8', 'failed', 'node-offline', 'node b is offline'),
        scope('node:b', 'failed', 'node-offline', 'node b is offline'),
        scope('node:a'),
      ]),
    ).toEqual({
      freshness: 'partial',
      collectedAt: AT,
      reason: 'node-offline',
      message: 'node b is offline',
    });
  });

  it('names the reason of the whole source before that of a node', () => {
    expect(
      sourceFreshness([
        scope('node:b', 'failed', 'node-offline', 'node b is offline'),
        scope('source', 'partial', 'insufficient-privileges', 'lacks VM.Audit'),
      ]),
    ).toMatchObject({
      freshness: 'partial',
      reason: 'insufficient-privileges',
      message: 'lacks VM.Audit; and 1 more',
    });
  });

  it('names three messages and counts the rest', () => {
    const nodes = ['a', 'b', 'c', 'd', 'e'].map(name =>
      scope(
        `node:${name}`,
        'failed',
        'node-offline',
        `node ${name} is offline`,
      ),
    );
    expect(sourceFreshness([scope('source'), ...nodes]).message).toBe(
      'node a is offline; node b is offline; node c is offline; and 2 more',
    );
  });

  it.each(['agent-blocked', 'agent-not-running'] as const)(
    'is not lowered by a guest whose agent is silent (%s)',
    reason => {
      expect(
        sourceFreshness([
          scope('source'),
          scope('guest:1', 'partial', reason, 'silent', 'addresses'),
        ]).freshness,
      ).toBe('fresh');
    },
  );

  it('is partial when the slower pass failed, and failed when that is the only pass', () => {
    const addresses = scope('source', 'failed', 'timeout', 'slow', 'addresses');
    expect(sourceFreshness([scope('source'), addresses])).toMatchObject({
      freshness: 'partial',
      reason: 'timeout',
    });
    expect(sourceFreshness([addresses]).freshness).toBe('failed');
  });

  it('is partial while the slower pass has never run', () => {
    expect(
      sourceFreshness([
        scope('source'),
        scope(
          'source',
          'never',
          'never-collected',
          'Not read yet.',
          'addresses',
        ),
      ]),
    ).toMatchObject({ freshness: 'partial', reason: 'never-collected' });
  });

  it('is as late as its latest scope', () => {
    const aging = scope('node:a', 'aging', 'late');
    const stale = scope('node:b', 'stale', 'late');
    expect(sourceFreshness([scope('source'), aging]).freshness).toBe('aging');
    expect(sourceFreshness([aging, stale, scope('source')]).freshness).toBe(
      'stale',
    );
  });

  it('was never read while it has no scope, or only one that was never read', () => {
    expect(sourceFreshness([]).freshness).toBe('never');
    expect(
      sourceFreshness([scope('source', 'never', 'never-collected')]).freshness,
    ).toBe('never');
  });

  it('does without a scope for the whole', () => {
    expect(sourceFreshness([scope('file:a'), scope('file:b')]).freshness).toBe(
      'fresh',
    );
    expect(
      sourceFreshness([scope('file:a'), scope('file:b', 'failed')]).freshness,
    ).toBe('partial');
    expect(
      sourceFreshness([scope('file:a', 'failed', 'file-missing')]),
    ).toMatchObject({ freshness: 'failed', reason: 'file-missing' });
  });

  it('does not depend on the order of the scopes', () => {
    const scopes = [
      scope('source'),
      scope('node:b', 'failed', 'node-offline', 'b'),
      scope('node:a', 'failed', 'timeout', 'a'),
      scope('guest:1', 'failed', 'guest-unreadable', 'g'),
    ];
    expect(sourceFreshness([...scopes].reverse())).toEqual(
      sourceFreshness(scopes),
    );
  });
});
