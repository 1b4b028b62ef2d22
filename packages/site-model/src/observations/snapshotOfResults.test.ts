import { snapshotOfResults } from './snapshotOfResults';

const FIRST = '2027-02-01T11:59:00.000Z';
const SECOND = '2027-02-01T11:59:30.000Z';
const NOW = '2027-02-01T12:00:00.000Z';

const node = {
  kind: 'node' as const,
  key: 'a',
  value: { name: 'a', status: 'online' as const },
};

describe('snapshotOfResults', () => {
  it('keeps every scope with its label, and every fact with its age', () => {
    const snapshot = snapshotOfResults(
      'proxmox/lab',
      'proxmox',
      [
        {
          pass: 'inventory',
          intervalSeconds: 300,
          result: {
            collectedAt: FIRST,
            transport: 'api',
            scopes: [
              { scope: 'source', completeness: 'complete', facts: [node] },
              {
                scope: 'node:b',
                completeness: 'failed',
                error: { reason: 'node-offline', message: 'node b is offline' },
                facts: [],
              },
            ],
          },
        },
        {
          pass: 'addresses',
          intervalSeconds: 900,
          result: {
            collectedAt: SECOND,
            scopes: [
              {
                scope: 'source',
                completeness: 'complete',
                revision: 'abc1234',
                facts: [],
              },
            ],
          },
        },
      ],
      NOW,
    );
    expect(snapshot).toEqual({
      sourceId: 'proxmox/lab',
      kind: 'proxmox',
      transport: 'api',
      lastAttemptAt: SECOND,
      freshness: 'partial',
      reason: 'node-offline',
      message: 'node b is offline',
      collectedAt: FIRST,
      scopes: [
        {
          scope: 'source',
          pass: 'inventory',
          freshness: 'fresh',
          collectedAt: FIRST,
        },
        {
          scope: 'node:b',
          pass: 'inventory',
          freshness: 'failed',
          reason: 'node-offline',
          message: 'node b is offline',
        },
        {
          scope: 'source',
          pass: 'addresses',
          freshness: 'fresh',
          collectedAt: SECOND,
          revision: 'abc1234',
        },
      ],
      facts: [
        {
          ...node,
          pass: 'inventory',
          scope: 'source',
          collectedAt: FIRST,
          firstSeenAt: FIRST,
          missed: false,
        },
      ],
    });
  });

  it('says never for a source that was not read at all', () => {
    expect(snapshotOfResults('proxmox/lab', 'proxmox', [], NOW)).toMatchObject({
      freshness: 'never',
      scopes: [],
      facts: [],
    });
  });
});
