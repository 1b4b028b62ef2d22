import { createMockDirectory } from '@backstage/backend-test-utils';
import {
  RecordedCase,
  RecordedToken,
  compareWithRecorded,
  describeHere,
  missingRecordedSite,
  readRecordedExpectations,
  recordedRules,
  recordedSources,
  startRecordedSite,
} from '@sankofa/plugin-itops-node/testUtils';
import {
  DriftReport,
  driftReportSchema,
  liveInventorySchema,
} from '@sankofa/site-model';
import { readFile } from 'node:fs/promises';
import { runProgram } from './testUtils/runProgram';

jest.setTimeout(180_000);

const OUR_SOURCES = ['proxmox', 'declared'];

describeHere(missingRecordedSite(), 'itops export of the recorded site', () => {
  const folder = createMockDirectory();
  afterEach(() => folder.clear());

  /** One run of the real program against the recorded answers. */
  async function exported(token: RecordedToken, ...replayOptions: string[]) {
    const site = await startRecordedSite(...replayOptions);
    try {
      const sources = recordedSources({
        nodes: Object.values(site.nodes),
        token,
      });
      folder.addContent({
        'site.yaml': JSON.stringify({ itops: { sources } }),
      });
      const args = ['export', '--config', 'site.yaml', '--out', 'out'];
      const result = await runProgram(args, { cwd: folder.path });
      const read = async (name: string) =>
        JSON.parse(await readFile(folder.resolve('out', name), 'utf8'));
      return {
        ...result,
        live: liveInventorySchema.parse(await read('live_inventory.json')),
        drift: driftReportSchema.parse(await read('drift.json')),
      };
    } finally {
      // A collector that only reads, proved on every run.
      expect(await site.stop()).toMatchObject({ writes: 0 });
    }
  }

  it('finds exactly what is wrong, with the keys and the exit code of the contract', async () => {
    const expected = await readRecordedExpectations();
    const { code, drift, live } = await exported('collector');
    const { wrong, explained, addresses } = await compareWithRecorded(
      drift.findings,
      live.guests.flatMap(({ ips }) => ips),
    );
    // eslint-disable-next-line no-console
    console.log(
      explained.length > 0
        ? `known through UniFi or neighbours alone:\n${explained.join('\n')}`
        : 'no address is known through UniFi or neighbours alone',
    );
    expect(wrong).toEqual([]);
    expect(withoutAddresses(drift, addresses)).toEqual(
      withoutAddresses(expected.drift as DriftReport, addresses),
    );
    expect(code).toBe(expected.exitCode);
    const { sources } = expected.cases.good;
    expect(sourceWords(drift)).toEqual(expectedSourceWords(sources));
  });

  it.each(['empty', 'vmonly'] as const)(
    'says why and how far it can see with the token %s, and concludes nothing from what it cannot',
    async token => {
      const { cases } = await readRecordedExpectations();
      const wanted = cases[token];
      const { stderr, drift, live } = await exported(token);
      expectCase(drift, wanted);
      expect(live.guests.map(({ vmid }) => vmid).sort()).toEqual(
        [...(wanted.seenGuests ?? [])].sort(),
      );
      expect(drift.seed_unreachable).toBe(token === 'empty');
      expect(stderr).toContain('How far this can see:');
      expect(stderr).toMatch(/[A-Z][A-Za-z]+\.[A-Z][A-Za-z]+/);
      expect(stderr).toContain('stay silent');
    },
  );

  it('says which guests cannot be read while a node is down, and keeps the rest', async () => {
    const { cases } = await readRecordedExpectations();
    const wanted = cases['node-down'];
    const { stderr, drift, live } = await exported(
      'collector',
      '--node-down',
      wanted.nodeDown!,
    );
    expectCase(drift, wanted);
    expect(stderr).toContain(`node-offline`);
    expect(stderr).toContain(wanted.nodeDown!);
    const unread = live.guests
      .filter(({ node, ips_unreadable }) => {
        const down = live.nodes.find(({ name }) => name === node);
        return down?.status !== 'online' && ips_unreadable !== null;
      })
      .map(({ vmid }) => vmid);
    expect(unread.sort()).toEqual([...(wanted.unreadGuests ?? [])].sort());
  });

  it('ends with 0 and says so when no node answers', async () => {
    const { cases } = await readRecordedExpectations();
    const { code, drift } = await exported(
      'collector',
      '--fault',
      'proxmox=refuse',
    );
    expect({ code, seed: drift.seed_unreachable }).toEqual({
      code: 0,
      seed: true,
    });
    expectCase(drift, cases['seed-unreachable']);
  });
});

function expectCase(drift: DriftReport, wanted: RecordedCase): void {
  const found = drift.findings.map(({ rule, subject }) => `${rule} ${subject}`);
  for (const { rule, subject } of wanted.mustInclude) {
    if (recordedRules.includes(rule)) {
      expect(found).toContain(`${rule} ${subject}`);
    }
  }
  for (const rule of wanted.mustNotIncludeRules) {
    expect(found.filter(each => each.startsWith(`${rule} `))).toEqual([]);
  }
  expect(sourceWords(drift)).toEqual(expectedSourceWords(wanted.sources));
}

function sourceWords({ sources }: DriftReport): string[] {
  return sources
    .map(({ id, status, error }) =>
      [id, status, error?.reason].join(' ').trim(),
    )
    .sort();
}

function expectedSourceWords(sources: RecordedCase['sources']): string[] {
  return sources
    .filter(({ kind }) => OUR_SOURCES.includes(kind))
    .map(({ id, freshness, reason }) =>
      [id, freshness, reason].join(' ').trim(),
    )
    .sort();
}

/** The keys other tools read, without the addresses that only other sources know. */
function withoutAddresses(drift: DriftReport, addresses: Set<string>) {
  const left = (list: string[]) => list.filter(each => !addresses.has(each));
  return {
    seed_unreachable: drift.seed_unreachable,
    duplicate_ips: drift.duplicate_ips,
    guest_ips_not_in_ip_addresses_conf: left(
      drift.guest_ips_not_in_ip_addresses_conf,
    ),
    ip_addresses_conf_ips_not_on_guests: left(
      drift.ip_addresses_conf_ips_not_on_guests,
    ),
    vmid_ip_mismatch: drift.vmid_ip_mismatch,
    guests_only_in_doc: drift.guests_only_in_doc,
    guests_only_on_cluster: drift.guests_only_on_cluster,
  };
}
