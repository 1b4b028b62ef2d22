import { FaultCase } from './FaultCase';
import { Picture } from './Picture';
import { violationsOfFault, violationsOfRecovery } from './comparePictures';

const SOURCE = 'proxmox/lab';
const OTHER = 'declared/a.conf';
const UNHEALTHY = `source-unhealthy source:${SOURCE}`;

const broken: Pick<FaultCase, 'sourceId' | 'hits' | 'reasons' | 'mayDiffer'> = {
  sourceId: SOURCE,
  hits: ({ scope }) => scope === 'guest:101',
  reasons: ['timeout'],
};

/** A small picture of a healthy site; the fault is told by default. */
function picture(changes: {
  facts?: [string, { value?: string; kind?: string }][];
  guest?: {
    freshness: 'fresh' | 'failed';
    reason?: 'timeout';
    message?: string;
  };
  other?: 'fresh' | 'stale';
  address?: { state: string; guestIds: string[] } | null;
  findings?: [string, { resolved: boolean }][];
}): Picture {
  const scope = (name: string, sourceId: string) => ({
    scope: name,
    pass: 'inventory',
    sourceId,
    hasFacts: true,
    freshness: 'fresh' as const,
  });
  const { address = { state: 'agreed', guestIds: ['lab/101'] } } = changes;
  return {
    facts: new Map(
      (changes.facts ?? [['guest 101', {}]]).map(([key, fact]) => [
        key,
        { sourceId: SOURCE, kind: 'guest', value: '1', ...fact },
      ]),
    ),
    scopes: new Map([
      ['guest:101', { ...scope('guest:101', SOURCE), ...changes.guest }],
      [
        'file',
        { ...scope('file', OTHER), freshness: changes.other ?? 'fresh' },
      ],
    ]),
    addresses: new Map(address ? [['10.0.0.1', address]] : []),
    findings: new Map(
      changes.findings ?? [['guest-missing guest:9', { resolved: false }]],
    ),
  };
}

const FAILED = {
  freshness: 'failed',
  reason: 'timeout',
  message: 'node-a did not answer within 1 s.',
} as const;
const told: [string, { resolved: boolean }][] = [
  ['guest-missing guest:9', { resolved: false }],
  [UNHEALTHY, { resolved: false }],
];
const before = picture({});
const honest = { guest: FAILED, findings: told };

describe('violationsOfFault', () => {
  it('has nothing to say about a product that keeps everything and names the failure', () => {
    expect(violationsOfFault(before, picture(honest), broken)).toEqual([]);
  });

  it.each<[string, Parameters<typeof picture>[0], RegExp]>([
    ['a lost fact', { facts: [] }, /^fact lost: guest 101$/],
    [
      'a changed fact',
      { facts: [['guest 101', { value: '2' }]] },
      /^fact changed: guest 101$/,
    ],
    [
      'a scope that is called fresh',
      { guest: { freshness: 'fresh' } },
      /^shown fresh: guest:101$/,
    ],
    [
      'a failure without a sentence',
      { guest: { ...FAILED, message: 'no' } },
      /^no clear reason: guest:101 says timeout \(no\)$/,
    ],
    [
      'a failure with another reason',
      { guest: { ...FAILED, reason: undefined } },
      /^no clear reason: guest:101 says undefined/,
    ],
    ['another source', { other: 'stale' }, /^other source affected: file/],
    ['an address that is gone', { address: null }, /^address freed: 10.0.0.1/],
    [
      'an address that became free',
      { address: { state: 'free', guestIds: ['lab/101'] } },
      /^address freed: 10.0.0.1 was agreed$/,
    ],
    [
      'an owner that is gone',
      { address: { state: 'agreed', guestIds: [] } },
      /^owner of 10.0.0.1 lost: lab\/101$/,
    ],
    [
      'a finding that was resolved',
      {
        findings: [
          ['guest-missing guest:9', { resolved: true }],
          [UNHEALTHY, { resolved: false }],
        ],
      },
      /^finding resolved: guest-missing guest:9$/,
    ],
    [
      'a finding that was raised',
      { findings: [...told, ['address-unused a', { resolved: false }]] },
      /^finding raised: address-unused a$/,
    ],
    [
      'a failure that nobody is told of',
      { findings: [['guest-missing guest:9', { resolved: false }]] },
      /^not told: source-unhealthy/,
    ],
  ])('counts %s', (_, changes, violation) => {
    const found = violationsOfFault(
      before,
      picture({ ...honest, ...changes }),
      broken,
    );
    expect(found).toEqual([expect.stringMatching(violation)]);
  });

  it('lets values differ that the fault truly changes, but not get lost', () => {
    const truly = { ...broken, mayDiffer: ['guest'] as const };
    const changed = picture({
      ...honest,
      facts: [['guest 101', { value: '2' }]],
    });
    expect(violationsOfFault(before, changed, truly)).toEqual([]);
    const lost = picture({ ...honest, facts: [] });
    expect(violationsOfFault(before, lost, truly)).toHaveLength(1);
  });
});

describe('violationsOfRecovery', () => {
  it('demands that everything is as before', () => {
    expect(violationsOfRecovery(before, picture({}))).toEqual([]);
    expect(
      violationsOfRecovery(
        before,
        picture({
          findings: [...told.slice(0, 1), [UNHEALTHY, { resolved: true }]],
        }),
      ),
    ).toEqual([]);
    expect(
      violationsOfRecovery(
        before,
        picture({
          facts: [],
          guest: FAILED,
          address: { state: 'held', guestIds: [] },
          findings: told,
        }),
      ),
    ).toHaveLength(4);
  });
});
