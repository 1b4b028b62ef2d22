import { factSchemas } from '@sankofa/site-model';
import { DeclaredKind } from '../config';
import { declaredFacts } from './declaredFacts';

const ENV = [
  'IP_GIT=10.20.0.5',
  'IP_GIT=10.20.0.6; IP_GIT=10.20.0.7; IP_GIT=10.20.0.8',
  'IP_CI=10.20.0.300',
].join('\n');
const TABLES = [
  '| VMID | Name | IP |',
  '|---|---|---|',
  '| 4101 | git | 10.20.0.5 |',
  '| 4101 | git | 10.30.0.5 |',
  '| 4102 | ci | 10.20.0.300 |',
  '',
  '| Device | IP |',
  '|---|---|',
  '| NAS | 10.20.0.30 |',
].join('\n');

const NAMES = [
  '| Hostname | Upstream |',
  '|---|---|',
  '| git.example.org | 10.20.0.5:3000 |',
  '| git.example.org, www.example.org | 10.20.0.6:3000 |',
  '| old | 10.20.0.7 |',
].join('\n');

const keysOf = (kind: DeclaredKind, text: string) =>
  declaredFacts(kind, text, 'x').map(
    fact => `${fact.kind} ${fact.key} ${fact.locator}`,
  );

describe('declaredFacts', () => {
  it('gives the assignment that holds the plain key, the others their line', () => {
    expect(keysOf('env', ENV)).toEqual([
      'declared-key IP_GIT#1 x:1',
      'declared-key IP_GIT#2 x:2',
      'declared-key IP_GIT#2.2 x:2',
      'declared-key IP_GIT x:2',
      'declared-key IP_CI x:3',
      'unparsed 3 x:3',
    ]);
  });

  it('gives the first row of a VMID the plain key', () => {
    expect(keysOf('endpoints', TABLES)).toEqual([
      'declared-row 4101 x:3',
      'declared-row 4101#4 x:4',
      'declared-row 4102 x:5',
      'declared-device 9 x:9',
      'unparsed 5 x:5',
    ]);
  });

  it('gives every public name a key of its own', () => {
    expect(keysOf('hostnames', NAMES)).toEqual([
      'declared-hostname git.example.org x:3',
      'declared-hostname git.example.org#4 x:4',
      'declared-hostname www.example.org x:4',
      'unparsed 5 x:5',
    ]);
    expect(() => declaredFacts('hostnames', TABLES, 'x')).toThrow(
      'no table whose headings name public host names',
    );
  });

  it('gives every node of a table of hardware a key of its own', () => {
    const table = [
      '| Node | Model | RAM |',
      '|---|---|---|',
      '| one | R630 | 256 |',
      '| one | R630 | lots |',
    ].join('\n');
    expect(keysOf('hardware', table)).toEqual([
      'declared-hardware one x:3',
      'declared-hardware one#4 x:4',
      'unparsed 4 x:4',
    ]);
    expect(() => declaredFacts('hardware', TABLES, 'x')).toThrow(
      'no table whose headings name hardware',
    );
  });

  it.each(['env', 'endpoints'] as const)(
    'makes valid facts with the name of the file from %s',
    kind => {
      const facts = declaredFacts(
        kind,
        kind === 'env' ? ENV : TABLES,
        'site.txt',
      );
      for (const fact of facts) {
        expect(factSchemas[fact.kind].strict().parse(fact.value)).toEqual(
          fact.value,
        );
        expect(fact.value).toMatchObject({ file: 'site.txt' });
      }
    },
  );

  it('refuses a text without a table of endpoints', () => {
    expect(() =>
      declaredFacts('endpoints', '# Moved to the wiki', 'ENDPOINTS.md'),
    ).toThrow(
      expect.objectContaining({
        reason: 'no-table',
        message: expect.stringContaining('ENDPOINTS.md has no table'),
      }),
    );
  });

  it.each(['env', 'endpoints'] as const)(
    'takes an empty file of kind %s as one that declares nothing',
    kind => {
      expect(declaredFacts(kind, ' \n', 'x')).toEqual([]);
    },
  );
});
