import { ProxyBuilder } from '../../__testUtils__/edgeBuilder';
import {
  SnapshotBuilder,
  siteOf,
  verdictsOf,
} from '../../__testUtils__/siteBuilder';
import { DeclaredUpstream } from '../../facts';
import { RuleId, Verdict } from '../../findings';
import { buildPaths } from '../../paths';
import { mayResolve } from '../mayResolve';

const cluster = () =>
  SnapshotBuilder.cluster()
    .node('node-a', { address: '10.0.0.1' })
    .guest(101, { name: 'app', configured: ['10.0.0.5/24'] })
    .guest(102, { name: 'web', configured: ['10.0.0.6/24'] });
const proxy = () => ProxyBuilder.create(['10.0.0.9']);
const table = () => SnapshotBuilder.declared('hostnames.md');

/** `10.0.0.5:80`, `#101`, `app:80` or `https://app`. */
function to(text: string): DeclaredUpstream {
  const [, scheme, host, port] = /^(?:(\w+):\/\/)?([^:]+)(?::(\d+))?$/.exec(
    text,
  )!;
  return {
    text,
    ...(scheme && { scheme }),
    ...(host.startsWith('#') ? { vmid: Number(host.slice(1)) } : { host }),
    ...(port && { port: Number(port) }),
  };
}

function found(rule: RuleId, sources: SnapshotBuilder[]): Verdict[] {
  return verdictsOf(siteOf(sources)).filter(verdict => verdict.rule === rule);
}
const names = (rule: RuleId, ...sources: SnapshotBuilder[]) =>
  found(rule, sources).map(({ subject }) => subject);

describe('the rules on declared host names', () => {
  it('say nothing where no table is configured', () => {
    const rows = proxy().host().host({ serving: 'disabled' });
    const rules = new Set(
      verdictsOf(siteOf([cluster(), rows])).map(({ rule }) => rule),
    );
    expect(rules).not.toContain('hostname-undeclared');
    expect(rules).not.toContain('hostname-missing');
    expect(rules).not.toContain('upstream-mismatch');
  });
});

describe('upstream-mismatch', () => {
  const mismatches = (...sources: SnapshotBuilder[]) =>
    names('upstream-mismatch', cluster(), ...sources);
  /** Whether a declaration contradicts one row of `a.example`. */
  const differs = (declared: string, target: string) =>
    mismatches(
      proxy().host({ names: ['a.example'], to: target }),
      table().hostname('a.example', [to(declared)]),
    ).length > 0;

  it('names both sides with file and line', () => {
    const rows = proxy().host({ names: ['A.Example'], to: '10.0.0.6:80' });
    const declared = table().hostname('a.example', [to('10.0.0.5:80')]);
    const [verdict] = found('upstream-mismatch', [cluster(), rows, declared]);
    expect(verdict).toMatchObject({
      subject: 'hostname:a.example',
      severity: 'error',
      summary:
        'a.example is declared to lead to 10.0.0.5:80, but proxy host 1 (a.example) sends to http://10.0.0.6:80; correct the row of the table, or that of the proxy.',
      evidence: [
        {
          claim: 'a.example is declared to lead to 10.0.0.5:80',
          sourceId: 'declared/hostnames.md',
          locator: 'hostnames.md:1',
        },
        {
          claim: 'proxy-host:1 sends to http://10.0.0.6:80',
          sourceId: 'npm/edge',
          locator: '/1',
        },
      ],
      guestIds: ['proxmox/pve-main/102'],
    });
  });

  it.each([
    ['10.0.0.5:80', '10.0.0.5:80', false],
    ['10.0.0.5', '10.0.0.5:3000', false],
    ['http://10.0.0.5', '10.0.0.5:80', false],
    ['http://10.0.0.5', '10.0.0.5:8080', true],
    ['10.0.0.5:80', '10.0.0.5:8080', true],
    ['10.0.0.6', '10.0.0.5:80', true],
    ['#101', '10.0.0.5:80', false],
    ['#101:80', '10.0.0.5:8080', true],
    ['#101', '10.0.0.6:80', true],
    ['#999', '10.0.0.6:80', false],
    ['app', '10.0.0.5:80', false],
    ['app.lan:80', '10.0.0.6:80', true],
    ['nobody', '10.0.0.6:80', false],
    ['node-a:8006', '10.0.0.1:8006', false],
    // Names are not resolved here.
    ['10.0.0.5:80', 'docker-app:80', false],
    ['10.0.0.5:80', 'app:80', false],
    ['#101', 'app.lan:80', false],
    ['docker-app:80', 'docker-app:80', false],
    ['docker-app:80', 'other-app:80', true],
  ])('of %s and %s is %s', (declared, target, expected) => {
    expect(differs(declared, target)).toBe(expected);
  });

  it('takes one of several upstreams for agreement, and one of several rows', () => {
    const several = table().hostname('a.example', [
      to('10.0.0.5:80'),
      to('10.0.0.6:80'),
    ]);
    const row = proxy().host({ names: ['a.example'], to: '10.0.0.6:80' });
    expect(mismatches(row, several)).toEqual([]);
    const inside = ProxyBuilder.create(['10.0.0.8'], 'inside').host({
      names: ['a.example'],
      to: '10.0.0.5:80',
    });
    const one = table().hostname('a.example', [to('10.0.0.5:80')]);
    expect(mismatches(row, inside, one)).toEqual([]);
    expect(mismatches(row, one)).toEqual(['hostname:a.example']);
  });

  it('compares the effective target of a row (R12), and no other location', () => {
    const rows = proxy()
      .host({
        names: ['a.example'],
        to: '10.0.0.5:80',
        locations: { '/': '10.0.0.6:80' },
      })
      .host({
        names: ['b.example'],
        to: '10.0.0.5:80',
        free: { '/': '10.0.0.6:80' },
      })
      .host({ names: ['c.example'], free: { '/': undefined } })
      .host({
        names: ['d.example'],
        to: '10.0.0.5:80',
        locations: { '/api/': '10.0.0.6:80' },
      });
    const say = (upstream: string) =>
      ['a', 'b', 'c', 'd'].reduce(
        (one, name) => one.hostname(`${name}.example`, [to(upstream)]),
        table(),
      );
    expect(mismatches(rows, say('10.0.0.5:80'))).toEqual([
      'hostname:a.example',
      'hostname:b.example',
    ]);
    expect(mismatches(rows, say('10.0.0.6:80'))).toEqual([
      'hostname:d.example',
    ]);
  });

  it('follows redirections, knows rows that answer 404, and leaves disabled ones alone', () => {
    const rows = proxy()
      .redirect('www.example', 'a.example')
      .redirect('old.example', 'elsewhere.example')
      .dead('gone.example')
      .host({ names: ['a.example'], to: '10.0.0.5:80' })
      .host({ names: ['off.example'], serving: 'disabled', to: '10.0.0.6:80' })
      .host({ names: ['bad.example'], serving: 'refused', to: '10.0.0.6:80' })
      .host({ names: ['*.t.example'], to: '10.0.0.6:80' });
    const declared = ['www', 'old', 'gone', 'off', 'bad', 'x.t'].reduce(
      (one, name) => one.hostname(`${name}.example`, [to('10.0.0.5:80')]),
      table().hostname('old2.example', [to('elsewhere.example')]),
    );
    expect(mismatches(rows, declared)).toEqual([
      'hostname:old.example',
      'hostname:gone.example',
      'hostname:bad.example',
      'hostname:x.t.example',
    ]);
  });

  it('is silent while the addresses of the guest cannot be read', () => {
    const hidden = SnapshotBuilder.cluster()
      .node('node-a')
      .guest(101, { name: 'app', live: false });
    const rows = proxy().host({ names: ['a.example'], to: '10.0.0.6:80' });
    const declared = table().hostname('a.example', [to('#101')]);
    expect(names('upstream-mismatch', hidden, rows, declared)).toEqual([]);
  });

  it('is resolved by fresh readings of both sides only', () => {
    const declared = () => table().hostname('a.example', [to('10.0.0.5:80')]);
    const row = (target: string) =>
      proxy().host({ names: ['a.example'], to: target });
    const [{ restsOn }] = found('upstream-mismatch', [
      cluster(),
      row('10.0.0.6:80'),
      declared(),
    ]);
    const after = (...sources: SnapshotBuilder[]) =>
      mayResolve(restsOn, siteOf([cluster(), ...sources])).resolvable;
    expect(after(row('10.0.0.5:80'), declared())).toBe(true);
    expect(after(row('10.0.0.5:80').failed(), declared())).toBe(false);
    expect(after(row('10.0.0.5:80'), declared().failed())).toBe(false);
  });
});

describe('hostname-undeclared', () => {
  const rows = () =>
    proxy()
      .host({ names: ['a.example', 'B.example'] })
      .host({ names: ['x.t.example'] })
      .host({ names: ['off.example'], serving: 'disabled' })
      .redirect('r.example', 'a.example')
      .dead('dead.example')
      .stream('22');
  const declared = () =>
    table()
      .hostname('a.example', [to('10.0.0.5:80')])
      .hostname('*.t.example', [], true);

  it('is a name of an enabled row that no table has; a declared wildcard covers', () => {
    const verdicts = found('hostname-undeclared', [
      cluster(),
      rows(),
      declared(),
    ]);
    expect(verdicts.map(({ subject }) => subject)).toEqual([
      'hostname:b.example',
      'hostname:r.example',
    ]);
    expect(verdicts[0]).toMatchObject({
      severity: 'warning',
      evidence: [{ claim: 'named by proxy-host:1', sourceId: 'npm/edge' }],
    });
  });

  it('rests on every table having been read', () => {
    const undeclared = (...sources: SnapshotBuilder[]) =>
      names('hostname-undeclared', cluster(), ...sources);
    expect(undeclared(rows(), declared().failed())).toEqual([]);
    const other = SnapshotBuilder.declared('more.md').unread(
      'source',
      'file-missing',
    );
    expect(undeclared(rows(), declared(), other)).toEqual([]);
    expect(undeclared(rows().failed(), declared())).toEqual([]);
  });
});

describe('hostname-missing', () => {
  const declared = () =>
    table()
      .hostname('a.example', [to('10.0.0.5:80')])
      .hostname('off.example', [to('10.0.0.5:80')])
      .hostname('none.example', [to('10.0.0.5:80')])
      .hostname('x.t.example', [to('10.0.0.5:80')])
      .hostname('bad.example', [to('10.0.0.5:80')])
      .hostname('dead.example', [])
      .hostname('unread.example', [])
      .hostname('planned.example', [], true);
  const rows = () =>
    proxy()
      .host({ names: ['a.example'] })
      .host({ names: ['off.example'], serving: 'disabled' })
      .host({ names: ['*.t.example'] })
      .host({ names: ['bad.example'], serving: 'refused' })
      .dead('dead.example');

  it('is a declared name that no enabled row answers for', () => {
    const verdicts = found('hostname-missing', [cluster(), rows(), declared()]);
    expect(verdicts.map(({ subject }) => subject)).toEqual([
      'hostname:off.example',
      'hostname:none.example',
      'hostname:unread.example',
    ]);
    expect(verdicts[0]).toMatchObject({
      severity: 'error',
      summary: expect.stringContaining('is switched off'),
      evidence: [
        { locator: 'hostnames.md:2' },
        { claim: 'proxy-host:2 is switched off' },
        { sourceId: 'npm/edge' },
      ],
    });
  });

  it('is not raised, and not resolved, while a proxy is unread or shows only a part', () => {
    const missing = (...sources: SnapshotBuilder[]) =>
      names('hostname-missing', cluster(), declared(), ...sources);
    const partial = rows().scope('source', {
      freshness: 'partial',
      reason: 'visibility-user',
    });
    expect(missing(partial)).toEqual([]);
    expect(missing(rows().failed())).toEqual([]);
    expect(missing(rows(), ProxyBuilder.unread('other'))).toEqual([]);
    expect(missing()).toEqual([]);
    const [{ restsOn }] = found('hostname-missing', [
      cluster(),
      rows(),
      declared(),
    ]);
    const site = siteOf([cluster(), declared(), partial]);
    expect(mayResolve(restsOn, site).resolvable).toBe(false);
  });
});

describe('the hostname hop', () => {
  it('shows what is declared of the name, without taking it for more', () => {
    const site = siteOf([
      cluster(),
      proxy().host({ names: ['a.example'], to: '10.0.0.6:80' }),
      table().hostname('a.example', [to('10.0.0.5:80')]),
    ]);
    const [path] = buildPaths(site).forward('a.example');
    expect(path.hops[0]).toMatchObject({
      status: 'confirmed',
      evidence: [
        { sourceId: 'npm/edge' },
        {
          claim: 'a.example is declared to lead to 10.0.0.5:80',
          locator: 'hostnames.md:1',
        },
      ],
    });
  });
});
