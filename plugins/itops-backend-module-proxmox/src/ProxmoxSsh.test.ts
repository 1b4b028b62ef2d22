import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import {
  TestSshd,
  describeHere,
  findSshd,
  missingRecordedSite,
  recordedFile,
  startSshd,
} from '@sankofa/plugin-itops-node/testUtils';
import {
  collect,
  collectorsOf,
  factsOf,
  outcomeOf,
  outcomes,
  scopeOf,
} from './__testUtils__/collect';
import { FakeNode, PveshAnswers, fakeNode } from './__testUtils__/fakeNode';
import {
  FakePve,
  routes,
  soundRoutes,
  startFakePve,
} from './__testUtils__/fakePve';

jest.setTimeout(60_000);

const noSshd = findSshd() ? undefined : 'no sshd (install openssh-server)';

let sshd: TestSshd;
const nodes: FakeNode[] = [];
let fake: FakePve | undefined;

afterEach(async () => {
  nodes.splice(0).forEach(node => node.stop());
  await fake?.stop();
  fake = undefined;
});

const noRoute = {
  code: 255,
  stderr:
    'proxy handler failed: ssh: connect to host 10.9.0.2 port 22: No route to host\n',
};

/** The sound cluster as `pvesh` tells it, with member `two` offline. */
function soundPvesh(changes: PveshAnswers = {}): PveshAnswers {
  const answers = Object.fromEntries(
    Object.entries(soundRoutes).map(([name, data]) => [name, { data }]),
  );
  return {
    ...answers,
    '/cluster/status': {
      data: [
        { type: 'cluster', name: 'attic', quorate: 1 },
        { type: 'node', name: 'one', online: 1, ip: '10.9.0.1' },
        { type: 'node', name: 'two', online: 0, ip: '10.9.0.2' },
      ],
    },
    '/cluster/resources': {
      data: [
        { type: 'node', node: 'one', status: 'online' },
        { type: 'node', node: 'two', status: 'offline' },
        {
          type: 'lxc',
          vmid: 101,
          node: 'one',
          name: 'mail',
          status: 'running',
        },
        { type: 'lxc', vmid: 102, node: 'two', status: 'unknown' },
        { type: 'qemu', vmid: 201, node: 'two', status: 'unknown' },
      ],
    },
    ...changes,
  };
}

const files = {
  'nodes/one/lxc/101.conf':
    'hostname: mail\nnet0: name=eth0,bridge=vmbr0,hwaddr=02:00:00:00:01:01,ip=10.9.0.101/24\n\n[pve:pending]\nnet0: name=eth0,bridge=vmbr0,hwaddr=02:00:00:00:01:01,ip=10.9.0.111/24\n',
  'nodes/two/lxc/102.conf':
    'hostname: wiki\ntags: docs\nnet0: name=eth0,bridge=vmbr0,hwaddr=02:00:00:00:01:02,ip=10.9.0.102/24\n\n[old]\nnet0: name=eth0,bridge=vmbr0,ip=10.9.0.199/24\n',
  'nodes/two/qemu-server/201.conf':
    'name: build\nagent: 1\ntemplate: 1\ncipassword: canary\n',
  // What must never be read along.
  'nodes/one/pve-ssl.key': 'canary',
  'nodes/one/lxc/101.conf.tmp.77': 'hostname: canary\n',
};

function node(options: Partial<Parameters<typeof fakeNode>[1]> = {}): FakeNode {
  const created = fakeNode(sshd, { files, pvesh: soundPvesh(), ...options });
  nodes.push(created);
  return created;
}

describeHere(noSshd, 'over SSH, with a real OpenSSH server', () => {
  beforeAll(async () => {
    sshd = await startSshd();
  });
  afterAll(() => sshd?.stop());

  it('reads the guests of all nodes, also of one that is offline, and says that it was SSH', async () => {
    const { inventory } = collectorsOf({
      transport: 'ssh',
      ssh: node().ssh,
      token: undefined,
    });
    const result = await collect(inventory);
    expect(result.transport).toBe('ssh');
    expect(result.note).toBeUndefined();
    expect(outcomes(result)).toEqual({
      source: 'complete',
      'node:one': 'complete',
      'node:two': 'failed: node-offline',
      'guest:101': 'complete',
      'guest:102': 'complete',
      'guest:201': 'complete',
    });
    expect(factsOf(result, 'guest').map(({ value }) => value)).toMatchObject([
      { vmid: 101, name: 'mail', status: 'running' },
      // The list has lost their names, the files have not.
      { vmid: 102, name: 'wiki', status: 'unknown', tags: ['docs'] },
      { vmid: 201, name: 'build', status: 'unknown', template: true },
    ]);
    expect(
      factsOf(result, 'guest-config').map(({ value }) => [
        value.interfaces.flatMap(net => net.addresses),
        value.pendingAddresses,
      ]),
    ).toEqual([
      [['10.9.0.101/24'], ['10.9.0.111']],
      [['10.9.0.102/24'], []],
      [[], []],
    ]);
    expect(JSON.stringify(result)).not.toContain('canary');
  });

  it('gives the same facts as the API where both can read', async () => {
    const { 'nodes/one/lxc/101.conf': mail } = files;
    const pvesh = Object.fromEntries(
      Object.entries(soundRoutes).map(([name, data]) => [name, { data }]),
    );
    const { inventory: ssh } = collectorsOf({
      transport: 'ssh',
      ssh: node({
        pvesh,
        files: {
          'nodes/one/lxc/101.conf': mail.split('\n\n')[0],
          'nodes/two/lxc/102.conf': 'hostname: wiki\n',
          'nodes/two/qemu-server/201.conf': 'name: build\nagent: 1\n',
        },
      }).ssh,
    });
    fake = await startFakePve(routes());
    const { inventory: api } = collectorsOf({
      endpoints: [{ url: fake.url, fingerprint: fake.fingerprint }],
    });
    const values = async (collector: typeof api) =>
      (await collect(collector)).scopes.map(({ scope, facts }) => [
        scope,
        facts.map(({ kind, key, value }) => ({ kind, key, value })),
      ]);
    expect(await values(ssh)).toEqual(await values(api));
  });

  it('stands in when no endpoint of the API can be reached, and says so', async () => {
    const { inventory, addresses } = collectorsOf({
      endpoints: [{ url: 'https://127.0.0.1:1', fingerprint: 'AB'.repeat(32) }],
      ssh: node().ssh,
    });
    const result = await collect(inventory);
    expect(outcomeOf(result, 'source')).toBe('complete');
    expect(result.transport).toBe('ssh');
    expect(result.note).toMatch(/API could not be reached.*127\.0\.0\.1:1/);
    expect((await collect(addresses)).transport).toBe('ssh');
  });

  it('does not stand in for an API that answered: a wrong token or certificate stays a failure', async () => {
    fake = await startFakePve(() => ({ status: 401, text: 'no' }));
    for (const [fingerprint, reason] of [
      [fake.fingerprint, 'unauthorized'],
      ['AB'.repeat(32), 'certificate-changed'],
    ]) {
      const { inventory } = collectorsOf({
        endpoints: [{ url: fake.url, fingerprint }],
        ssh: node().ssh,
      });
      const result = await collect(inventory);
      expect(outcomes(result)).toEqual({ source: `failed: ${reason}` });
      expect(result.transport).toBe('api');
    }
  });

  it('fails with both reasons when neither way leads in', async () => {
    const { inventory } = collectorsOf({
      endpoints: [{ url: 'https://127.0.0.1:1', fingerprint: 'AB'.repeat(32) }],
      ssh: { ...node().ssh, hostKey: `SHA256:${'A'.repeat(43)}` },
    });
    const result = await collect(inventory);
    expect(outcomes(result)).toEqual({ source: 'failed: unreachable' });
    expect(result.scopes[0].error?.message).toMatch(
      /127\.0\.0\.1:1 refused.*SSH did not help either.*not the pinned one/,
    );
  });

  it.each([
    [
      'the host key changed',
      () => ({ hostKey: `SHA256:${'A'.repeat(43)}` }),
      'host-key-changed',
    ],
    [
      'the key file is not there',
      () => ({ privateKeyFile: '/nowhere/key' }),
      'file-missing',
    ],
    [
      'pvesh is not there',
      () => ({ pvesh: '/nowhere/pvesh' }),
      'insufficient-privileges',
    ],
    ['nobody listens', () => ({ port: 1 }), 'unreachable'],
  ])('fails with a reason when %s', async (_, changes, reason) => {
    const { inventory, addresses } = collectorsOf({
      transport: 'ssh',
      ssh: { ...node().ssh, ...changes() },
    });
    for (const collector of [inventory, addresses]) {
      expect(outcomes(await collect(collector))).toEqual({
        source: `failed: ${reason}`,
      });
    }
  });

  it('lets the list stand when the guest files cannot be read', async () => {
    const { inventory } = collectorsOf({
      transport: 'ssh',
      ssh: { ...node().ssh, root: '/nowhere' },
    });
    const result = await collect(inventory);
    expect(outcomeOf(result, 'source')).toBe('complete');
    expect(outcomeOf(result, 'guest:101')).toBe('failed: invalid-answer');
  });

  it('reports a guest without file, and takes no file for a guest that is not listed', async () => {
    const { 'nodes/two/lxc/102.conf': _, ...rest } = files;
    const { inventory } = collectorsOf({
      transport: 'ssh',
      ssh: node({
        files: { ...rest, 'nodes/one/lxc/999.conf': 'hostname: new\n' },
      }).ssh,
    });
    const result = await collect(inventory);
    expect(outcomeOf(result, 'guest:102')).toBe('failed: guest-unreadable');
    expect(Object.keys(outcomes(result))).not.toContain('guest:999');
  });

  it('looks into guests through pvesh, and understands its exit codes', async () => {
    const agent = '/nodes/one/qemu/202/agent/network-get-interfaces';
    const machine = {
      type: 'qemu',
      vmid: 202,
      node: 'one',
      status: 'running',
    };
    const list = soundPvesh()['/cluster/resources'] as { data: object[] };
    for (const [answer, outcome] of [
      [
        { code: 29, stderr: 'QEMU guest agent is not running\n' },
        'partial: agent-not-running',
      ],
      [{ code: 255, stderr: 'No QEMU guest agent configured\n' }, 'complete'],
      [noRoute, 'failed: node-offline'],
      [{ code: 2, stderr: 'boom\n' }, 'failed: guest-unreadable'],
      [
        { data: { result: { error: { desc: 'disabled' } } } },
        'partial: agent-blocked',
      ],
    ] as const) {
      const { addresses } = collectorsOf({
        transport: 'ssh',
        ssh: node({
          pvesh: soundPvesh({
            '/cluster/resources': { data: [...list.data, machine] },
            [agent]: answer,
          }),
        }).ssh,
      });
      const result = await collect(addresses);
      expect(outcomes(result)).toEqual({
        source: 'complete',
        'guest:101': 'complete',
        'guest:102': 'failed: node-offline',
        'guest:201': 'failed: node-offline',
        'guest:202': outcome,
      });
      expect(scopeOf(result, 'guest:101').facts).toHaveLength(1);
    }
  });

  it('has a line for the doctor', async () => {
    const context = {
      signal: new AbortController().signal,
      logger: {} as never,
    };
    const good = collectorsOf({ transport: 'ssh', ssh: node().ssh });
    expect((await good.inventory.check(context)).at(-1)).toMatchObject({
      status: 'ok',
      detail: 'host key as pinned; Proxmox VE 9.1.4, 3 guest files readable',
    });
    const bad = collectorsOf({
      transport: 'ssh',
      ssh: { ...node().ssh, hostKey: `SHA256:${'A'.repeat(43)}` },
    });
    expect((await bad.inventory.check(context)).at(-1)).toMatchObject({
      status: 'fail',
      detail: expect.stringContaining(sshd.hostKey),
    });
  });
});

describeHere(
  noSshd ?? missingRecordedSite(),
  'over SSH, with the recorded files and pvesh answers of a real cluster',
  () => {
    beforeAll(async () => {
      sshd = await startSshd();
    });
    afterAll(() => sshd?.stop());

    it('reads the configuration of all 33 guests, also on the offline node', async () => {
      const recorded: PveshAnswers = {};
      const index = readFileSync(recordedFile('pve/pvesh/index.jsonl'), 'utf8');
      for (const text of index.trim().split('\n')) {
        const { file, command, exitCode } = JSON.parse(text);
        const apiPath = command.split(' ')[2];
        const output = (suffix: string) =>
          readFileSync(recordedFile(`pve/pvesh/${file}.${suffix}`), 'utf8');
        if (command === `pvesh get ${apiPath} --output-format json`) {
          recorded[apiPath] =
            exitCode === 0
              ? { data: JSON.parse(output('stdout')) }
              : { code: exitCode, stderr: output('stderr') };
        }
      }
      const machine = node({ files: {}, pvesh: recorded });
      const root = path.join(machine.dir, 'recorded');
      mkdirSync(root);
      execFileSync('tar', ['-xf', recordedFile('pve/etc-pve.tar'), '-C', root]);
      expect(readdirSync(root)).toEqual(['etc']);
      const { inventory } = collectorsOf({
        transport: 'ssh',
        ssh: { ...machine.ssh, root: path.join(root, 'etc/pve') },
      });
      const result = await collect(inventory);
      const said = outcomes(result);
      expect(
        Object.entries(said).filter(
          ([scope, outcome]) =>
            scope.startsWith('guest:') && outcome !== 'complete',
        ),
      ).toEqual([]);
      expect(said['node:r630-04']).toBe('failed: node-offline');
      const configs = new Map(
        factsOf(result, 'guest-config').map(({ value }) => [value.vmid, value]),
      );
      expect(configs.size).toBe(33);
      expect(configs.get(300)?.interfaces[0].addresses).toEqual([
        '192.168.11.77/24',
      ]);
      expect(configs.get(301)?.interfaces[0].addresses).toEqual([
        '192.168.11.78/24',
      ]);
      expect(configs.get(7805)?.pendingAddresses).toEqual(['192.168.11.156']);
      expect(
        factsOf(result, 'guest').find(({ key }) => key === '300')?.value,
      ).toMatchObject({ name: 'archive-old', status: 'unknown' });
    });
  },
);
