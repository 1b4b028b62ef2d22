import { readFileSync } from 'node:fs';
import {
  TestSshd,
  describeHere,
  findSshd,
  outcomesOf,
  scopeOf,
  startSshd,
} from '@sankofa/plugin-itops-node/testUtils';
import { check, collect, collectorOf, tablesOf } from './__testUtils__/collect';
import { FakeIp, fakeIp, sectionOf } from './__testUtils__/fakeNode';
import {
  LINK_JSON,
  LINK_TEXT,
  NEIGH_JSON,
  NEIGH_TEXT,
  expectedFacts,
} from './__testUtils__/outputs';
import { NODE_SCRIPT } from './clients/nodeScript';

jest.setTimeout(60_000);

const noSshd = findSshd() ? undefined : 'no sshd (install openssh-server)';

let ip: FakeIp;
let sshd: TestSshd;

/** An `ip` that knows `-j`. */
function modernIp() {
  const neigh = ip.file('neigh.json', NEIGH_JSON);
  const link = ip.file('link.json', LINK_JSON);
  ip.is(
    'case "$*" in',
    `"-j neigh show") cat ${neigh} ;;`,
    `"-j -d link show") cat ${link} ;;`,
    '*) exit 99 ;;',
    'esac',
  );
}

function nodes(...names: string[]) {
  return names.map(node => ({ node, ssh: sectionOf(sshd, ip) }));
}

describeHere(noSshd, 'over SSH, with a real OpenSSH server', () => {
  beforeAll(async () => {
    ip = fakeIp();
    sshd = await startSshd({ environment: { PATH: ip.path } });
  });
  afterAll(async () => {
    await sshd?.stop();
    ip?.stop();
  });
  beforeEach(modernIp);

  it('reads neighbours and links of every node, each in a single round trip', async () => {
    const before = sshd.log().length;
    const result = await collect(collectorOf(nodes('one', 'two')));
    expect(outcomesOf(result)).toEqual({
      source: 'complete',
      'node:one': 'complete',
      'node:two': 'complete',
    });
    expect(result.transport).toBe('ssh');
    expect(result.note).toBeUndefined();
    const [one, two] = [expectedFacts('one'), expectedFacts('two')];
    expect(tablesOf(result)).toEqual({
      neighbours: [...one.neighbours, ...two.neighbours],
      links: [...one.links, ...two.links],
    });
    expect(
      scopeOf(result, 'node:one').facts.map(({ key, locator }) => [
        key,
        locator,
      ]),
    ).toEqual([
      ['one/vmbr0/10.20.0.1', 'one: ip neigh'],
      ['one/vmbr0/10.20.0.5', 'one: ip neigh'],
      ['one/vmbr0/10.20.0.6', 'one: ip neigh'],
      ['one/eno1', 'one: ip link'],
      ['one/bond0', 'one: ip link'],
      ['one/vmbr0', 'one: ip link'],
    ]);
    const sessions = sshd
      .log()
      .slice(before)
      .match(/Starting session/g);
    expect(sessions).toHaveLength(2);
  });

  it('reads the same from an ip that has no -j', async () => {
    const neigh = ip.file('neigh.txt', NEIGH_TEXT);
    const link = ip.file('link.txt', LINK_TEXT);
    ip.is(
      'case "$*" in',
      `"neigh show") cat ${neigh} ;;`,
      `"-o -d link show") cat ${link} ;;`,
      `*) echo 'Option "-j" is unknown, try "ip -help".' >&2; exit 255 ;;`,
      'esac',
    );
    const result = await collect(collectorOf(nodes('one')));
    expect(outcomesOf(result)['node:one']).toBe('complete');
    expect(tablesOf(result)).toEqual(expectedFacts('one'));
  });

  it('logs in nowhere where the host key is another, and reads the other nodes', async () => {
    const before = sshd.log().length;
    const result = await collect(
      collectorOf([
        {
          node: 'one',
          ssh: {
            ...sectionOf(sshd, ip),
            hostKey: `SHA256:${'A'.repeat(43)}`,
          },
        },
        ...nodes('two'),
      ]),
    );
    expect(outcomesOf(result)).toEqual({
      source: 'complete',
      'node:one': 'failed: host-key-changed',
      'node:two': 'complete',
    });
    expect(tablesOf(result)).toEqual(expectedFacts('two'));
    expect(
      sshd
        .log()
        .slice(before)
        .match(/Accepted publickey/g),
    ).toHaveLength(1);
  });

  it('gives up a node that hangs, and reads the others', async () => {
    ip.is('exec sleep 60');
    const started = performance.now();
    const recorded = { node: 'two', file: ip.file('two.txt', NEIGH_TEXT) };
    const result = await collect(
      collectorOf([...nodes('one'), recorded], {
        requestTimeout: { milliseconds: 1500 },
      }),
    );
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(outcomesOf(result)).toEqual({
      source: 'complete',
      'node:one': 'failed: timeout',
      'node:two': 'complete',
    });
    expect(result.transport).toBe('ssh+file');
    expect(scopeOf(result, 'node:one').error?.message).toContain(
      'did not end within',
    );
  });

  it('stops when the run is stopped', async () => {
    ip.is('exec sleep 60');
    const result = await collect(
      collectorOf(nodes('one', 'two'), { concurrency: 1 }),
      AbortSignal.timeout(1000),
    );
    expect(outcomesOf(result)).toEqual({
      source: 'failed: timeout',
      'node:one': 'failed: timeout',
      'node:two': 'failed: timeout',
    });
  });

  it('cuts off a node that never stops writing', async () => {
    ip.is('exec yes "10.20.0.1 dev vmbr0 lladdr 70:a7:41:00:00:01 REACHABLE"');
    const result = await collect(collectorOf(nodes('one')));
    expect(outcomesOf(result)['node:one']).toBe('failed: too-large');
    expect(scopeOf(result, 'node:one').facts).toEqual([]);
  });

  it('keeps the neighbours of a node whose links cannot be read', async () => {
    const neigh = ip.file('neigh.json', NEIGH_JSON);
    ip.is(
      `[ "$2" = neigh ] && exec cat ${neigh}`,
      'echo "RTNETLINK answers: Operation not permitted" >&2',
      'exit 2',
    );
    const result = await collect(collectorOf(nodes('one')));
    expect(outcomesOf(result)).toEqual({
      source: 'complete',
      'node:one': 'partial: invalid-answer',
    });
    expect(scopeOf(result, 'node:one').error?.message).toMatch(
      /^one: ip link failed \(exit code 2: .*Operation not permitted/,
    );
    expect(tablesOf(result)).toEqual({ ...expectedFacts('one'), links: [] });
  });

  it.each([
    ['fails', 'exit 1', 'ip neigh failed (exit code 1'],
    ['is not there', 'exit 127', 'Is iproute2 installed there'],
    [
      'fails in the middle of its table',
      `printf '[{"dst":"10.20.0.1","state"'; exit 1`,
      'ip neigh failed (exit code 1',
    ],
  ])('fails when ip %s', async (_, script, message) => {
    ip.is(script);
    const result = await collect(collectorOf(nodes('one')));
    expect(outcomesOf(result)['node:one']).toBe('failed: invalid-answer');
    expect(scopeOf(result, 'node:one').error?.message).toContain(message);
  });

  it('does not take the beginning of a table for the whole', async () => {
    const neigh = ip.file('neigh.txt', NEIGH_TEXT);
    // -j breaks off, and the text that is asked for instead comes behind it.
    ip.is(
      `[ "$1" = -j ] && { printf '[{"dst":"10.20.0.1"'; exit 1; }`,
      `cat ${neigh}`,
    );
    const result = await collect(collectorOf(nodes('one')));
    expect(tablesOf(result).neighbours).toEqual([]);
    expect(outcomesOf(result)['node:one']).toBe('failed: invalid-answer');
  });

  it('says when the command was killed', async () => {
    ip.is('kill -9 $PPID');
    const result = await collect(collectorOf(nodes('one')));
    expect(outcomesOf(result)['node:one']).toMatch(
      /^failed: (unreachable|invalid-answer)$/,
    );
  });

  it('is partial where a line cannot be read, and names it', async () => {
    const neigh = ip.file('neigh.txt', `${NEIGH_TEXT}10.20.0.7 dev vmbr0 lla`);
    const link = ip.file('link.json', LINK_JSON);
    ip.is(`[ "$2" = neigh ] && exec cat ${neigh}`, `exec cat ${link}`);
    const result = await collect(collectorOf(nodes('one')));
    expect(outcomesOf(result)['node:one']).toBe('partial: invalid-answer');
    expect(scopeOf(result, 'node:one').error?.message).toContain(
      'line 6, "10.20.0.7 dev vmbr0 lla',
    );
    expect(tablesOf(result)).toEqual(expectedFacts('one'));
  });

  it.each([
    [
      'is not let in',
      () => ip.file('other', sshd.otherPrivateKey),
      'unauthorized',
    ],
    ['is not there', () => '/nowhere/key', 'file-missing'],
  ])('fails when its key %s', async (_, privateKeyFile, reason) => {
    const ssh = { ...sectionOf(sshd, ip), privateKeyFile: privateKeyFile() };
    const result = await collect(collectorOf([{ node: 'one', ssh }]));
    expect(outcomesOf(result)).toEqual({
      source: `failed: ${reason}`,
      'node:one': `failed: ${reason}`,
    });
  });

  it('says in one sentence that no node could be read', async () => {
    ip.is('exit 1');
    const result = await collect(collectorOf(nodes('one', 'two')));
    expect(scopeOf(result, 'source').error?.message).toMatch(
      /^None of the 2 nodes could be read\. one: ip neigh failed/,
    );
  });

  it('reads no more nodes at a time than it may', async () => {
    const neigh = ip.file('neigh.json', NEIGH_JSON);
    const running = ip.file('running', '');
    // Each reading notes when it begins and ends; nobody may be inside together with two others.
    ip.is(
      `case "$*" in *link*) echo end >> ${running}; exit 0 ;; esac`,
      `echo begin >> ${running}`,
      'sleep 0.2',
      `cat ${neigh}`,
    );
    await collect(
      collectorOf(nodes('a', 'b', 'c', 'd', 'e', 'f'), { concurrency: 2 }),
    );
    const steps = readFileSync(running, 'utf8').trim().split('\n');
    expect(steps).toHaveLength(12);
    let inside = 0;
    let most = 0;
    for (const step of steps) {
      inside += step === 'begin' ? 1 : -1;
      most = Math.max(most, inside);
    }
    expect(most).toBe(2);
  });

  it('warns in the doctor that the key may run anything, and counts what it found', async () => {
    expect(await check(collectorOf(nodes('one')))).toEqual([
      {
        title: `neighbours/nodes: one (SSH ${sshd.username}@127.0.0.1:${sshd.port})`,
        status: 'warn',
        detail: expect.stringMatching(
          /^3 neighbours, 1 of them present; 3 links: eno1, bond0 \(802\.3ad\)\. The key may run any command there/,
        ),
      },
    ]);
  });

  it('fails in the doctor with what was wrong', async () => {
    ip.is('exit 127');
    expect(await check(collectorOf(nodes('one')))).toMatchObject([
      { status: 'fail', detail: expect.stringContaining('iproute2') },
    ]);
  });
});

describeHere(
  noSshd,
  'over SSH with a key that is held by a forced command',
  () => {
    afterEach(async () => {
      await sshd?.stop();
      ip?.stop();
    });

    it('reads as with a free one, and the doctor has nothing to say', async () => {
      ip = fakeIp();
      modernIp();
      sshd = await startSshd({
        environment: { PATH: ip.path },
        keyOptions: `command="${NODE_SCRIPT}",restrict`,
      });
      const collector = collectorOf(nodes('one'));
      const result = await collect(collector);
      expect(outcomesOf(result)['node:one']).toBe('complete');
      expect(tablesOf(result)).toEqual(expectedFacts('one'));
      expect(await check(collector)).toMatchObject([{ status: 'ok' }]);
    });

    it('says what the forced command must be when it is another', async () => {
      ip = fakeIp();
      modernIp();
      sshd = await startSshd({
        environment: { PATH: ip.path },
        keyOptions: 'command="ip -j neigh show",restrict',
      });
      const result = await collect(collectorOf(nodes('one')));
      expect(outcomesOf(result)['node:one']).toBe('failed: invalid-answer');
      expect(scopeOf(result, 'node:one').error?.message).toContain(NODE_SCRIPT);
    });
  },
);
