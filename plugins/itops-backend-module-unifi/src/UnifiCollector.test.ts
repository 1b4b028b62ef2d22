import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import { Fault, Lab, startLab } from '@sankofa/lab';
import { Collector } from '@sankofa/plugin-itops-node';
import {
  outcomesOf,
  scopeOf,
  valuesOf,
} from '@sankofa/plugin-itops-node/testUtils';
import { CONTEXT, allLists } from './__testUtils__/collect';
import { unifiCollectorsFromConfig } from './unifiCollectorsFromConfig';

/* The console of the lab: UniFi OS with both APIs, a limit of logins, and its traps. */
describe('against the console of the lab', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'unifi-lab-'));
  let lab: Lab;
  /** What the clock of the lab is ahead of ours. */
  let passed = 0;

  beforeAll(async () => {
    lab = await startLab({
      stateDir: folder,
      latency: { callMs: 0, hopMs: 0, dripMs: 1 },
      now: () => Date.now() + passed,
    });
  });
  afterAll(async () => {
    await lab.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => lab.resetCounts());
  afterEach(async () => {
    await lab.reset();
    expect(lab.counts().writes).toBe(0);
  });

  function collectorOf(
    consoleCredential: 'key' | 'account' = 'key',
    more: object = {},
  ): Collector {
    const { itops } = lab.config({ consoleCredential });
    const [source] = itops.sources.unifi!;
    const [collector] = unifiCollectorsFromConfig(
      new ConfigReader({
        itops: {
          sources: { unifi: [{ ...source, ...more } as never] },
        },
      }),
      { logger: mockServices.logger.mock() },
    );
    return collector;
  }

  it('reads the whole console, in few calls and with few at a time', async () => {
    const result = await collectorOf().collect(CONTEXT);
    expect(outcomesOf(result)).toEqual({
      source: 'complete',
      ...allLists('complete'),
    });
    const { switching } = lab.world;
    expect(valuesOf(result, 'switch')).toHaveLength(3);
    expect(valuesOf(result, 'network')).toHaveLength(
      switching!.networks.length,
    );
    expect(
      valuesOf(result, 'port-forward').map(({ source }) => source),
    ).toEqual(
      expect.arrayContaining([undefined, '198.51.100.0/24', 'offices']),
    );
    // Its page, itself, five lists and the groups of one.
    expect(lab.counts().requests).toBe(8);
    expect(lab.counts().maxInFlight).toBeLessThanOrEqual(3);
  });

  it('says the same of an unchanged site at every run', async () => {
    const collector = collectorOf();
    const first = await collector.collect(CONTEXT);
    passed += 90_000;
    const second = await collector.collect(CONTEXT);
    expect(second.scopes).toEqual(first.scopes);
  });

  it('follows a guest to the port of its new node', async () => {
    const collector = collectorOf();
    const mac = lab.world.guests
      .find(({ vmid }) => vmid === 110)!
      .nets[0].mac.toLowerCase();
    const portOf = async () =>
      valuesOf(await collector.collect(CONTEXT), 'client').find(
        client => client.mac === mac,
      )?.port;
    expect(await portOf()).toBe(5);
    await lab.change({ change: 'move-guest', vmid: 110, node: 'r630-04' });
    expect(await portOf()).toBe(6);
  });

  it('logs in once, and again only when the session is gone', async () => {
    const collector = collectorOf('account');
    await collector.collect(CONTEXT);
    const { requests } = lab.counts();
    await collector.collect(CONTEXT);
    // Neither its page nor a login again.
    expect(lab.counts().requests - requests).toBe(requests - 2);

    await lab.inject({ kind: 'sessions-lost' });
    await lab.repair();
    const result = await collector.collect(CONTEXT);
    expect(outcomesOf(result)).toEqual({
      source: 'complete',
      ...allLists('complete'),
    });
    expect(lab.counts().byStatus[401]).toBe(1);
  });

  it('reads what the official API has, with the addresses of its networks', async () => {
    await lab.inject({ kind: 'official-only' });
    const result = await collectorOf().collect(CONTEXT);
    expect(outcomesOf(result)).toMatchObject({
      source: 'partial: insufficient-privileges',
      networks: 'complete',
      'port-forwards': 'failed: insufficient-privileges',
    });
    expect(result.note).toMatch(/opens the official API only/);
    const lan = valuesOf(result, 'network').find(({ vid }) => vid === 11);
    expect(lan).toMatchObject({
      cidr: '192.168.11.1/24',
      gateway: '192.168.11.1',
      dhcp: { start: '192.168.11.200', stop: '192.168.11.239' },
    });
    // More than one page.
    expect(valuesOf(result, 'client').length).toBeGreaterThan(25);
    expect(valuesOf(result, 'switch')[0]).toMatchObject({
      kind: 'gateway',
      address: '192.168.11.1',
    });
  });

  it.each<[string, Fault, Record<string, string>]>([
    [
      'the list of clients',
      { kind: '500', path: '/stat/sta' },
      { ...allLists('complete'), clients: 'failed: http-error' },
    ],
    [
      'the port forwards',
      { kind: '403', path: '/rest/portforward' },
      { ...allLists('complete'), 'port-forwards': 'failed: forbidden' },
    ],
    [
      'the groups of one port forward',
      { kind: 'truncated', path: '/rest/firewallgroup' },
      { ...allLists('complete'), 'port-forwards': 'partial: invalid-answer' },
    ],
    [
      'the profiles, so that no port can be judged',
      { kind: 'html', path: '/rest/portconf' },
      { ...allLists('complete'), devices: 'partial: invalid-answer' },
    ],
    [
      'profiles that are all gone',
      { kind: 'empty', path: '/rest/portconf' },
      { ...allLists('complete'), devices: 'partial: invalid-answer' },
    ],
    [
      'the networks, and with them the VLANs of ports',
      { kind: 'empty', path: '/rest/networkconf' },
      {
        ...allLists('complete'),
        devices: 'partial: invalid-answer',
        networks: 'failed: invalid-answer',
      },
    ],
    [
      'devices without types',
      { kind: 'wrong-types', path: '/stat/device' },
      { ...allLists('complete'), devices: 'failed: invalid-answer' },
    ],
  ])(
    'loses only what rests on it when this fails: %s',
    async (_, fault, lists) => {
      await lab.inject({ node: 'unifi', ...fault });
      const result = await collectorOf().collect(CONTEXT);
      expect(outcomesOf(result)).toEqual({ source: 'complete', ...lists });
      for (const scope of ['devices', 'port-forwards']) {
        if (lists[scope].startsWith('partial')) {
          const kinds = new Set(scopeOf(result, scope).facts.map(f => f.kind));
          expect([...kinds]).toEqual(
            scope === 'devices' ? ['switch'] : ['port-forward'],
          );
        }
      }
      expect(
        valuesOf(result, 'port-forward').every(
          ({ name, source }) => name !== 'staff' || source === 'offices',
        ),
      ).toBe(true);
    },
  );

  it.each<[string, string]>([
    ['redirect', 'invalid-answer'],
    ['wrong-types', 'invalid-answer'],
    ['certificate', 'certificate-changed'],
    ['slow-drip', 'timeout'],
  ])('fails as a whole with the fault %s', async (kind, reason) => {
    await lab.inject({ kind, node: 'unifi' } as Fault);
    const collector = collectorOf('key', {
      requestTimeout: { milliseconds: 500 },
    });
    const outcomes = outcomesOf(await collector.collect(CONTEXT));
    if (kind === 'redirect') {
      // Everything redirects: it looks like a self-hosted controller, and is none.
      expect(outcomes.source).toMatch(/^failed: (refused|invalid-answer)$/);
    } else {
      expect(outcomes).toEqual({ source: `failed: ${reason}` });
    }
  });

  it('has checks for what answers, what opens, and every list', async () => {
    const checks = await collectorOf('account').check(CONTEXT);
    expect(checks.map(({ status, title }) => `${status} ${title}`)).toEqual([
      'ok unifi/udm: configuration',
      expect.stringMatching(/^ok unifi\/udm: console 127\.0\.0\.1:\d+$/),
      'ok unifi/udm: credential',
      'ok unifi/udm: devices',
      'ok unifi/udm: clients',
      'ok unifi/udm: networks',
      'ok unifi/udm: port-forwards',
    ]);
  });
});
