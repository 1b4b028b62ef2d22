import { LoggerService } from '@backstage/backend-plugin-api';
import { Collector } from '@sankofa/plugin-itops-node';
import {
  PassResult,
  Site,
  SiteOptions,
  SourceSnapshot,
  Verdict,
  buildSite,
  judge,
  snapshotOfResults,
} from '@sankofa/site-model';
import { runCollector } from './runCollector';

/** Everything one headless collection found. */
export interface Collected {
  site: Site;
  verdicts: Verdict[];
  /** What collectors had to say beside their facts: why SSH was used. */
  notes: { sourceId: string; note: string }[];
}

/**
 * Reads all sources once and judges the result. Sources are read side by side;
 * the passes of one source one after another, so that it never has more
 * requests in flight than its configuration allows.
 */
export async function collectSite(
  collectors: readonly Collector[],
  options: { siteOptions: SiteOptions; logger: LoggerService },
): Promise<Collected> {
  const notes: Collected['notes'] = [];
  const snapshots = await Promise.all(
    bySource(collectors).map(async passes => {
      const [{ sourceId, kind }] = passes;
      const results: PassResult[] = [];
      for (const collector of passes) {
        const result = await runCollector(collector, options);
        if (result.note) {
          notes.push({ sourceId, note: result.note });
        }
        results.push({
          pass: collector.pass,
          result,
          // Read once, just now: nothing can be late.
          intervalSeconds: Number.POSITIVE_INFINITY,
        });
      }
      return (at: string): SourceSnapshot =>
        snapshotOfResults(sourceId, kind, results, at);
    }),
  );
  const at = new Date().toISOString();
  const site = buildSite(
    snapshots.map(snapshot => snapshot(at)),
    options.siteOptions,
    at,
  );
  return { site, verdicts: judge(site, options.siteOptions), notes };
}

/** Collectors by source, in the order of configuration. */
function bySource(collectors: readonly Collector[]): Collector[][] {
  const groups = new Map<string, Collector[]>();
  for (const collector of collectors) {
    const group = groups.get(collector.sourceId) ?? [];
    groups.set(collector.sourceId, [...group, collector]);
  }
  return [...groups.values()];
}
