import { Severity, Site, Verdict } from '@sankofa/site-model';
import { reachLines } from './reachLines';

const SEVERITIES: Severity[] = ['critical', 'error', 'warning', 'info'];
/** Worst findings named one by one; the file has them all. */
const NAMED = 10;

/** The export in words, for the person who reads the job's log. */
export function summaryLines(
  site: Site,
  verdicts: readonly Verdict[],
): string[] {
  const counts = SEVERITIES.map(severity => ({
    severity,
    findings: verdicts.filter(verdict => verdict.severity === severity),
  })).filter(({ findings }) => findings.length > 0);
  const named = counts
    .filter(({ severity }) => severity === 'critical' || severity === 'error')
    .flatMap(({ findings }) => findings);
  const reach = reachLines(site);
  return [
    'Sources:',
    ...site.sources.map(
      ({ sourceId, freshness, transport }) =>
        `  ${freshness.padEnd(8)}${sourceId}${
          transport ? ` (${transport})` : ''
        }`,
    ),
    `Seen: ${count(site.nodes, 'node')}, ${count(
      site.guests,
      'guest',
    )}, ${count(site.addresses, 'address', 'addresses')}.`,
    ...(reach.length > 0
      ? ['How far this can see:', ...reach.map(line => `  ${line}`)]
      : []),
    verdicts.length === 0
      ? 'Findings: none.'
      : `Findings: ${counts
          .map(({ severity, findings }) => `${findings.length} ${severity}`)
          .join(', ')}.`,
    ...named
      .slice(0, NAMED)
      .map(({ severity, summary }) => `  ${severity.padEnd(9)}${summary}`),
    ...(named.length > NAMED
      ? [`  … and ${named.length - NAMED} more in drift.json`]
      : []),
  ];
}

function count(items: unknown[], one: string, many = `${one}s`): string {
  return `${items.length} ${items.length === 1 ? one : many}`;
}
