import { createMockDirectory } from '@backstage/backend-test-utils';
import {
  RecordedCase,
  RecordedExpectations,
  RecordedWay,
  describeHere,
  missingRecordedSite,
  readRecordedExpectations,
  recordedSources,
  startRecordedSite,
} from '@sankofa/plugin-itops-node/testUtils';
import {
  DriftReport,
  PathsReport,
  driftReportSchema,
  liveInventorySchema,
  pathsReportSchema,
} from '@sankofa/site-model';
import { readFile } from 'node:fs/promises';
import {
  addressWords,
  findingWords,
  withoutEvidence,
} from './testUtils/recordedSite';
import { runProgram } from './testUtils/runProgram';

jest.setTimeout(180_000);

interface Way extends RecordedWay {
  /** Options of the program that serves the recorded answers. */
  replay?: string[];
}

describeHere(missingRecordedSite(), 'itops export of the recorded site', () => {
  const folder = createMockDirectory();
  afterEach(() => folder.clear());

  /** One run of the real program, with every connector, against the recorded answers. */
  async function exported(way: Way = {}) {
    const { replay = [], ...recorded } = way;
    const site = await startRecordedSite(...replay);
    try {
      const sources = recordedSources(site, recorded);
      folder.addContent({
        'site.yaml': JSON.stringify({ itops: { sources } }),
      });
      const args = ['export', '--config', 'site.yaml', '--out', 'out'];
      const result = await runProgram(args, { cwd: folder.path });
      if (!result.stdout.includes('paths.json')) {
        throw new Error(`nothing was written: ${result.stderr}`);
      }
      const read = async (name: string) =>
        JSON.parse(await readFile(folder.resolve('out', name), 'utf8'));
      return {
        ...result,
        live: liveInventorySchema.parse(await read('live_inventory.json')),
        drift: driftReportSchema.parse(await read('drift.json')),
        paths: pathsReportSchema.parse(await read('paths.json')),
      };
    } finally {
      // A collector that only reads, proved on every run.
      expect(await site.stop()).toMatchObject({ writes: 0 });
    }
  }

  describe('with accounts that may read everything', () => {
    let good: Awaited<ReturnType<typeof exported>>;
    let expected: RecordedExpectations;
    beforeAll(async () => {
      expected = await readRecordedExpectations();
      good = await exported();
    });

    it('finds exactly what is wrong', () => {
      expect(findingWords(good.drift.findings)).toEqual(
        findingWords(expected.findings),
      );
    });

    it('keeps the keys and the exit code that other tools know', () => {
      expect(otherTools(good.drift)).toEqual(expected.drift);
      expect(good.code).toBe(expected.exitCode);
    });

    it('walks every public host name down to its switch port', () => {
      expect(withoutEvidence(good.paths)).toEqual(expected.paths);
    });

    it('says for every hop that applies what it rests on', () => {
      const silent = everyHop(good.paths).filter(
        ({ status, evidence }) =>
          status !== 'not-applicable' && evidence.length === 0,
      );
      expect(silent).toEqual([]);
    });

    it('knows the state of every address', () => {
      expect(addressWords(good.live.addresses)).toEqual(
        addressWords(expected.addresses),
      );
    });

    it('says how far each source could be read', () => {
      expect(sourceWords(good.drift)).toEqual(
        expectedSourceWords(expected.cases.good.sources),
      );
    });
  });

  it.each(['empty', 'vmonly'] as const)(
    'says why and how far it can see with the token %s, and concludes nothing from what it cannot',
    async token => {
      const { cases } = await readRecordedExpectations();
      const wanted = cases[token];
      const { stderr, drift, live, paths } = await exported({ token });
      expectCase(drift, wanted);
      expectNothingBetter(paths, await goodPaths());
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
    const replay = ['--node-down', wanted.nodeDown!];
    const { stderr, drift, live, paths } = await exported({ replay });
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
    expectNothingBetter(paths, await goodPaths());
    expect(hopsAt(paths, `node:${wanted.nodeDown}`)).toEqual(['stale']);
  });

  it('ends with 0 and says so when no node answers', async () => {
    const { cases } = await readRecordedExpectations();
    const replay = ['--fault', 'proxmox=refuse'];
    const { code, drift, paths } = await exported({ replay });
    expect({ code, seed: drift.seed_unreachable }).toEqual({
      code: 0,
      seed: true,
    });
    expectCase(drift, cases['seed-unreachable']);
    expectNothingBetter(paths, await goodPaths());
  });

  it.each([
    ['visibility-user', { npmAccount: 'visibilityUser' }],
    ['npm-down', { replay: ['--fault', 'npm=refuse'] }],
  ] as const)('knows no host name by %s, and says why', async (name, way) => {
    const { cases } = await readRecordedExpectations();
    const { drift, paths } = await exported(way as Way);
    expectCase(drift, cases[name]);
    expect(paths.paths).toEqual([]);
  });

  it('does not know where things are plugged in while the console is down', async () => {
    const { cases } = await readRecordedExpectations();
    const replay = ['--fault', 'unifi=refuse'];
    const { drift, paths } = await exported({ replay });
    expectCase(drift, cases['unifi-down']);
    expectNothingBetter(paths, await goodPaths());
    const blind = everyHop(paths).filter(({ kind }) =>
      ['switch-port', 'port-forward'].includes(kind),
    );
    expect(new Set(blind.map(hop => `${hop.status} ${hop.reason}`))).toEqual(
      new Set(['unknown unreachable']),
    );
  });

  async function goodPaths() {
    const { paths } = await readRecordedExpectations();
    return new Map(paths.map(({ hostname, status }) => [hostname, status]));
  }
});

/** Who sees less may no longer see that two things disagree: unknown is as bad as conflict. */
const RANKS: Record<string, number> = {
  confirmed: 0,
  likely: 1,
  declared: 2,
  stale: 3,
  unknown: 4,
  conflict: 4,
};

function everyHop({ paths }: PathsReport) {
  return paths.flatMap(({ hops, branches = [] }) => [
    ...hops,
    ...branches.flatMap(branch => branch.hops),
  ]);
}

/** Statuses of all hops that name a thing. */
function hopsAt(paths: PathsReport, ref: string): string[] {
  const found = everyHop(paths).filter(hop => hop.ref === ref);
  return [...new Set(found.map(({ status }) => status))];
}

/** A source less never makes a path more certain. */
function expectNothingBetter(paths: PathsReport, good: Map<string, string>) {
  const better = paths.paths.filter(
    ({ hostname, status }) => RANKS[status] < RANKS[good.get(hostname)!],
  );
  expect(better.map(({ hostname }) => hostname)).toEqual([]);
  expect(paths.paths).toHaveLength(good.size);
}

function expectCase(drift: DriftReport, wanted: RecordedCase): void {
  const found = drift.findings.map(({ rule, subject }) => `${rule} ${subject}`);
  for (const { rule, subject } of wanted.mustInclude) {
    expect(found).toContain(`${rule} ${subject}`);
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
    .map(({ id, freshness, reason }) =>
      [id, freshness, reason].join(' ').trim(),
    )
    .sort();
}

/** The keys that other tools read. */
function otherTools(drift: DriftReport) {
  const {
    schema_version,
    generated_at,
    collected_at,
    sources,
    findings,
    ...keys
  } = drift;
  return keys;
}
