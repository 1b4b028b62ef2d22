import {
  RecordedSite,
  describeHere,
  missingRecordedSite,
  startRecordedSite,
} from '@sankofa/plugin-itops-node/testUtils';
import { CollectionResult } from '@sankofa/plugin-itops-node';
import {
  collect,
  collectorsOf,
  factsOf,
  outcomeOf,
  outcomes,
} from './__testUtils__/collect';

jest.setTimeout(60_000);

describeHere(
  missingRecordedSite(),
  'against the recorded answers of a real Proxmox VE 9.2 cluster',
  () => {
    let site: RecordedSite | undefined;
    afterEach(async () => {
      const counted = await site?.stop();
      site = undefined;
      // A collector that only reads leaves this at 0, whatever goes wrong.
      expect(counted?.writes).toBe(0);
    });

    async function collectors(
      token: string,
      options: object,
      ...replayOptions: string[]
    ) {
      site = await startRecordedSite(...replayOptions);
      return collectorsOf({
        id: 'sankofa',
        token: `it-ro@pve!${token}=11111111-canary`,
        endpoints: Object.values(site.nodes).map(({ url, fingerprint }) => ({
          url,
          fingerprint,
        })),
        requestTimeout: { seconds: 1 },
        ...options,
      });
    }

    function guestsOf(result: CollectionResult) {
      return factsOf(result, 'guest').map(({ value }) => value);
    }

    it('reads the whole site: an offline node leaves the list complete', async () => {
      const { inventory, addresses } = await collectors('collector', {});
      const result = await collect(inventory);
      const said = outcomes(result);
      expect(said.source).toBe('complete');
      expect(
        Object.entries(said).filter(([, outcome]) => outcome !== 'complete'),
      ).toEqual([
        ['node:r630-04', 'failed: node-offline'],
        ['guest:300', 'failed: node-offline'],
        ['guest:301', 'failed: node-offline'],
      ]);
      expect(guestsOf(result)).toHaveLength(33);
      expect(factsOf(result, 'cluster')[0].value).toMatchObject({
        name: 'sankofa',
        version: '9.2.11',
        quorate: true,
      });
      const configs = new Map(
        factsOf(result, 'guest-config').map(({ value }) => [value.vmid, value]),
      );
      // The snapshot of 7801 and the pending change of 7805 are no claims.
      expect(configs.get(7801)?.interfaces.map(net => net.addresses)).toEqual([
        ['192.168.11.50/24'],
        ['10.66.0.50/24'],
      ]);
      expect(configs.get(7805)?.interfaces[0].addresses).toEqual([
        '192.168.11.56/24',
      ]);
      expect(configs.get(7805)?.pendingAddresses).toEqual(['192.168.11.156']);
      expect(configs.get(9000)).toMatchObject({
        template: true,
        name: 'tmpl-ubuntu-2404',
      });
      expect(
        factsOf(result, 'vnet').map(({ value }) => [value.name, value.tag]),
      ).toEqual([
        ['lab0', undefined],
        ['vnet110', 110],
        ['vnet200', 200],
      ]);

      const inside = await collect(addresses);
      expect(
        Object.entries(outcomes(inside)).filter(
          ([, outcome]) => outcome !== 'complete',
        ),
      ).toEqual([
        ['guest:212', 'partial: agent-not-running'],
        ['guest:213', 'partial: agent-blocked'],
        ['guest:300', 'failed: node-offline'],
        ['guest:301', 'failed: node-offline'],
      ]);
      const seen = new Map(
        factsOf(inside, 'guest-addresses').map(({ value }) => [
          value.vmid,
          value.interfaces.flatMap(net => net.addresses),
        ]),
      );
      expect(seen.get(7801)).toContain('192.168.11.79/32');
      expect(seen.get(7821)).toEqual(['192.168.11.121/24']);
      expect(seen.get(210)).toEqual([
        '172.17.0.1/16',
        '192.168.11.60/24',
        '10.99.0.2/32',
      ]);
    });

    it('fails with a token without privileges, naming them all', async () => {
      for (const collector of Object.values(await collectors('empty', {}))) {
        const result = await collect(collector);
        expect(outcomes(result)).toEqual({
          source: 'failed: insufficient-privileges',
        });
        expect(result.scopes[0].error?.message).toMatch(
          /it-ro@pve!empty lacks VM\.Audit@\/vms.*VM\.GuestAgent\.Audit@\/vms/,
        );
      }
    });

    it('is partial with a token that sees two guests, and reads these two', async () => {
      const { inventory, addresses } = await collectors('vmonly', {});
      const result = await collect(inventory);
      expect(outcomeOf(result, 'source')).toBe(
        'partial: insufficient-privileges',
      );
      expect(guestsOf(result).map(({ vmid }) => vmid)).toEqual([210, 7801]);
      expect(factsOf(result, 'guest-config')).toHaveLength(2);
      expect(outcomeOf(await collect(addresses), 'source')).toBe(
        'partial: insufficient-privileges',
      );
    });

    it('does not see a wrong token as an empty site, and asks only once', async () => {
      const { inventory } = await collectors('unknown', {});
      expect(outcomes(await collect(inventory))).toEqual({
        source: 'failed: unauthorized',
      });
      expect(await site?.stop()).toEqual({ requests: 1, writes: 0 });
    });

    it.each(['r630-03', 'ml110'])(
      'goes on when node %s is down',
      async node => {
        const { inventory } = await collectors(
          'collector',
          {},
          '--node-down',
          node,
        );
        const result = await collect(inventory);
        const said = outcomes(result);
        expect(said.source).toBe('complete');
        expect(said[`node:${node}`]).toBe('failed: node-offline');
        expect(guestsOf(result)).toHaveLength(33);
        for (const guest of guestsOf(result)) {
          expect(said[`guest:${guest.vmid}`]).toBe(
            [node, 'r630-04'].includes(guest.node)
              ? 'failed: node-offline'
              : 'complete',
          );
        }
      },
    );

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
    ])(
      'fails as a whole and says why when every endpoint has the fault %s',
      async (kind, reason) => {
        const { inventory, addresses } = await collectors(
          'collector',
          {},
          '--fault',
          `proxmox=${kind}`,
        );
        const begun = performance.now();
        const result = await collect(inventory);
        if (kind === 'endless') {
          // 64 MB are the limit; a slow machine meets the deadline before that.
          expect(['failed: too-large', 'failed: timeout']).toContain(
            outcomeOf(result, 'source'),
          );
        } else {
          expect(outcomes(result)).toEqual({ source: `failed: ${reason}` });
        }
        expect(performance.now() - begun).toBeLessThan(30_000);
        expect(outcomeOf(await collect(addresses), 'source')).toMatch(
          /^failed: /,
        );
      },
    );

    it.each(['timeout', 'refuse', '401', '500', 'truncated', 'html'])(
      'reads everything through the other endpoints when one has the fault %s',
      async kind => {
        for (const node of ['ml110', 'r630-01']) {
          const { inventory } = await collectors(
            'collector',
            {},
            '--fault',
            `proxmox/${node}=${kind}`,
          );
          const result = await collect(inventory);
          // A refused token at the very first endpoint cannot be told from a wrong token.
          expect(outcomeOf(result, 'source')).toBe(
            kind === '401' && node === 'ml110'
              ? 'failed: unauthorized'
              : 'complete',
          );
          if (outcomeOf(result, 'source') === 'complete') {
            expect(
              Object.values(outcomes(result)).filter(
                outcome => outcome !== 'complete',
              ),
            ).toHaveLength(3);
            expect(result.note).toBeTruthy();
          }
          await site?.stop();
        }
      },
    );

    it('sends nothing when the certificates are not the pinned ones', async () => {
      const { inventory } = await collectors('collector', {
        endpoints: [
          {
            url: 'https://127.0.0.1:1',
            fingerprint: 'AB'.repeat(32),
          },
        ],
      });
      const { inventory: pinned } = collectorsOf({
        endpoints: Object.values(site?.nodes ?? {}).map(({ url }) => ({
          url,
          fingerprint: 'AB'.repeat(32),
        })),
      });
      expect(outcomeOf(await collect(pinned), 'source')).toBe(
        'failed: certificate-changed',
      );
      expect(outcomeOf(await collect(inventory), 'source')).toBe(
        'failed: unreachable',
      );
      expect(await site?.stop()).toEqual({ requests: 0, writes: 0 });
    });
  },
);
