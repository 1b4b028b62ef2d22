import { createMockDirectory } from '@backstage/backend-test-utils';
import {
  RecordedExpectations,
  RecordedWay,
  describeHere,
  missingRecordedSite,
  readRecordedExpectations,
  recordedSources,
  startRecordedSite,
} from '@sankofa/plugin-itops-node/testUtils';
import { driftReportSchema, pathsReportSchema } from '@sankofa/site-model';
import { readFile } from 'node:fs/promises';
import { findingWords, withoutEvidence } from './testUtils/recordedSite';
import { runProgram } from './testUtils/runProgram';

jest.setTimeout(180_000);

type Row = { hostname: string; upstream: string };

/** Where each name that is served leads, by the recorded paths; refused rows are declared without. */
function rowsOf({ paths }: RecordedExpectations): Row[] {
  return paths.flatMap(({ hostname, hops, branches = [] }): Row[] => {
    const proxy = hops.find(({ kind }) => kind === 'proxy')!;
    if (proxy.reason === 'row-disabled' || proxy.ref!.startsWith('dead-host')) {
      return [];
    }
    const root = branches.find(({ location }) => location === '/');
    const end = [...hops, ...(root?.hops ?? [])].find(({ kind }) =>
      ['address', 'external', 'inside-proxy', 'redirect'].includes(kind),
    );
    if (!end) {
      return [{ hostname, upstream: 'TBD' }];
    }
    const host = end.ref!.slice(end.ref!.indexOf(':') + 1);
    const isIpv6 = host.split(':').length > 2;
    const port = end.port === undefined ? '' : `:${end.port}`;
    return [{ hostname, upstream: `${isIpv6 ? `[${host}]` : host}${port}` }];
  });
}

function table(rows: readonly Row[]): string {
  return [
    '| Hostname | Upstream |',
    '| -------- | -------- |',
    ...rows.map(
      ({ hostname, upstream }) =>
        `| ${hostname.replace('*', '\\*')} | \`${upstream}\` |`,
    ),
  ].join('\n');
}

describeHere(
  missingRecordedSite(),
  'itops export of the recorded site with a table of its host names',
  () => {
    const folder = createMockDirectory();
    afterEach(() => folder.clear());

    async function exported(
      rows: readonly Row[],
      { replay = [], ...way }: RecordedWay & { replay?: string[] } = {},
    ) {
      const site = await startRecordedSite(...replay);
      try {
        const { declared, ...others } = recordedSources(site, way);
        const names = {
          id: 'HOSTNAMES.md',
          kind: 'hostnames',
          path: folder.resolve('HOSTNAMES.md'),
        };
        const sources = { ...others, declared: [...declared, names] };
        folder.addContent({
          'HOSTNAMES.md': table(rows),
          'site.yaml': JSON.stringify({ itops: { sources } }),
        });
        const args = ['export', '--config', 'site.yaml', '--out', 'out'];
        await runProgram(args, { cwd: folder.path });
        const read = async (name: string) =>
          JSON.parse(await readFile(folder.resolve('out', name), 'utf8'));
        const { findings } = driftReportSchema.parse(await read('drift.json'));
        return {
          findings,
          paths: pathsReportSchema.parse(await read('paths.json')),
          ofNames: findingWords(findings).filter(word =>
            /^(?:upstream-mismatch|hostname-)/.test(word),
          ),
        };
      } finally {
        expect(await site.stop()).toMatchObject({ writes: 0 });
      }
    }

    it('finds nothing beside what is expected where the table says what the rows do', async () => {
      const expected = await readRecordedExpectations();
      const { findings, paths } = await exported(rowsOf(expected));
      expect(findingWords(findings)).toEqual(findingWords(expected.findings));
      expect(withoutEvidence(paths)).toEqual(expected.paths);
    });

    it('finds what was changed in the table, with its line', async () => {
      const rows = rowsOf(await readRecordedExpectations())
        .filter(({ hostname }) => hostname !== 'wiki.sankofa.example')
        .map(row =>
          // The row of the proxy says .64 only in its free text (R12).
          row.hostname === 'legacy.sankofa.example'
            ? { ...row, upstream: '192.168.11.54:80' }
            : row,
        );
      const { ofNames, findings } = await exported([
        ...rows,
        { hostname: 'files.sankofa.example', upstream: '192.168.11.74:80' },
        { hostname: 'new.sankofa.example', upstream: 'TBD' },
      ]);
      expect(ofNames).toEqual([
        'hostname-missing hostname:files.sankofa.example error',
        'hostname-undeclared hostname:wiki.sankofa.example warning',
        'upstream-mismatch hostname:legacy.sankofa.example error',
      ]);
      const missing = findings.find(({ rule }) => rule === 'hostname-missing')!;
      expect(missing.evidence[0].locator).toBe(
        `HOSTNAMES.md:${rows.length + 3}`,
      );
    });

    it.each([
      ['visibility user', { npmAccount: 'visibilityUser' as const }],
      ['no answer', { replay: ['--fault', 'npm=refuse'] }],
    ])('concludes nothing from a proxy with %s', async (_, way) => {
      const rows = rowsOf(await readRecordedExpectations());
      expect((await exported(rows, way)).ofNames).toEqual([]);
    });
  },
);
