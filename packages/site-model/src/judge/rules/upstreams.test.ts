import {
  clusterOnSwitch,
  consoleWithNode,
  NeighboursBuilder,
  ProxyBuilder,
  STRANGER,
} from '../../__testUtils__/edgeBuilder';
import {
  SnapshotBuilder,
  siteOf,
  verdictsOf,
} from '../../__testUtils__/siteBuilder';
import { RuleId, Verdict } from '../../findings';
import { mayResolve } from '../mayResolve';

const { declared } = SnapshotBuilder;
const PROXY = '10.0.0.9';
const cluster = () =>
  clusterOnSwitch()
    .guest(101, { configured: ['10.0.0.5/24'] })
    .guest(109, { configured: [`${PROXY}/24`] });
const proxy = () => ProxyBuilder.create([PROXY]);

function found(rule: RuleId, sources: SnapshotBuilder[]): Verdict[] {
  return verdictsOf(siteOf(sources)).filter(verdict => verdict.rule === rule);
}
function subjects(rule: RuleId, ...sources: SnapshotBuilder[]): string[] {
  return found(rule, sources).map(({ subject }) => subject);
}

describe('upstream-unknown', () => {
  const unknown = (...sources: SnapshotBuilder[]) =>
    subjects('upstream-unknown', ...sources);

  it('names the row, the location or the stream, with what stands at the address', () => {
    const rows = proxy()
      .host({ to: '10.0.0.77:80' })
      .host({ locations: { '/v1/': '10.0.0.78:80' } })
      .stream('22', { forwardHost: '10.0.0.79' })
      .host({ to: '10.0.0.80:80' });
    const key = declared('d').key('IP_GONE', '10.0.0.80');
    const verdicts = found('upstream-unknown', [cluster(), rows, key]);
    expect(verdicts.map(({ subject }) => subject)).toEqual([
      'proxy-host:1',
      'proxy-host:2/location:/v1/',
      'proxy-host:4',
      'stream:3',
    ]);
    expect(verdicts[2]).toMatchObject({
      severity: 'error',
      summary:
        'proxy host 4 (h4.example) sends to http://10.0.0.80:80, but no guest, node or declared device has 10.0.0.80; correct the target, or declare what is there.',
      evidence: [
        { claim: 'proxy-host:4 sends to http://10.0.0.80:80' },
        { claim: 'declared by key IP_GONE' },
      ],
    });
  });

  it('spares owners, names, the outside, and rows that are not served', () => {
    const rows = proxy()
      .host({ to: '10.0.0.5:80' })
      .host({ to: '10.0.0.1:8006' })
      .host({ to: 'app:80' })
      .host({ to: 'origin.example.net:443' })
      .host({ to: '203.0.113.9:443' })
      .host({ to: '10.0.0.77:80', serving: 'disabled' })
      .host({ to: '10.0.0.77:80', serving: 'refused' })
      .host({ to: '10.0.0.77:80', locations: { '/': '10.0.0.5:80' } });
    expect(unknown(cluster(), rows)).toEqual([]);
  });

  it('is raised for a squatter as well, which is no owner (R10)', () => {
    const rows = proxy().host({ to: '10.0.0.30:80' });
    const seen = NeighboursBuilder.create().neighbour('10.0.0.30', STRANGER);
    const [verdict] = found('upstream-unknown', [cluster(), rows, seen]);
    expect(verdict.summary).toContain('an undeclared client answers there');
  });

  it('is silent for an address that a row gives to a guest that cannot be read now (R02)', () => {
    const rows = proxy().host({ to: '10.0.0.77:80' });
    const row = declared('t').row(102, ['10.0.0.77']);
    const readable = cluster().guest(102, { configured: ['10.0.0.6/24'] });
    expect(unknown(readable, rows, row)).toEqual(['proxy-host:1']);
    readable.unread('guest:102', 'node-offline');
    expect(unknown(readable, rows, row)).toEqual([]);
  });

  it.each([
    [
      'the cluster',
      () => cluster().scope('source', { freshness: 'partial' }),
      consoleWithNode,
    ],
    [
      'the look inside',
      () => cluster().scope('source', { freshness: 'failed' }, 'addresses'),
      consoleWithNode,
    ],
    ['the controller', cluster, () => consoleWithNode().failed()],
  ])(
    'is silent while %s may hide an owner, and stays open',
    (_, worse, unifi) => {
      const rows = proxy().host({ to: '10.0.0.77:80' });
      const [before] = found('upstream-unknown', [
        cluster(),
        consoleWithNode(),
        rows,
      ]);
      const site = siteOf([worse(), unifi(), rows]);
      expect(
        verdictsOf(site).filter(({ rule }) => rule === 'upstream-unknown'),
      ).toEqual([]);
      expect(mayResolve(before.restsOn, site).resolvable).toBe(false);
    },
  );

  it('is raised of the last known row while the proxy cannot be read', () => {
    const rows = proxy().host({ to: '10.0.0.77:80' }).failed();
    expect(unknown(cluster(), rows)).toEqual(['proxy-host:1']);
  });
});

describe('upstream-down', () => {
  const down = (...sources: SnapshotBuilder[]) =>
    subjects('upstream-down', ...sources);
  const stopped = () =>
    clusterOnSwitch().guest(101, {
      configured: ['10.0.0.5/24'],
      status: 'stopped',
    });

  it('names the row whose only owner is stopped, or that nginx refuses', () => {
    const rows = proxy()
      .host()
      .host({ to: 'app:80', serving: 'refused' })
      .stream('22')
      .dead('d.example', 'refused');
    expect(down(stopped(), rows)).toEqual([
      'proxy-host:2',
      'dead-host:4',
      'proxy-host:1',
      'stream:3',
    ]);
    expect(
      found('upstream-down', [stopped(), proxy().host()])[0],
    ).toMatchObject({
      summary:
        'proxy host 1 (h1.example) sends to http://10.0.0.5:80, but 101 guest-101 is stopped; start it, or disable the row.',
      guestIds: ['proxmox/pve-main/101'],
    });
  });

  it('is not raised while another owner runs, nor for what is only declared', () => {
    const two = stopped().guest(102, { configured: ['10.0.0.5/24'] });
    expect(down(two, proxy().host())).toEqual([]);
    const gone = clusterOnSwitch()
      .guest(103, { status: 'stopped', withoutConfig: true })
      .unread('guest:103', 'timeout');
    const row = declared('t').row(103, ['10.0.0.5']);
    expect(down(gone, row, proxy().host())).toEqual([]);
    // Two may have it, and the one that nobody can look into may run (R02).
    const both = stopped()
      .guest(103, { type: 'qemu', agent: true, live: false })
      .scope(
        'guest:103',
        { freshness: 'partial', reason: 'agent-blocked' },
        'addresses',
      );
    expect(down(both, proxy().host())).toEqual(['proxy-host:1']);
    expect(down(both, row, proxy().host())).toEqual([]);
  });

  it('names a node that is offline', () => {
    const offline = clusterOnSwitch().node('node-b', {
      status: 'offline',
      address: '10.0.0.8',
    });
    expect(down(offline, proxy().host({ to: '10.0.0.8:8006' }))).toEqual([
      'proxy-host:1',
    ]);
  });

  it('does not believe an old list, and stays open when the node goes away', () => {
    expect(down(stopped().failed(), proxy().host())).toEqual([]);
    const [before] = found('upstream-down', [stopped(), proxy().host()]);
    const later = stopped()
      .node('node-a', { status: 'offline' })
      .scope('guest:101', { freshness: 'failed', reason: 'node-offline' });
    const site = siteOf([later, proxy().host()]);
    expect(mayResolve(before.restsOn, site).resolvable).toBe(false);
  });
});

describe('upstream-overridden', () => {
  it('names rows whose target a location / or free text replaces', () => {
    const rows = proxy()
      .host({ to: '10.0.0.77:1', locations: { '/': '10.0.0.5:80' } })
      .host({ free: { '/': '10.0.0.5:81' } })
      .host({ locations: { '/v1/': '10.0.0.5:80' } })
      .host({ locations: { '/': '10.0.0.5:80' }, serving: 'disabled' })
      .host({ free: { '= /health': undefined } });
    const verdicts = found('upstream-overridden', [cluster(), rows]);
    expect(
      verdicts.map(({ subject, severity }) => `${subject} ${severity}`),
    ).toEqual(['proxy-host:1 info', 'proxy-host:2 info']);
    expect(verdicts[0].summary).toBe(
      'proxy host 1 (h1.example) shows http://10.0.0.77:1, but its location / replaces that by http://10.0.0.5:80; set the target of the row itself.',
    );
  });
});

describe('upstream-loop', () => {
  it('names a target that is an address of the proxy or of its guest', () => {
    const rows = proxy()
      .host({ to: `https://${PROXY}:443` })
      .host({ locations: { '/x': `${PROXY}:80` } })
      .host({ to: 'x.example:80' });
    expect(subjects('upstream-loop', cluster(), rows)).toEqual([
      'proxy-host:1',
      'proxy-host:2/location:/x',
    ]);
  });

  it('names proxies that send a name round', () => {
    const a = ProxyBuilder.create(['10.0.0.9'], 'a').host({
      names: ['x.example'],
      to: '10.0.0.8:80',
    });
    const b = ProxyBuilder.create(['10.0.0.8'], 'b').host({
      names: ['x.example'],
      to: '10.0.0.9:80',
    });
    expect(subjects('upstream-loop', cluster(), a, b).sort()).toEqual([
      'proxy-host:a/1',
      'proxy-host:b/1',
    ]);
  });
});

describe('forward-dangling', () => {
  const dangling = (...sources: SnapshotBuilder[]) =>
    subjects('forward-dangling', ...sources);
  const unifi = () =>
    consoleWithNode()
      .forward('pf1', '80', '10.0.0.77')
      .forward('pf2', '81', '10.0.0.77', { enabled: false })
      .forward('pf3', '82', '10.0.0.5')
      .forward('pf4', '443', '10.0.0.200');

  it('names enabled forwards to nobody; a proxy is somebody', () => {
    const bare = ProxyBuilder.create(['10.0.0.200']);
    expect(dangling(cluster(), unifi(), bare)).toEqual(['port-forward:pf1']);
  });

  it('is silent while a proxy that may be there was never read, or a cluster is not', () => {
    expect(dangling(cluster(), unifi(), ProxyBuilder.unread())).toEqual([]);
    expect(dangling(cluster().failed(), unifi())).toEqual([]);
  });
});

describe('listener-conflict', () => {
  const conflicts = (...sources: SnapshotBuilder[]) =>
    subjects('listener-conflict', ...sources).sort();

  it('names each interval that enabled streams share, refused or not (R16)', () => {
    const rows = proxy()
      .stream('22')
      .stream('22', { serving: 'refused' })
      .stream('22', { tcp: false, udp: true })
      .stream('30-40')
      .stream('35-50')
      .stream('60', { serving: 'disabled' })
      .stream('60')
      .stream('$server_port');
    expect(conflicts(rows)).toEqual([
      'listener:npm/edge/tcp/22',
      'listener:npm/edge/tcp/35-40',
    ]);
  });

  it('compares forwards for each WAN interface; both is every one', () => {
    const unifi = consoleWithNode()
      .forward('a', '80,443', '10.0.0.5')
      .forward('b', '443', '10.0.0.6', { interface: 'wan2' })
      .forward('c', '400-450', '10.0.0.6', { interface: 'both' })
      .forward('d', '443', '10.0.0.6', { protocol: 'udp' })
      .forward('e', '80', '10.0.0.6', { enabled: false });
    expect(conflicts(unifi)).toEqual([
      'listener:unifi/udm/wan/tcp/443',
      'listener:unifi/udm/wan2/tcp/443',
    ]);
  });

  it('leaves forwards alone that are for different strangers', () => {
    const unifi = consoleWithNode()
      .forward('a', '22', '10.0.0.5', { source: '198.51.100.1' })
      .forward('b', '22', '10.0.0.6', { source: '198.51.100.2' });
    expect(conflicts(unifi)).toEqual([]);
  });

  it('names a host name that two enabled rows want, in any case', () => {
    const rows = proxy()
      .host({ names: ['A.example'] })
      .dead('a.example')
      .host({ names: ['a.example'], serving: 'disabled' });
    expect(conflicts(rows)).toEqual(['listener:npm/edge/hostname/a.example']);
  });

  it('names a stream on a port of the web server itself', () => {
    expect(conflicts(proxy().host().stream('443'))).toEqual([
      'listener:npm/edge/tcp/443',
    ]);
    expect(conflicts(proxy().stream('443'))).toEqual([]);
  });
});
