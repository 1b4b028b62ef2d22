import { FaultCase, answerFaults, fileFaults } from './faultCases';

const PROXY = 'npm/edge';
const CONSOLE = 'unifi/udm';
const TABLES = 'neighbours/nodes';
const NODES = ['ml110', 'r630-01', 'r630-02', 'r630-03'];

const fileOf = (node: string) => `neighbours/${node}.json`;
const allTables = fileFaults({
  name: 'the neighbour tables',
  source: TABLES,
  files: NODES.map(fileOf),
});
const oneTable = fileFaults({
  name: 'the neighbour table of one node',
  source: TABLES,
  files: [fileOf('r630-03')],
});

/** The proxy itself and the rights of the account are still told. */
const isProxyItself = (scope: string) => scope === 'source';
const ANSWERED_IN_PART: Record<string, Partial<FaultCase>> = {
  'empty instead of answers of npm': {
    freshness: 'partial',
    reasons: ['suspicious-removal'],
    reads: isProxyItself,
  },
  'null instead of answers of npm': {
    freshness: 'partial',
    reads: isProxyItself,
  },
};

/** What goes wrong with the proxy, the console and the neighbour tables. */
export const EDGE_FAULTS: FaultCase[] = [
  ...answerFaults('npm', PROXY).map(
    (fault): FaultCase => ({ ...fault, ...ANSWERED_IN_PART[fault.name] }),
  ),
  {
    name: 'a proxy account that sees its own rows only',
    source: PROXY,
    way: { npmAccount: 'visibilityUser' },
    freshness: 'partial',
    reasons: ['visibility-user'],
    reads: () => false,
  },
  ...answerFaults('unifi', CONSOLE),
  {
    name: 'a key that opens the official API only',
    source: CONSOLE,
    replay: ['--unifi-key', 'official'],
    freshness: 'partial',
    reasons: ['insufficient-privileges'],
  },
  {
    name: 'another certificate of the console',
    source: CONSOLE,
    changedCertificates: 'unifi',
    reasons: ['certificate-changed'],
  },
  ...Object.values(allTables),
  ...Object.values(oneTable).map(
    (fault): FaultCase => ({
      ...fault,
      freshness: 'partial',
      reads: scope => scope !== 'node:r630-03',
    }),
  ),
];
