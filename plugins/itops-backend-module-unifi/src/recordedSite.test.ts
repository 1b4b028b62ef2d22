import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CollectionResult } from '@sankofa/plugin-itops-node';
import { factSchemas } from '@sankofa/site-model';
import {
  RecordedSite,
  describeHere,
  missingRecordedSite,
  outcomesOf,
  scopeOf,
  startRecordedSite,
  valuesOf,
} from '@sankofa/plugin-itops-node/testUtils';
import {
  API_KEY,
  CONTEXT,
  PASSWORD,
  allLists,
  collectorOf,
} from './__testUtils__/collect';

jest.setTimeout(60_000);

const ACCOUNT = { username: 'itops', password: PASSWORD };
const XG = '78:45:58:bb:00:01';
const CLOSET = '78:8a:20:cc:00:01';
const UDM = '70:a7:41:aa:00:01';

/*
 * Served from written answers in the shape of recordings (SYNTHETIC.md beside them); the expected values are
 * those of world.md, "Switching".
 */
describeHere(
  missingRecordedSite(),
  'against the served console of the reference site',
  () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'unifi-log-'));
    const log = path.join(folder, 'access.jsonl');
    afterAll(() => rmSync(folder, { recursive: true }));

    let site: RecordedSite | undefined;
    const results: unknown[] = [];
    afterEach(async () => {
      const counted = await site?.stop();
      site = undefined;
      // A collector that only reads leaves this at 0, whatever goes wrong.
      expect(counted?.writes).toBe(0);
      const said = JSON.stringify(results.splice(0));
      expect(said).not.toContain(API_KEY);
      expect(said).not.toContain(PASSWORD);
      rmSync(log, { force: true });
    });

    async function collector(
      source: object = { apiKey: API_KEY },
      replayOptions: string[] = [],
      options: { now?: () => number } = {},
    ) {
      site = await startRecordedSite('--log', log, ...replayOptions);
      const { url, fingerprint } = site.unifi;
      return collectorOf(
        { url, fingerprint, requestTimeout: { seconds: 1 }, ...source },
        options,
      );
    }

    async function collect(
      from: Awaited<ReturnType<typeof collector>>,
    ): Promise<CollectionResult> {
      const result = await from.collect(CONTEXT);
      results.push(result);
      return result;
    }

    /** Paths that were asked, by method. */
    function asked(method: 'GET' | 'POST'): string[] {
      return readFileSync(log, 'utf8')
        .trim()
        .split('\n')
        .map(line => JSON.parse(line))
        .filter(entry => entry.source === 'unifi' && entry.method === method)
        .map(entry => entry.path);
    }

    it.each([
      ['a key', { apiKey: API_KEY }, 0],
      ['an account', ACCOUNT, 1],
    ])('reads the whole console with %s', async (_, credential, logins) => {
      const result = await collect(await collector(credential));
      expect(outcomesOf(result)).toEqual({
        source: 'complete',
        ...allLists('complete'),
      });
      expect(result.note).toBeUndefined();
      const facts = result.scopes.flatMap(scope => scope.facts);
      for (const fact of facts) {
        factSchemas[fact.kind].strict().parse(fact.value);
        expect(fact.locator).toMatch(/^\/proxy\/network\/api\/s\/default\//);
      }
      const keys = facts.map(({ kind, key }) => `${kind} ${key}`);
      expect(new Set(keys).size).toBe(keys.length);
      await site?.stop();
      expect(asked('POST')).toHaveLength(logins);
    });

    it('tells the gateway from the switches, and its address from that of its WAN', async () => {
      const result = await collect(await collector());
      expect(valuesOf(result, 'switch')).toEqual([
        {
          mac: UDM,
          name: 'UDM Pro',
          model: 'UDMPRO',
          kind: 'gateway',
          address: '192.168.11.1',
          state: 'connected',
          wans: [
            { name: 'wan', address: '203.0.113.7' },
            { name: 'wan2', address: '100.64.9.2' },
          ],
        },
        {
          mac: XG,
          name: 'xg-core',
          model: 'USXG',
          kind: 'switch',
          address: '192.168.11.2',
          state: 'connected',
          uplink: { mac: UDM, port: 12, remotePort: 11 },
          wans: [],
        },
        {
          mac: CLOSET,
          name: 'closet',
          model: 'US8',
          kind: 'switch',
          address: '192.168.11.3',
          state: 'connected',
          uplink: { mac: XG, port: 8, remotePort: 11 },
          wans: [],
        },
      ]);
    });

    it('knows LAGs, uplinks, profiles and VLANs of the ports', async () => {
      const result = await collect(await collector());
      const ports = valuesOf(result, 'switch-port');
      expect(ports).toHaveLength(11 + 16 + 8);
      const port = (mac: string, number: number) =>
        ports.find(each => each.switchMac === mac && each.port === number);
      expect(port(XG, 1)).toEqual({
        switchMac: XG,
        port: 1,
        name: 'r630-01 bond0',
        media: 'SFP+',
        up: true,
        enabled: true,
        speedMbps: 10000,
        isUplink: false,
        poe: 'none',
        lag: [1, 2],
        profile: 'All, LAN native',
        nativeVlan: 11,
        taggedVlans: 'all',
        lldp: [
          {
            chassisId: 'b0:26:28:10:01:00',
            portId: 'b0:26:28:10:01:00',
            systemName: 'r630-01.sankofa.example',
          },
        ],
      });
      expect(port(XG, 2)).toMatchObject({ lag: [1, 2], lldp: [] });
      // active-backup: two ports, no group
      expect(port(XG, 3)).toMatchObject({
        name: 'r630-02 eno1',
        profile: 'All',
        nativeVlan: 1,
        taggedVlans: 'all',
      });
      expect(port(XG, 3)).not.toHaveProperty('lag');
      expect(port(XG, 5)).toMatchObject({
        name: 'r630-04', // what people wrote; r630-03 is what LLDP says
        profile: 'Trunk without 110',
        nativeVlan: 11,
        taggedVlans: [1, 200],
        lldp: [{ systemName: 'r630-03.sankofa.example' }],
      });
      expect(port(XG, 6)).toMatchObject({
        up: false,
        lastMac: 'b0:26:28:10:04:00',
        lastAddress: '192.168.11.14',
      });
      expect(port(XG, 14)).toMatchObject({
        profile: 'LAN only',
        nativeVlan: 11,
        taggedVlans: [],
      });
      // A speed that came as text.
      expect(port(XG, 15)).toMatchObject({ speedMbps: 1000 });
      expect(
        ports
          .filter(({ isUplink }) => isUplink)
          .map(({ switchMac, port: number }) => `${switchMac}/${number}`),
      ).toEqual([
        `${UDM}/10`,
        `${UDM}/11`,
        `${XG}/11`,
        `${XG}/12`,
        `${CLOSET}/8`,
      ]);
    });

    it('places the clients, and says which of them are not there any more', async () => {
      const result = await collect(await collector());
      const clients = valuesOf(result, 'client');
      expect(clients).toHaveLength(38);
      expect(clients.filter(({ presence }) => presence === 'stale')).toEqual([
        expect.objectContaining({
          mac: 'bc:24:11:00:78:05',
          switchMac: XG,
          port: 1,
          seenAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        }),
      ]);
      const client = (mac: string) => clients.find(each => each.mac === mac);
      // MAC in upper case, port as text
      expect(client('bc:24:11:00:78:21')).toEqual({
        mac: 'bc:24:11:00:78:21',
        address: '192.168.11.121',
        hostname: 'monitor',
        wired: true,
        switchMac: XG,
        port: 3,
        networkId: 'net-lan',
        presence: 'present',
      });
      // second LAG member, and seen on the uplink: both as the controller says
      expect(client('bc:24:11:00:78:10')).toMatchObject({ port: 2 });
      expect(client('bc:24:11:00:78:03')).toMatchObject({ port: 12 });
      // "wired" without a switch, and wireless
      expect(client('5c:e9:1e:00:00:01')).toMatchObject({ wired: true });
      expect(client('5c:e9:1e:00:00:01')).not.toHaveProperty('switchMac');
      expect(client('5c:e9:1e:00:00:02')).toMatchObject({ wired: false });
      // one port, many MACs
      expect(
        clients.filter(each => each.switchMac === XG && each.port === 15),
      ).toHaveLength(4);
    });

    it('lists networks and port forwards', async () => {
      const result = await collect(await collector());
      expect(valuesOf(result, 'network')).toEqual([
        {
          id: 'net-lan',
          name: 'LAN',
          vid: 11,
          cidr: '192.168.11.1/24',
          gateway: '192.168.11.1',
          dhcp: { start: '192.168.11.100', stop: '192.168.11.169' },
          purpose: 'corporate',
        },
        {
          id: 'net-200',
          name: 'tenants',
          vid: 200,
          cidr: '10.200.0.1/24',
          gateway: '10.200.0.1',
          purpose: 'corporate',
        },
        { id: 'net-110', name: 'validators', vid: 110, purpose: 'vlan-only' },
        {
          id: 'net-def',
          name: 'Default',
          vid: 1,
          cidr: '192.168.1.1/24',
          gateway: '192.168.1.1',
          dhcp: { start: '192.168.1.6', stop: '192.168.1.254' },
          purpose: 'corporate',
        },
        { id: 'net-wan', name: 'Internet 1', purpose: 'wan' },
      ]);
      const forwards = valuesOf(result, 'port-forward');
      expect(forwards).toHaveLength(9);
      expect(forwards[0]).toEqual({
        id: 'pf1',
        name: 'NPM web',
        enabled: true,
        interface: 'wan',
        protocol: 'tcp',
        listenPorts: '80,443',
        targetAddress: '192.168.11.166',
        targetPorts: '80,443',
      });
      expect(forwards[2]).toMatchObject({
        protocol: 'tcp_udp',
        listenPorts: '30303-30310',
      });
      expect(forwards[3]).toMatchObject({ enabled: false });
      expect(forwards[4]).toMatchObject({
        source: '198.51.100.0/24',
        listenPorts: '22022',
        targetPorts: '22',
      });
      expect(forwards[7]).toMatchObject({ interface: 'wan2' });
    });

    it('says what a key does not show that opens the official API only', async () => {
      const reading = await collector(undefined, ['--unifi-key', 'official']);
      const result = await collect(reading);
      expect(outcomesOf(result)).toEqual({
        source: 'partial: insufficient-privileges',
        devices: 'partial: insufficient-privileges',
        clients: 'partial: insufficient-privileges',
        networks: 'complete',
        'port-forwards': 'failed: insufficient-privileges',
      });
      for (const scope of ['source', 'devices', 'port-forwards']) {
        expect(scopeOf(result, scope).error?.message).toContain(
          'this key opens the official API only: no port map, no port forwards',
        );
      }
      expect(valuesOf(result, 'switch').map(({ mac }) => mac)).toEqual([
        UDM,
        XG,
        CLOSET,
      ]);
      expect(valuesOf(result, 'switch-port')).toEqual([]);
      expect(
        valuesOf(result, 'network').map(({ vid, name }) => `${vid} ${name}`),
      ).toEqual(['11 LAN', '200 tenants', '110 validators', '1 Default']);
      expect(
        valuesOf(result, 'client').find(
          ({ mac }) => mac === 'b0:26:28:10:01:00',
        ),
      ).toMatchObject({ address: '192.168.11.11', switchMac: XG });
      for (const { value } of result.scopes.flatMap(({ facts }) => facts)) {
        expect(value).not.toHaveProperty('port');
      }
      const doctor = await reading.check(CONTEXT);
      results.push(doctor);
      expect(doctor.map(({ status }) => status)).toEqual([
        'ok',
        'ok',
        'warn',
        'warn',
        'warn',
        'ok',
        'fail',
      ]);
    });

    it('takes the account where the key opens too little', async () => {
      const result = await collect(
        await collector({ apiKey: API_KEY, ...ACCOUNT }, [
          '--unifi-key',
          'official',
        ]),
      );
      expect(outcomesOf(result).devices).toBe('complete');
      expect(valuesOf(result, 'port-forward')).toHaveLength(9);
      expect(result.note).toMatch(/read as itops/);
    });

    it('keeps one session from run to run and through the doctor', async () => {
      const reading = await collector(ACCOUNT, ['--login-limit', '1']);
      for (let run = 0; run < 3; run++) {
        expect(outcomesOf(await collect(reading)).source).toBe('complete');
      }
      const doctor = await reading.check(CONTEXT);
      expect(doctor.every(({ status }) => status === 'ok')).toBe(true);
      expect(doctor[1].detail).toMatch(
        /^UniFi OS console, UniFi Network 10\.5\.66, certificate [0-9A-F:]{95} \(pinned\)$/,
      );
      await site?.stop();
      expect(asked('POST')).toEqual(['/api/auth/login']);
    });

    it.each([
      ['429', [ACCOUNT, ['--login-limit', '1']], 'rate-limited', 1],
      [
        'a wrong password',
        [{ ...ACCOUNT, password: 'wrong' }, []],
        'unauthorized',
        0,
      ],
      ['403', [ACCOUNT, ['--fault', 'unifi=403']], 'forbidden', 0],
    ] as const)(
      'does not log in again before the pause is over after %s',
      async (name, [credential, replay], reason, earlier) => {
        let now = Date.now();
        const reading = await collector(credential, [...replay], {
          now: () => now,
        });
        if (earlier > 0) {
          // Somebody else has used up the logins.
          const { url, fingerprint } = site!.unifi;
          await collect(collectorOf({ url, fingerprint, ...ACCOUNT }));
        }
        for (let run = 0; run < 4; run++) {
          const result = await collect(reading);
          expect(outcomesOf(result)).toEqual({ source: `failed: ${reason}` });
          now += 60_000;
        }
        now += 10 * 60_000;
        await collect(reading);
        await site?.stop();
        // Where the very first page is refused, nothing is posted at all.
        expect(asked('POST')).toHaveLength(name === '403' ? 0 : earlier + 2);
      },
    );

    it('says that a wrong key is wrong', async () => {
      const result = await collect(await collector({ apiKey: 'wrong' }));
      expect(outcomesOf(result)).toEqual({ source: 'failed: unauthorized' });
      expect(result.scopes[0].error?.message).toMatch(
        /does not accept the API key/,
      );
    });

    it('says that there is no such site', async () => {
      for (const credential of [{ apiKey: API_KEY }, ACCOUNT]) {
        const result = await collect(
          await collector({ ...credential, site: 'attic' }),
        );
        expect(outcomesOf(result)).toEqual({ source: 'failed: forbidden' });
        expect(result.scopes[0].error?.message).toMatch(
          /attic.*there is no such site/,
        );
        await site?.stop();
      }
    });

    it.each([
      ['refuse', 'unreachable'],
      ['timeout', 'timeout'],
      ['slow', 'timeout'],
      ['401', 'unauthorized'],
      ['403', 'forbidden'],
      ['500', 'http-error'],
      ['empty', 'invalid-answer'],
      ['null', 'invalid-answer'],
      ['truncated', 'invalid-answer'],
      ['html', 'invalid-answer'],
      ['endless', 'too-large'],
    ])('fails as a whole with the fault %s: %s', async (kind, reason) => {
      for (const credential of [{ apiKey: API_KEY }, ACCOUNT]) {
        const reading = await collector(credential, [
          '--fault',
          `unifi=${kind}`,
        ]);
        const begun = performance.now();
        const result = await collect(reading);
        if (kind === 'endless') {
          // A slow machine meets the deadline before the limit.
          expect(['failed: too-large', 'failed: timeout']).toContain(
            outcomesOf(result).source,
          );
        } else {
          expect(outcomesOf(result)).toEqual({ source: `failed: ${reason}` });
        }
        expect(performance.now() - begun).toBeLessThan(15_000);
        results.push(await reading.check(CONTEXT));
        await site?.stop();
      }
    });

    it('sends nothing to another certificate than the pinned one', async () => {
      const reading = await collector({
        apiKey: API_KEY,
        fingerprint: 'AB'.repeat(32),
      });
      expect(outcomesOf(await collect(reading))).toEqual({
        source: 'failed: certificate-changed',
      });
      expect(await site?.stop()).toEqual({ requests: 0, writes: 0 });
    });
  },
);
