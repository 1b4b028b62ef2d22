import { Fact, SOURCE_SCOPE, ScopeResult } from '@sankofa/site-model';
import { MemoryPass } from '../__testUtils__/MemoryPass';
import { complete, partial } from '../__testUtils__/facts';

const missing = {
  reason: 'insufficient-privileges' as const,
  message: 'This key opens the official API only.',
};

function client(mac: string, locator: string, port?: number): Fact {
  return {
    kind: 'client',
    key: mac,
    value: {
      mac,
      wired: true,
      presence: 'present',
      ...(port !== undefined && { switchMac: '02:00:00:00:00:01', port }),
    },
    locator,
  };
}

const network = (id: string, locator: string): Fact => ({
  kind: 'network',
  key: id,
  value: { id, vid: 11 },
  locator,
});

const better: ScopeResult[] = [
  complete(SOURCE_SCOPE),
  complete('clients', [client('02:00:00:00:00:0a', '/stat/sta', 3)]),
  complete('networks', [network('66a1', '/rest/networkconf')]),
];
const lesser: ScopeResult[] = [
  { ...partial(SOURCE_SCOPE), error: missing },
  {
    ...partial('clients', [
      client('02:00:00:00:00:0a', '/clients'),
      client('02:00:00:00:00:0b', '/clients'),
    ]),
    error: missing,
    lesser: missing,
  },
  { ...complete('networks', [network('b7-4f', '/networks')]), lesser: missing },
];

function scopeOf({ scopes }: MemoryPass, name: string) {
  return [...scopes.values()].find(({ scope }) => scope === name);
}

describe('a lesser reading', () => {
  it('leaves what a better one told as it is, however often it comes', () => {
    const pass = MemoryPass.create();
    pass.run(better);
    const { hash } = pass.fact('client', '02:00:00:00:00:0a')!;
    for (let run = 0; run < 4; run++) {
      const { counts, held } = pass.run(lesser);
      expect({ ...counts, held }).toMatchObject({
        added: 0,
        changed: 0,
        retired: 0,
        held: undefined,
      });
    }
    expect(pass.holds).toEqual(['client 02:00:00:00:00:0a', 'network 66a1']);
    // Known as of the last time it was read.
    expect(pass.fact('client', '02:00:00:00:00:0a')).toMatchObject({
      hash,
      absentSinceAt: MemoryPass.timeOf(1),
      missedRuns: 0,
    });
    expect(scopeOf(pass, 'networks')).toMatchObject({
      completeness: 'partial',
      ...missing,
    });
  });

  it('is all there is where nothing better was read, and may change', () => {
    const pass = MemoryPass.create();
    pass.run(lesser);
    expect(pass.holds).toEqual([
      'client 02:00:00:00:00:0a',
      'client 02:00:00:00:00:0b',
      'network b7-4f',
    ]);
    expect(scopeOf(pass, 'networks')?.completeness).toBe('complete');
    const [source, clients, networks] = lesser;
    const moved = client('02:00:00:00:00:0a', '/clients', 4);
    const { counts } = pass.run([
      source,
      { ...clients, facts: [moved, clients.facts[1]] },
      networks,
    ]);
    expect(counts).toMatchObject({ added: 0, changed: 1, retired: 0 });
  });

  it('gives way to a better one', () => {
    const pass = MemoryPass.create();
    pass.run(lesser);
    const { counts } = pass.run(better);
    expect(counts).toMatchObject({ added: 1, changed: 1 });
    expect(pass.run(better).counts).toMatchObject({ added: 0, changed: 0 });
  });
});
