import {
  RecordedFinding,
  RecordedSite,
  RecordedToken,
  recordedFile,
  recordedSources,
} from '@sankofa/plugin-itops-node/testUtils';
import { PathsReport } from '@sankofa/site-model';

/** Nodes whose neighbour tables were recorded. */
const NODES = ['ml110', 'r630-01', 'r630-02', 'r630-03'];
/** Where the proxy of this site answers, whatever port it is replayed on. */
const PROXY_ADDRESSES = ['192.168.11.166'];
const SECRET = 'accepted-by-the-replay';

/** With which rights the recorded site is read. */
export interface RecordedWay {
  token?: RecordedToken;
  npmAccount?: 'good' | 'visibilityUser';
}

/** `itops.sources` with every connector, for the recorded site as it is served. */
export function everyRecordedSource(
  site: RecordedSite,
  { token = 'collector', npmAccount = 'good' }: RecordedWay = {},
) {
  return {
    ...recordedSources({ nodes: Object.values(site.nodes), token }),
    npm: [
      {
        id: 'edge',
        url: site.npm.url,
        identity: site.npm[npmAccount],
        secret: SECRET,
        addresses: PROXY_ADDRESSES,
      },
    ],
    unifi: [{ id: 'udm', apiKey: SECRET, ...site.unifi }],
    neighbours: [
      {
        id: 'nodes',
        nodes: NODES.map(node => ({
          node,
          file: recordedFile(`neighbours/${node}.json`),
        })),
      },
    ],
  };
}

export function findingWords(findings: readonly RecordedFinding[]): string[] {
  return findings
    .map(({ rule, subject, severity }) => `${rule} ${subject} ${severity}`)
    .sort();
}

export function addressWords(
  addresses: readonly { address: string; state: string }[],
): string[] {
  return addresses.map(({ address, state }) => `${address} ${state}`);
}

/** Paths as the expectations have them. */
export function withoutEvidence({ paths }: PathsReport) {
  const bare = (hops: PathsReport['paths'][number]['hops']) =>
    hops.map(({ evidence, ...hop }) => hop);
  return paths.map(({ hops, branches, ...path }) => ({
    ...path,
    hops: bare(hops),
    ...(branches && {
      branches: branches.map(branch => ({
        ...branch,
        hops: bare(branch.hops),
      })),
    }),
  }));
}
