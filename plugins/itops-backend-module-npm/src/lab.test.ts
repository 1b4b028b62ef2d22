import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Lab, startLab } from '@sankofa/lab';
import {
  CONTEXT,
  allLists,
  collectorOf,
  outcomes,
  valuesOf,
} from './__testUtils__/collect';

type Account = NonNullable<Parameters<Lab['config']>[0]>['proxyAccount'];

const COMPLETE = { source: 'complete', ...allLists('complete') };
const facts: Record<string, unknown> = {};

describe.each(['npm', 'npmplus'] as const)('against the lab as %s', dialect => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'itops-npm-lab-'));
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab({
      stateDir: folder,
      proxyDialect: dialect,
      latency: { callMs: 0 },
    });
  });
  afterAll(async () => {
    await lab.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(async () => {
    expect(lab.counts().writes).toBe(0);
    await lab.reset();
  });

  const edge = (proxyAccount?: Account, more: object = {}) =>
    collectorOf({
      ...lab.config({ proxyAccount }).itops.sources.npm![0],
      requestTimeout: { seconds: 2 },
      ...more,
    });

  /** One for all tests of faults: NPMplus counts logins. */
  let impatient: ReturnType<typeof edge> | undefined;
  const hasty = () =>
    (impatient ??= edge('reader', { requestTimeout: { milliseconds: 400 } }));

  it('reads every row of the world', async () => {
    const result = await edge().collect(CONTEXT);
    expect(outcomes(result)).toEqual(COMPLETE);
    const { edge: world } = lab.world;
    expect(valuesOf(result, 'proxy')[0]).toMatchObject({
      dialect,
      version: '2.15.1',
      addresses: world!.addresses,
      setUp: true,
    });
    expect(
      valuesOf(result, 'proxy-host').map(({ id, serving }) => [id, serving]),
    ).toEqual(
      expect.arrayContaining([
        [1, 'serving'],
        [9, 'disabled'],
        [18, 'refused'],
        [21, 'refused'],
      ]),
    );
    expect(valuesOf(result, 'proxy-host')).toHaveLength(
      world!.proxyHosts.length,
    );
    expect(valuesOf(result, 'stream')).toHaveLength(world!.streams.length);
    facts[dialect] = result.scopes.slice(1);
  });

  it('goes on without a pause when the proxy has forgotten the session', async () => {
    const collector = edge();
    expect(outcomes(await collector.collect(CONTEXT))).toEqual(COMPLETE);
    await lab.inject({ kind: 'sessions-lost' });
    expect(outcomes(await collector.collect(CONTEXT))).toEqual(COMPLETE);
  });

  it('is partial when permissions are taken away, and names what is missing', async () => {
    expect(outcomes(await edge('own-rows').collect(CONTEXT))).toEqual({
      source: 'partial: visibility-user',
      ...allLists('partial: visibility-user'),
    });
    const collector = edge();
    await lab.inject({ kind: 'streams-hidden' });
    expect(outcomes(await collector.collect(CONTEXT))).toEqual({
      ...COMPLETE,
      streams: 'partial: insufficient-privileges',
    });
  });

  it('keeps away from the private keys that an administrator could see', async () => {
    const admin = edge('admin');
    const result = await admin.collect(CONTEXT);
    expect(outcomes(result)).toEqual(COMPLETE);
    expect(JSON.stringify(result)).not.toMatch(/canary|PRIVATE/);
    expect((await admin.check(CONTEXT)).at(-1)?.status).toBe('warn');
  });

  it.each([
    ['refuse', undefined, 'unreachable'],
    ['timeout', '/nginx/streams', 'timeout'],
    ['slow-drip', '/nginx/streams', 'timeout'],
    ['wrong-types', '/nginx/streams', 'invalid-answer'],
    ['truncated', '/nginx/streams', 'invalid-answer'],
    ['redirect', '/nginx/streams', 'refused'],
    ['500', '/nginx/streams', 'http-error'],
  ] as const)('meets the fault %s at %s with %s', async (kind, at, reason) => {
    await lab.inject({ kind, node: 'npm', ...(at && { path: at }) });
    expect(outcomes(await hasty().collect(CONTEXT))).toEqual(
      at
        ? { ...COMPLETE, streams: `failed: ${reason}` }
        : { source: `failed: ${reason}` },
    );
  });

  it('is unreachable when the guest of the proxy is stopped', async () => {
    await lab.change({ change: 'stop-guest', vmid: lab.world.edge!.vmid });
    expect(outcomes(await edge().collect(CONTEXT))).toEqual({
      source: 'failed: unreachable',
    });
  });
});

it('gets the same facts from both dialects, but for what the proxy says of itself', () => {
  expect(facts.npm).toEqual(facts.npmplus);
});

describe('NPMplus over TLS', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'itops-npm-tls-'));
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab({ stateDir: folder, proxyDialect: 'npmplus' });
  });
  afterAll(async () => {
    await lab.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is pinned: the password does not reach another certificate', async () => {
    const source = lab.config().itops.sources.npm![0];
    expect((await collectorOf(source).check(CONTEXT))[0]).toMatchObject({
      status: 'ok',
      detail: `NPMplus 2.15.1, certificate ${source.fingerprint} (pinned)`,
    });
    await lab.inject({ kind: 'certificate', node: 'npm' });
    lab.resetCounts();
    expect(outcomes(await collectorOf(source).collect(CONTEXT))).toEqual({
      source: 'failed: certificate-changed',
    });
    expect(lab.counts().requests).toBe(0);
    await lab.repair();
  });

  it('is left alone after a 429', async () => {
    const collector = collectorOf(lab.config().itops.sources.npm![0]);
    await lab.inject({ kind: 'logins-limited' });
    expect(outcomes(await collector.collect(CONTEXT)).source).toBe(
      'failed: rate-limited',
    );
    await lab.repair();
    lab.resetCounts();
    expect(outcomes(await collector.collect(CONTEXT)).source).toBe(
      'failed: rate-limited',
    );
    expect(lab.counts().requests).toBe(0);
  });
});
