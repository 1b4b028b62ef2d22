import { createMockDirectory } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { Lab, LabTokenName, startLab } from '@sankofa/lab';
import { driftReportSchema, liveInventorySchema } from '@sankofa/site-model';
import { readFile } from 'node:fs/promises';
import {
  ProgramResult,
  runProgram,
  startProgram,
} from './testUtils/runProgram';

jest.setTimeout(120_000);

/** The command line as its callers see it: a child process against the lab's servers. */
describe('itops', () => {
  const folder = createMockDirectory();
  const state = createMockDirectory();
  let lab: Lab;

  beforeAll(async () => {
    lab = await startLab({
      stateDir: state.path,
      latency: { authFailureMs: 50, deadAgentMs: 50 },
    });
  });
  afterAll(() => lab.close());
  afterEach(async () => {
    await lab.reset();
    folder.clear();
  });

  function configure(
    options: {
      token?: LabTokenName;
      executionToken?: LabTokenName;
      more?: JsonObject;
    } = {},
  ): void {
    const config = { ...lab.config(options), ...options.more };
    folder.addContent({ 'site.yaml': JSON.stringify(config) });
  }

  /** What lies in the folder now, folders as objects. */
  const files = () => (folder.content() ?? {}) as Record<string, object>;

  const itops = (...args: string[]): Promise<ProgramResult> =>
    runProgram(args, { cwd: folder.path });

  const exportSite = (...more: string[]) =>
    itops('export', '--config', 'site.yaml', '--out', 'out', ...more);

  async function reports() {
    const read = async (name: string) =>
      JSON.parse(await readFile(folder.resolve('out', name), 'utf8'));
    return {
      live: liveInventorySchema.parse(await read('live_inventory.json')),
      drift: driftReportSchema.parse(await read('drift.json')),
    };
  }

  describe('export', () => {
    it('writes its reports from the folder it is called in, and ends with 2 for a live duplicate', async () => {
      configure();
      const { code, stdout, stderr } = await exportSite();
      const { live, drift } = await reports();
      expect(code).toBe(2);
      expect(live.guests.length).toBe(lab.world.guests.length);
      expect(live.nodes.length).toBe(lab.world.nodes.length);
      expect(
        drift.findings.some(
          ({ rule, severity }) =>
            rule === 'duplicate-address' && severity === 'critical',
        ),
      ).toBe(true);
      expect(stdout.split('\n')).toEqual([
        folder.resolve('out/live_inventory.json'),
        folder.resolve('out/drift.json'),
        folder.resolve('out/paths.json'),
        '',
      ]);
      expect(stderr).toContain('Findings:');
      expect(Object.keys(files().out).sort()).toEqual([
        'drift.json',
        'live_inventory.json',
        'paths.json',
      ]);
    });

    it('ends with 0 when the seed is unreachable, says so in the report, and with 3 under --strict', async () => {
      configure();
      await lab.inject({ kind: 'refuse' });
      const { code, stderr } = await exportSite();
      const { live, drift } = await reports();
      expect({ code, seed: drift.seed_unreachable }).toEqual({
        code: 0,
        seed: true,
      });
      expect(live.guests).toEqual([]);
      const source = drift.sources.find(({ id }) => id === 'proxmox/pve-main');
      expect(source?.status).toBe('failed');
      expect(source?.error?.reason).toMatch(/^(unreachable|refused)$/);
      expect(stderr).toContain('unknown, not gone');
      const rules = new Set(drift.findings.map(({ rule }) => rule));
      expect(rules).toContain('source-unhealthy');
      for (const rule of ['guest-missing', 'address-unused']) {
        expect(rules).not.toContain(rule);
      }

      expect((await exportSite('--strict')).code).toBe(3);
    });

    it('tells an empty token from an empty cluster, and a token that sees little from a small one', async () => {
      configure({ token: 'empty' });
      const empty = await exportSite();
      expect(empty.code).toBe(0);
      expect((await reports()).drift).toMatchObject({
        seed_unreachable: true,
        guests_only_in_doc: [],
        ip_addresses_conf_ips_not_on_guests: [],
      });
      expect(empty.stderr).toMatch(/was not read: .*VM\.Audit/);

      configure({ token: 'vmonly' });
      const few = await exportSite();
      const { live, drift } = await reports();
      expect(live.guests).toHaveLength(2);
      expect(drift.guests_only_in_doc).toEqual([]);
      expect(few.stderr).toMatch(/read in part: .*may exist/s);
    });

    it('reads what it can while a node is down, and says what it cannot', async () => {
      configure();
      const node = lab.world.nodes.find(({ state: is }) => is === 'online')!;
      await lab.inject({ kind: 'node-down', node: node.name });
      const { stderr } = await exportSite();
      const { live, drift } = await reports();
      expect(live.guests.length).toBe(lab.world.guests.length);
      expect(drift.seed_unreachable).toBe(false);
      expect(stderr).toContain('node-offline');
      expect(stderr).toContain(node.name);
    });

    it('never leaves half a report: a killed export leaves the old ones', async () => {
      configure();
      folder.addContent({ out: { 'drift.json': 'old' } });
      await lab.inject({ kind: 'timeout', path: '/cluster/resources' });
      lab.resetCounts();
      const { child, result } = startProgram(
        ['export', '--config', 'site.yaml', '--out', 'out'],
        { cwd: folder.path },
      );
      while (lab.counts().requests === 0) {
        await new Promise(resolve => setTimeout(resolve, 50));
      }
      child.kill('SIGKILL');
      await result;
      expect(files().out).toEqual({ 'drift.json': 'old' });
    });

    it('shows no secret, whatever happens', async () => {
      configure();
      await lab.inject({ kind: '401' });
      const { stdout, stderr } = await exportSite('--verbose');
      const secret = lab.token().split('=')[1];
      const { live, drift } = await reports();
      expect(stdout + stderr + JSON.stringify({ live, drift })).not.toContain(
        secret,
      );
    });
  });

  describe('doctor', () => {
    const doctor = () => itops('doctor', '--config', 'site.yaml');

    it('says ok, warn or fail on one line for each condition, and ends with 0 when nothing fails', async () => {
      for (const { name } of lab.world.nodes) {
        await lab.change({ change: 'set-node', node: name, state: 'online' });
      }
      configure({ more: { backend: {}, permission: { enabled: true } } });
      const { code, stdout } = await doctor();
      const lines = stdout.trimEnd().split('\n');
      lines.forEach(line =>
        expect(line).toMatch(/^(ok|warn|fail) +\S+ {2}.+: .+/),
      );
      expect(lines.filter(line => line.startsWith('fail'))).toEqual([]);
      expect(stdout).toContain('proxmox/pve-main');
      expect(stdout).toContain('declared/ip-addresses.conf');
      expect(stdout).toContain('permission.enabled');
      expect(code).toBe(0);
    });

    it('ends with 1 and the missing privilege when a token sees nothing', async () => {
      configure({ token: 'empty' });
      const { code, stdout } = await doctor();
      expect(code).toBe(1);
      expect(stdout).toMatch(/^fail .*VM\.Audit/m);
    });

    it.each<[LabTokenName, number, RegExp]>([
      ['provisioner', 0, /^ok .*privileges for changes/m],
      ['provisioner-strong', 1, /^fail .*may do more than any change needs/m],
    ])('judges the token for changes: %s', async (token, exit, line) => {
      for (const { name } of lab.world.nodes) {
        await lab.change({ change: 'set-node', node: name, state: 'online' });
      }
      configure({ executionToken: token });
      const { code, stdout } = await doctor();
      expect(stdout).toMatch(line);
      expect(code).toBe(exit);
    });

    it('fails a configuration that cannot be used, naming the key', async () => {
      configure();
      folder.addContent({
        'site.yaml': 'itops: { sources: { proxmox: [{ id: a }] } }',
      });
      const { code, stdout } = await doctor();
      expect(code).toBe(1);
      expect(stdout).toMatch(/^fail {2}itops {2}configuration: .*proxmox/);
    });
  });

  it('ends with 64 and writes nothing when it is called wrongly', async () => {
    configure();
    const { code, stderr } = await exportSite('--oot', 'x');
    expect(code).toBe(64);
    expect(stderr).toContain('--oot');
    expect(Object.keys(files())).toEqual(['site.yaml']);
  });
});
