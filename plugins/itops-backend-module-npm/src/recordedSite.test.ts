import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  RecordedSite,
  describeHere,
  missingRecordedSite,
  recordedFile,
  startRecordedSite,
} from '@sankofa/plugin-itops-node/testUtils';
import {
  CONTEXT,
  allLists,
  collectorOf,
  outcomes,
  scopeOf,
  valuesOf,
} from './__testUtils__/collect';

jest.setTimeout(60_000);

const EXPECTED = {
  'proxy-hosts': 30,
  'redirection-hosts': 3,
  'dead-hosts': 3,
  streams: 7,
};

/** Rows of the table in `world.md`: id, names, target, notes. */
function rowsOfTheWorld(): { id: string; target: string; notes: string }[] {
  const text = readFileSync(recordedFile('world.md'), 'utf8');
  return [
    ...text.matchAll(
      /^\| ((?:[a-z]+-host|stream):\d+) \|(.*)\|(.*)\|(.*)\|$/gm,
    ),
  ].map(([, id, , target, notes]) => ({
    id,
    target: target.trim(),
    notes: notes.trim(),
  }));
}

describeHere(
  missingRecordedSite(),
  'against the recorded answers of a real Nginx Proxy Manager 2.15.1',
  () => {
    let site: RecordedSite | undefined;
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(path.join(os.tmpdir(), 'itops-npm-'));
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    afterEach(async () => {
      const counted = await site?.stop();
      site = undefined;
      expect(counted?.writes).toBe(0);
    });

    async function edge(
      account: 'good' | 'visibilityUser',
      options: object,
      ...replayOptions: string[]
    ) {
      site = await startRecordedSite(...replayOptions);
      return collectorOf({
        url: site.npm.url,
        identity: site.npm[account],
        requestTimeout: { seconds: 1 },
        ...options,
      });
    }

    it('reads every row of the world with its serving state and target', async () => {
      const log = path.join(folder, 'access.jsonl');
      const collector = await edge('good', {}, '--log', log);
      const result = await collector.collect(CONTEXT);
      expect(outcomes(result)).toEqual({
        source: 'complete',
        ...allLists('complete'),
      });
      expect(valuesOf(result, 'proxy')).toEqual([
        { dialect: 'npm', version: '2.15.1', addresses: [], setUp: true },
      ]);
      for (const [scope, count] of Object.entries(EXPECTED)) {
        expect([scope, scopeOf(result, scope).facts.length]).toEqual([
          scope,
          count,
        ]);
      }

      const facts = result.scopes.flatMap(scope => scope.facts);
      const rows = rowsOfTheWorld();
      expect(rows).toHaveLength(43);
      for (const { id, notes } of rows) {
        const [kind, key] = id.split(':');
        const fact = facts.find(each => each.kind === kind && each.key === key);
        const wanted =
          /disabled|refused/.exec(notes)?.[0] ?? ('serving' as const);
        expect([id, (fact?.value as { serving?: string })?.serving]).toEqual([
          id,
          wanted,
        ]);
      }
      for (const { id, target } of rows.filter(row =>
        /:\/\//.test(row.target),
      )) {
        const host = valuesOf(result, 'proxy-host').find(
          each => `proxy-host:${each.id}` === id,
        );
        const { scheme, host: name, port } = host!.target;
        expect(`${scheme}://${name}:${port}`).toBe(target);
      }
      await site?.stop();
      const asked = readFileSync(log, 'utf8')
        .trim()
        .split('\n')
        .map(line => JSON.parse(line))
        .map(({ method, path: at }) => `${method} ${at}`);
      expect(asked.sort()).toEqual([
        'GET /api/',
        'GET /api/nginx/dead-hosts',
        'GET /api/nginx/proxy-hosts?expand=certificate,access_list',
        'GET /api/nginx/redirection-hosts',
        'GET /api/nginx/streams',
        'GET /api/users/me?expand=permissions',
        'POST /api/tokens',
      ]);
    });

    it('knows locations, free text, refusals, certificates and access lists of the recorded rows', async () => {
      const result = await (await edge('good', {})).collect(CONTEXT);
      const host = (id: number) =>
        valuesOf(result, 'proxy-host').find(each => each.id === id);
      expect(host(5)?.locations).toEqual([
        {
          path: '/',
          target: { scheme: 'http', host: '192.168.11.60', port: 8545 },
        },
      ]);
      expect(host(6)).toMatchObject({
        freeText: true,
        freeLocations: [
          {
            path: '/',
            target: { scheme: 'http', host: '192.168.11.64', port: 9000 },
          },
        ],
      });
      expect(host(18)).toMatchObject({
        serving: 'refused',
        refusal:
          'unknown directive "this_is_not_a_directive" in /data/nginx/proxy_host/18.conf:44',
      });
      expect(host(2)?.certificate).toEqual({
        name: 'wild sankofa',
        expiresAt: '2027-02-21T18:34:02.000Z',
      });
      expect(host(7)?.accessList).toBe('LAN + ops');
      expect(host(17)?.target.host).toBe('[fd00:11::103]');
      expect(
        valuesOf(result, 'stream').find(({ id }) => id === 2),
      ).toMatchObject({ incomingPort: '30303', tcp: true, udp: true });
      expect(
        valuesOf(result, 'redirection-host').find(({ id }) => id === 2),
      ).toMatchObject({ httpCode: 302, forwardDomainName: 'example.org' });
    });

    it('never calls the lists of an account with visibility "user" complete', async () => {
      const result = await (await edge('visibilityUser', {})).collect(CONTEXT);
      expect(outcomes(result)).toEqual({
        source: 'partial: visibility-user',
        ...allLists('partial: visibility-user'),
      });
      expect(scopeOf(result, 'source').error?.message).toMatch(
        /reader-user@.*All Items/,
      );
    });

    it('logs in once for many readings, and asks the account each time', async () => {
      const log = path.join(folder, 'many.jsonl');
      const collector = await edge('good', {}, '--log', log);
      for (let i = 0; i < 3; i++) {
        await collector.collect(CONTEXT);
      }
      await collector.check(CONTEXT);
      await site?.stop();
      const lines = readFileSync(log, 'utf8').trim().split('\n');
      const count = (part: string) =>
        lines.filter(line => line.includes(part)).length;
      expect(count('/api/tokens')).toBe(1);
      expect(count('/api/users/me')).toBe(4);
      expect(count('certificates')).toBe(0);
    });

    it('does not take a wrong password for an empty proxy, and asks once', async () => {
      const collector = await edge('good', { secret: 'wrong' });
      const result = await collector.collect(CONTEXT);
      expect(outcomes(result)).toEqual({ source: 'failed: unauthorized' });
      expect(scopeOf(result, 'source').error?.message).toMatch(
        /does not let reader@sankofa\.example in \(400: Invalid email or password\)/,
      );
      expect(await site?.stop()).toEqual({ requests: 2, writes: 0 });
    });

    it.each([
      ['refuse', 'unreachable'],
      ['timeout', 'timeout'],
      ['slow', 'timeout'],
      ['401', 'unauthorized'],
      ['403', 'forbidden'],
      ['500', 'http-error'],
      ['truncated', 'invalid-answer'],
      ['html', 'invalid-answer'],
    ])(
      'fails as a whole with the fault %s and says %s',
      async (kind, reason) => {
        const collector = await edge('good', {}, '--fault', `npm=${kind}`);
        const begun = performance.now();
        const result = await collector.collect(CONTEXT);
        expect(outcomes(result)).toEqual({ source: `failed: ${reason}` });
        expect(performance.now() - begun).toBeLessThan(10_000);
      },
    );

    it('ends an endless answer', async () => {
      const collector = await edge('good', {}, '--fault', 'npm=endless');
      expect(outcomes(await collector.collect(CONTEXT)).source).toMatch(
        /^failed: (too-large|timeout)$/,
      );
    });

    it('fails every list that is null, and leaves it to the guard whether an empty one is believed', async () => {
      const nothing = await edge('good', {}, '--fault', 'npm=null');
      expect(outcomes(await nothing.collect(CONTEXT))).toEqual({
        source: 'complete',
        ...allLists('failed: invalid-answer'),
      });
      await site?.stop();
      const empty = await edge('good', {}, '--fault', 'npm=empty');
      const result = await empty.collect(CONTEXT);
      expect(outcomes(result)).toEqual({
        source: 'complete',
        ...allLists('complete'),
      });
      expect(valuesOf(result, 'proxy-host')).toEqual([]);
    });

    it('says in the doctor what it finds: plain transport, version, account', async () => {
      const good = await edge('good', {});
      expect(await good.check(CONTEXT)).toEqual([
        {
          status: 'warn',
          title: 'npm/edge: transport',
          detail: expect.stringContaining('not encrypted'),
        },
        {
          status: 'ok',
          title: expect.stringMatching(/^npm\/edge: 127\.0\.0\.1:/),
          detail: 'Nginx Proxy Manager 2.15.1',
        },
        {
          status: 'ok',
          title: 'npm/edge: account reader@sankofa.example',
          detail: expect.stringContaining('and nothing else'),
        },
      ]);
      await site?.stop();
      const narrow = await edge('visibilityUser', {});
      expect((await narrow.check(CONTEXT)).at(-1)).toMatchObject({
        status: 'fail',
        detail: expect.stringContaining('All Items'),
      });
    });
  },
);
