import { buildPaths, Hop, PathBook, PathBranch } from '../paths';
import { Site } from '../site';
import { evidenceEntry } from './evidenceEntry';
import { reportHead } from './reportHead';
import { PathsReport } from './schemas';

type ReportHop = PathsReport['paths'][number]['hops'][number];

function hopEntry({
  kind,
  ref,
  port,
  ends,
  status,
  reason,
  evidence,
}: Hop): ReportHop {
  return {
    kind,
    ref,
    ...(port !== undefined && { port }),
    ...(ends && { ends }),
    status,
    ...(reason !== undefined && { reason }),
    evidence: evidence.map(evidenceEntry),
  };
}

function branchEntry({ hops, ...which }: PathBranch) {
  return { ...which, hops: hops.map(hopEntry) };
}

/**
 * `paths.json` (INTERFACES.md): the path of every public host name, with all its
 * branches and what every hop rests on.
 *
 * @param site - the site they are built from
 * @param book - its paths, where they are built already
 * @public
 */
export function pathsReport(
  site: Site,
  book: PathBook = buildPaths(site),
): PathsReport {
  return {
    ...reportHead(site),
    paths: book.paths.map(({ hostname, status, hops, branches }) => ({
      hostname,
      status,
      hops: hops.map(hopEntry),
      ...(branches && { branches: branches.map(branchEntry) }),
    })),
  };
}
