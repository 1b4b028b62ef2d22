import { RecordedFinding } from '@sankofa/plugin-itops-node/testUtils';
import { PathsReport } from '@sankofa/site-model';

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
